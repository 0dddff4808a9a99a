import Groundwork

/// A text to begin with, written by us.
struct SampleText: Sendable {
  /// The language's tag.
  let language: String
  /// The language's own name.
  let title: String
  let text: String
  /// Whether the script runs from right to left.
  var isRightToLeft = false

  /// The text as the API gives it.
  func write(to output: inout JSONOutput) {
    output.beginObject()
    for (key, value) in [
      ("language", language), ("title", title), ("text", text),
      ("direction", isRightToLeft ? "rtl" : "ltr"),
    ] {
      output.key(key)
      output.string(value)
    }
    output.endObject()
  }

  /// All samples.
  static let all = [
    SampleText(
      language: "lt", title: "Lietuvių",
      text:
        "Rudenį derlius nuimtas: klėtyje kvepia rugiais, o kaimynai susėda prie stalo ir skaičiuoja, kiek maišų liks žiemai."
    ),
    SampleText(
      language: "en", title: "English",
      text:
        "In autumn the harvest is in: the barn smells of rye, and the neighbours sit down to count how many sacks will last the winter."
    ),
    SampleText(
      language: "lv", title: "Latviešu",
      text:
        "Rudenī raža ir novākta: klētī smaržo rudzi, un kaimiņi sēž pie galda un skaita maisus ziemai."
    ),
    SampleText(
      language: "pl", title: "Polski",
      text:
        "Jesienią plony są zebrane: w stodole pachnie żytem, a sąsiedzi siadają i liczą, ile worków starczy na zimę."
    ),
    SampleText(
      language: "de", title: "Deutsch",
      text:
        "Im Herbst ist die Ernte eingebracht: Die Scheune riecht nach Roggen, und die Nachbarn zählen die Säcke für den Winter."
    ),
    SampleText(
      language: "fi", title: "Suomi",
      text:
        "Syksyllä sato on korjattu: aitassa tuoksuu ruis, ja naapurit laskevat säkkejä talven varalle."
    ),
    SampleText(
      language: "tr", title: "Türkçe",
      text:
        "Sonbaharda hasat toplandı: ambar çavdar kokuyor, komşular oturup kış için çuvalları sayıyor."
    ),
    SampleText(
      language: "uk", title: "Українська",
      text:
        "Восени врожай зібрано: у коморі пахне житом, а сусіди сідають до столу й рахують мішки на зиму."
    ),
    SampleText(
      language: "el", title: "Ελληνικά",
      text:
        "Το φθινόπωρο η σοδειά μαζεύτηκε: η αποθήκη μυρίζει σίκαλη και οι γείτονες μετρούν τα σακιά."
    ),
    SampleText(
      language: "ar", title: "العربية",
      text: "في الخريف جُمع الحصاد: تفوح من المخزن رائحة الجاودار، ويعدّ الجيران الأكياس للشتاء.",
      isRightToLeft: true),
    SampleText(
      language: "he", title: "עברית",
      text: "בסתיו נאסף היבול: באסם יש ריח של שיפון, והשכנים סופרים את השקים לחורף.",
      isRightToLeft: true),
    SampleText(
      language: "hi", title: "हिन्दी",
      text: "शरद में फ़सल कट गई है: कोठार में राई की गंध है और पड़ोसी सर्दी के लिए बोरियाँ गिन रहे हैं।"),
    SampleText(
      language: "th", title: "ไทย", text: "ฤดูใบไม้ร่วงเก็บเกี่ยวเสร็จแล้ว เพื่อนบ้านนั่งนับกระสอบข้าวสำหรับฤดูหนาว"),
    SampleText(
      language: "zh", title: "中文", text: "秋天收成已经入仓，谷仓里飘着黑麦的香味，邻居们坐在一起数着过冬的粮袋。"),
    SampleText(
      language: "ja", title: "日本語", text: "秋になり収穫は終わった。納屋にはライ麦の香りが漂い、隣人たちは冬のための袋を数えている。"),
    SampleText(
      language: "ko", title: "한국어", text: "가을 수확이 끝났다. 헛간에는 호밀 냄새가 가득하고, 이웃들은 겨울을 날 자루를 센다."),
    SampleText(
      language: "am", title: "አማርኛ",
      text: "በመከር ወቅት እህሉ ተሰብስቧል፤ ጎረቤቶች ተቀምጠው ለክረምት የሚሆኑ ከረጢቶችን ይቆጥራሉ።"),
    SampleText(
      language: "zxx", title: "Emoji",
      text:
        "Packed: 🎒🥪🧃, see you at 7 👋🏽 with the family 👨‍👩‍👧‍👦 and the flag 🇱🇹! ❤️‍🔥 1️⃣2️⃣"),
    SampleText(
      language: "zxx", title: "Code",
      text:
        "func total(_ sacks: [Double]) -> Double {\n\treturn sacks.reduce(0) { $0 + $1 }   // kg\n}\n\nlet klėtis = total([48.5, 51, 0x1F])\nif klėtis >= 100 && !isWinter {\n    print(\"harvest_2026=\\(klėtis)\")\n}\n"
    ),
    SampleText(
      language: "zxx", title: "Numbers and marks",
      text:
        "On 2026-11-27 at 16:05:09 the scales read 1234567.89 kg (+3.5 %), 1 000 000 € less … “why?!”"
    ),
    SampleText(
      language: "zxx", title: "Hard to see",
      text:
        "no-break\u{A0}space, soft\u{AD}hyphen, zero\u{200B}width, e\u{301} and é, ﬁne ligature, tab\there, \u{202E}sdrawkcab\u{202C}, Z\u{337}\u{322}a\u{338}l\u{335}g\u{336}o\u{337}"
    ),
  ]
}

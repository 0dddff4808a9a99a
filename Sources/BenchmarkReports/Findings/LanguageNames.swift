/// Languages as people call them, for the tags of one result.
struct LanguageNames: Sendable {
  private let names: [String: String]

  /// Names all tags; where two would share a name, the rest of the tag is added.
  init(tags: [String]) {
    var names: [String: String] = [:]
    var seen: [String: Int] = [:]
    let tags = tags.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    for tag in tags {
      let name = Self.plainName(tag)
      names[tag] = name
      seen[name, default: 0] += 1
    }
    for tag in tags {
      guard let name = names[tag], seen[name, default: 0] > 1 else { continue }
      let rest = tag.dropFirst(Self.primary(tag).count).drop { $0 == "_" || $0 == "-" }
      if !rest.isEmpty { names[tag] = "\(name) (\(rest))" }
    }
    self.names = names
  }

  /// The name of a tag; the tag itself where the name is not known.
  subscript(_ tag: String) -> String { names[tag] ?? Self.plainName(tag) }

  /// Whether the language is written without spaces, so that white-space words are whole phrases.
  static func isWrittenWithoutSpaces(_ tag: String) -> Bool {
    [
      "bo", "bod", "dz", "dzo", "ja", "jpn", "khm", "km", "lao", "lo", "my", "mya", "th", "tha",
      "yue", "zh", "zho",
    ].contains(String(primary(tag)))
  }

  private static func primary(_ tag: String) -> Substring {
    tag.prefix { $0 != "_" && $0 != "-" }
  }

  private static func plainName(_ tag: String) -> String {
    if tag == "*" { return "all languages" }
    let code = primary(tag)
    if code == "zho" || code == "zh" {
      if tag.contains("Hans") { return "Chinese (simpl.)" }
      if tag.contains("Hant") { return "Chinese (trad.)" }
    }
    return table[String(code)] ?? tag
  }

  /// ISO 639-3 and 639-1 codes.
  private static let table: [String: String] = {
    var table: [String: String] = [:]
    for line in list.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { continue }
      for code in parts[0].split(separator: "/") { table[String(code)] = String(parts[1]) }
    }
    return table
  }()

  private static let list = """
    afr/af Afrikaans
    als/sqi/sq Albanian
    amh/am Amharic
    ara/arb/ar Arabic
    asm/as Assamese
    azj/aze/az Azerbaijani
    bel/be Belarusian
    ben/bn Bengali
    bos/bs Bosnian
    bul/bg Bulgarian
    cat/ca Catalan
    ces/cs Czech
    cym/cy Welsh
    dan/da Danish
    deu/de German
    ell/el Greek
    eng/en English
    epo/eo Esperanto
    est/ekk/et Estonian
    eus/eu Basque
    fao/fo Faroese
    fas/pes/fa Persian
    fin/fi Finnish
    fra/fr French
    gla/gd Scottish Gaelic
    gle/ga Irish
    glg/gl Galician
    guj/gu Gujarati
    hau/ha Hausa
    heb/he Hebrew
    hin/hi Hindi
    hrv/hr Croatian
    hun/hu Hungarian
    hye/hy Armenian
    ibo/ig Igbo
    ind/id Indonesian
    isl/is Icelandic
    ita/it Italian
    jav/jv Javanese
    jpn/ja Japanese
    kan/kn Kannada
    kat/ka Georgian
    kaz/kk Kazakh
    khk/mon/mn Mongolian
    khm/km Khmer
    kir/ky Kyrgyz
    kor/ko Korean
    lao/lo Lao
    lat/la Latin
    ltg Latgalian
    lit/lt Lithuanian
    ltz/lb Luxembourgish
    lvs/lav/lv Latvian
    mal/ml Malayalam
    mar/mr Marathi
    mkd/mk Macedonian
    mlt/mt Maltese
    mya/my Burmese
    nld/nl Dutch
    nno/nn Norwegian Nynorsk
    nob/nb Norwegian Bokmål
    npi/nep/ne Nepali
    ory/ori/or Odia
    pan/pa Punjabi
    pol/pl Polish
    por/pt Portuguese
    ron/ro Romanian
    rus/ru Russian
    sgs Samogitian
    sin/si Sinhala
    slk/sk Slovak
    slv/sl Slovenian
    som/so Somali
    spa/es Spanish
    srp/sr Serbian
    swe/sv Swedish
    swh/swa/sw Swahili
    tam/ta Tamil
    tat/tt Tatar
    tel/te Telugu
    tgk/tg Tajik
    tgl/tl Tagalog
    tha/th Thai
    tur/tr Turkish
    ukr/uk Ukrainian
    urd/ur Urdu
    uzn/uzb/uz Uzbek
    vie/vi Vietnamese
    xho/xh Xhosa
    yor/yo Yoruba
    zho/zh Chinese
    zul/zu Zulu
    """
}

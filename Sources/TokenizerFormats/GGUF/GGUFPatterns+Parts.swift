/// What llama.cpp's patterns are made of.
extension GGUFPatterns {
  static let contractions = #"(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])"#
  static let suffix = contractions + "?"

  /// Signs and white space, with what may follow signs.
  static func rest(after: String) -> String {
    #"| ?[^\s\p{L}\p{N}]+"# + after + #"|\s*[\r\n]+|\s+(?!\S)|\s+"#
  }

  /// Words by case as llama.cpp has them: only ASCII letters have one, and marks count where they are named.
  static func asciiCase(marks: String, suffix: String) -> String {
    let upper = #"(?:(?![a-z])[\p{L}\#(marks)])"#
    let lower = #"(?:(?![A-Z])[\p{L}\#(marks)])"#
    let before = #"[^\r\n\p{L}\p{N}]?"#
    return "\(before)\(upper)*\(lower)+\(suffix)|\(before)\(upper)+\(lower)*\(suffix)"
  }

  /// Bloom's pieces: up to a sign that ends a clause.
  static let sentences = #" ?[^(\s|.,!?"# + scalars("2026 3002 FF0C 3001 964 6D4 60C") + ")]+"

  /// DeepSeek's words with marks, after one ASCII sign or one other scalar.
  static let markedWords =
    ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`\{|\}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+"##

  static let asianWords = set("4E00-9FA5 800-4E00 AC00-D7FF") + "+"
  static let kanaWords = set("4E00-9FA5 3040-309F 30A0-30FF") + "+"
  static let asianRuns = [
    "AC00-D7A3 3131-318E",
    "FF01 2026 201C 201D 2018 2019 2014 FF1A FF1B FF0C 3001-303F FE30-FE4F", "3105-312F",
    "4E00-9FA5 3040-309F 30A0-30FF",
  ].map { set($0) + "+" }.joined(separator: "|")
  static let asianScripts =
    set(
      "4E00-9FFF 3400-4DBF 8C48-FAFF 3040-309F 30A0-30FF FF65-FF9F 2F00-2FDF E40-E7F E80-EFF "
        + "1780-17FF 1000-109F AA60-AA7F A9E0-A9FF AC00-D7AF 1100-11FF") + "+"
  static let han = set(
    "4E00-9FFF 3400-4DBF 20000-2A6DF 2A700-2B73F 2B740-2B81F 2B820-2CEAF 2CEB0-2EBEF F900-FAFF "
      + "2F800-2FA1F")
  static let signs = set("21-2F 3A-7E FF01-FF0F FF1A-FF5E 2018-201F 3000-3002")

  /// The letters with case that DeepSeek LLM's tokenizer lists.
  static let casedLetters = set(
    """
    41-5A 61-7A B5 C0-D6 D8-F6 F8-1BA 1BC-1BF 1C4-293 295-2AF 370-373 376 377 37B-37D 37F
    386 388-38A 38C 38E-3A1 3A3-3F5 3F7-481 48A-52F 531-556 10A0-10C5 13A0-13F5 13F8-13FD
    1C90-1CBA 1CBD-1CBF 1D00-1D2B 1D6B-1D77 1D79-1D9A 1E00-1F15 1F18-1F1D 1F20-1F45
    1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D 1F80-1FB4 1FB6-1FBC 1FBE 1FC2-1FC4
    1FC6-1FCC 1FD0-1FD3 1FD6-1FDB 1FE0-1FEC 1FF2-1FF4 1FF6-1FFC 2102 2107 210A-2113 2115
    2119-211D 2124 2126 2128 212A-212D 212F-2134 2139 213C-213F 2145-2149 214E 2183 2184
    2C00-2C7B 2C7E-2CE4 2CEB-2CEE 2CF2 2CF3 A640-A66D A680-A69B A722-A76F A771-A787
    A78B-A78E AB70-ABBF FB00-FB06 FB13-FB17 FF21-FF3A FF41-FF5A 10400-1044F 104B0-104D3
    104D8-104FB 10C80-10CB2 10CC0-10CF2 118A0-118DF 1E900-1E943
    """)

  /// A set of scalars out of hexadecimal numbers and ranges.
  private static func set(_ ranges: String) -> String {
    let parts = ranges.split { $0 == " " || $0 == "\n" }.map { range in
      range.split(separator: "-").map { scalars(String($0)) }.joined(separator: "-")
    }
    return "[" + parts.joined() + "]"
  }

  /// The scalars of hexadecimal numbers, escaped where they mean something in a set.
  private static func scalars(_ numbers: String) -> String {
    numbers.split(separator: " ").map { number in
      guard let scalar = UInt32(number, radix: 16).flatMap(Unicode.Scalar.init) else { return "" }
      return #"\[]^-&{}"#.unicodeScalars.contains(scalar) ? "\\\(scalar)" : "\(scalar)"
    }.joined()
  }
}

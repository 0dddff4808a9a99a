import Groundwork
import Testing

@Suite struct JSONTests {
  private func parse(_ text: String) throws -> JSONValue {
    try JSONValue(parsing: Array(text.utf8), file: "x.json")
  }

  @Test(arguments: [
    #"{"a": 1, "b": [true, false, null], "c": {"d": "e"}}"#, "[]", "{}", #""""#, "-0.5e+10",
    #"["\"\\\n\t\u0001"]"#, #"{"Teisė": "ąčęėįšųūž"}"#,
  ])
  func whatIsWrittenIsReadAgain(_ text: String) throws {
    #expect(try parse(text).serialized() == text)
  }

  /// Strings are looked through eight bytes at a time: what ends or breaks them is found in every place.
  @Test(arguments: ["\"", "\\", "\u{1F}", "\u{0}"])
  func theEndOfAStringIsFoundInEveryPlace(special: String) throws {
    for filler in ["a", "~", "ą", "\u{7F}", "!", "#", "[", "]", " "] {
      for before in 0..<20 {
        for after in 0..<10 {
          let text = String(repeating: filler, count: before)
          let rest = String(repeating: filler, count: after)
          switch special {
          case "\"":
            let value = try parse("[\"\(text)\",\"\(rest)\"]")
            #expect(value.array?.map(\.string) == [text, rest])
          case "\\":
            #expect(try parse("\"\(text)\\n\(rest)\"").string == text + "\n" + rest)
          default:
            #expect {
              try parse("\"\(text)\(special)\(rest)\"")
            } throws: { error in
              "\(error)"
                == "x.json:1: a control character stands unescaped in a string; correct the JSON, or "
                + "get the file again"
            }
          }
        }
      }
    }
  }

  @Test func plainStringsAreReadWhereTheyLie() throws {
    let text = Array(#" "ab" "a\n" 1"#.utf8)
    try text.withUnsafeBufferPointer { buffer in
      var scanner = try JSONScanner(buffer, file: "x.json")
      #expect(scanner.plainString().map(Array.init) == Array("ab".utf8))
      #expect(scanner.plainString() == nil)
      #expect(try scanner.text() == "a\n")
      #expect(scanner.plainString() == nil)
      #expect(try Array(scanner.number()) == Array("1".utf8))
      #expect(scanner.plainString() == nil)
    }
  }

  @Test func keysAreComparedByBytes() throws {
    // Both spell "à": Swift strings would call them equal.
    let value = try parse("{\"\u{E0}\": 1, \"a\u{300}\": 2}")
    #expect(value.members?.count == 2)
    #expect(value["\u{E0}"]?.integer == 1)
    #expect(value["a\u{300}"]?.integer == 2)
  }

  @Test(arguments: [
    (#""\u0041\u00e9\u2028""#, "Aé\u{2028}"), (#""\ud83d\ude00""#, "😀"),
    (#""\/\b\f""#, "/\u{8}\u{C}"),
  ])
  func escapes(_ text: String, _ value: String) throws {
    #expect(try parse(text).string == value)
  }

  @Test(arguments: [
    ("", "x.json:1: the JSON ends where a value should be"),
    ("{\n\"a\" 1}", "x.json:2: expected a colon"),
    ("[1,\n2", "x.json:2: the JSON ends where a comma or a closing bracket should be"),
    ("[01]", "x.json:1: a number is misspelt"),
    ("\"a", "x.json:1: a string does not end"),
    (#""\ud800""#, "x.json:1: half a surrogate pair stands in a string"),
    ("[1] 2", "x.json:1: expected the end of the file"),
    ("tru", "x.json:1: expected a value"),
  ])
  func errorsNameTheLine(_ text: String, _ message: String) {
    #expect {
      try parse(text)
    } throws: { error in
      "\(error)" == message + "; correct the JSON, or get the file again"
    }
  }

  @Test func deepNestingIsRefused() {
    #expect(throws: Failure.self) { try parse(String(repeating: "[", count: 100_000)) }
  }

  @Test func invalidUTF8IsRefused() {
    #expect(throws: Failure.self) {
      try JSONValue(parsing: [0x22, 0xFF, 0x22], file: "x.json")
    }
  }

  @Test func indentedText() {
    let value = JSONValue.object([
      .init("rows", .array([.object([.init("a", .integer(1))]), .object([])])),
      .init("list", .array([.integer(1), .integer(2)])),
    ])
    #expect(
      value.serialized(indented: true, inlineDepth: 2) == """
        {
          "rows": [
            {"a": 1},
            {}
          ],
          "list": [1, 2]
        }
        """)
  }
}

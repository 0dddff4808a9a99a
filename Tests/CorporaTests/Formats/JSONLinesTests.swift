import Testing

@testable import Corpora

@Suite struct JSONLinesTests {
  private func read(
    _ text: String, field: String? = nil, format: CorpusFormat? = nil
  ) throws -> [String] {
    let fixture = try Fixture()
    let path = try fixture.write("a.jsonl", text)
    let file = CorpusFile(path: path, format: format, options: ReadingOptions(field: field))
    let read = try texts(file)
    #expect(read.record.format == .jsonl)
    return read.texts
  }

  private func message(_ text: String, field: String? = nil) throws -> String {
    let fixture = try Fixture()
    let path = try fixture.write("a.jsonl", text)
    return fixture.message {
      _ = try texts(
        CorpusFile(path: path, format: .jsonl, options: ReadingOptions(field: field)))
    }
  }

  @Test func documentsAreTheTexts() throws {
    #expect(
      try read(
        "\u{FEFF}{\"id\": 1, \"text\": \"Žąsis\\nir \\u0161uo\"}\r\n\n{\"text\":\"\",\"x\":[{\"text\":1}]}\n"
          + " {\"text\": \"be galo\"}") == ["Žąsis\nir šuo", "", "be galo"])
  }

  @Test func fieldsMayLieInObjects() throws {
    let line = #"{"a.b": "su tašku", "a": {"c": 1, "b": "viduje"}, "b": "šalia"}"# + "\n"
    #expect(try read(line, field: "a.b") == ["su tašku"])
    #expect(try read(line, field: "b") == ["šalia"])
    #expect(try read(#"{"a": {"b": "viduje", "b": "antras"}}"#, field: "a.b") == ["viduje"])
    #expect(try read(#"{"a": {"b": {"c": "giliai"}}}"#, field: "a.b.c") == ["giliai"])
    #expect(try read(#"{"a": {"b.c": "giliai"}}"#, field: "a.b.c") == ["giliai"])
  }

  @Test func whatIsWrongIsSaidWithItsLine() throws {
    #expect(
      try message("{\"text\": \"a\"}\n{\"id\": 7, \"title\": \"b\"}\n")
        == "a.jsonl:2: the object has no field \"text\"; name the field that holds the text with --field; "
        + "this object has id, title")
    #expect(
      try message("{}")
        == "a.jsonl:1: the object has no field \"text\"; name the field that holds the text with --field"
    )
    #expect(
      try message("\n\n{\"text\": null}")
        == "a.jsonl:3: the field \"text\" is null, not a string; name a field that holds text with --field, "
        + "or leave such lines out")
    #expect(
      try message("{\"a\": {\"b\": 5}}", field: "a.b")
        == "a.jsonl:1: the field \"a.b\" is a number, not a string; name a field that holds text with "
        + "--field, or leave such lines out")
    let remedy = "; correct the line, which must be one JSON object"
    #expect(
      try message("{\"text\": \"a\"}\n{\"text\": \"a\n") == "a.jsonl:2: a string does not end"
        + remedy)
    #expect(try message("[1]") == "a.jsonl:1: expected an object" + remedy)
    #expect(
      try message("{\"text\": \"a\"} {}") == "a.jsonl:1: expected the end of the file" + remedy)
    #expect(
      try message("{\"text\": \"a\", \"b\": tru}") == "a.jsonl:1: expected a value" + remedy)
  }

  @Test func contentIsRecognized() {
    func format(_ text: String, isWhole: Bool = true) -> CorpusFormat {
      FormatDetection.source(of: FormatSample(Array(text.utf8), isWhole: isWhole)).format
    }
    #expect(format("{\"text\": \"a\"}\n") == .jsonl)
    #expect(format("\n  {\"a\":1}") == .jsonl)
    #expect(format("{\"text\": \"a\"}\nnot JSON\n") == .jsonl)
    #expect(format("{ \"t\\\"ext\" : \"the sample ends", isWhole: false) == .jsonl)
    #expect(format("{\n  \"text\": \"a\"\n}\n") == .text)
    #expect(format("{}\n{}\n") == .text)
    #expect(format("{tekstas} skliaustuose\n") == .text)
    #expect(format("{\"kabutės\"} skliaustuose\n") == .text)
    #expect(format("{\"kabutės\" be galo", isWhole: false) == .text)
    #expect(format("[\"a\"]\n") == .text)
  }
}

import Groundwork
import Testing

@Suite struct JSONOutputTests {
  @Test func whatIsWrittenIsReadAgain() throws {
    let text = "\"\\\n\r\t\u{0}\u{1}\u{1F}\u{7F}ą\u{2028}🍞/"
    var output = JSONOutput()
    output.beginObject()
    output.key(text)
    output.string(text)
    output.key("numbers")
    output.integers([0, -1, 12_345, Int.max, Int.min])
    output.key("nested")
    output.beginArray()
    output.bool(true)
    output.null()
    output.double(0.1)
    output.double(.nan)
    output.beginObject()
    output.endObject()
    output.strings(["a", "b"])
    output.value(.object([.init("x", .integer(1))]))
    output.raw("[2]")
    output.endArray()
    output.endObject()
    let value = try JSONValue(parsing: output.bytes, file: "x.json")
    #expect(value.members?.first?.key == text)
    #expect(value[text]?.string == text)
    #expect(
      value["numbers"]?.serialized()
        == "[0, -1, 12345, 9223372036854775807, -9223372036854775808]")
    #expect(
      value["nested"]?.serialized() == #"[true, null, 0.1, null, {}, ["a", "b"], {"x": 1}, [2]]"#)
  }
}

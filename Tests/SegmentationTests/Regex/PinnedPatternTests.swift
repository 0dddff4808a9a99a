import Groundwork
import Segmentation
import Testing

@Suite struct PinnedPatternTests {
  @Test(arguments: [
    (#"a.b"#, #"a[^\n]b"#),
    (#"^x$"#, #"\Ax\z"#),
    (#"(a|b)"#, #"(?:a|b)"#),
    (#"(?i:'s)?+"#, #"(?i:'s)?+"#),
    (#"[^\r\n/]"#, #"[^\r\n/]"#),
    (#"[a-c-]"#, #"[a-c\-]"#),
    (#"[]x]"#, #"[\]x]"#),
    (#"\x41\u{e9}"#, #"\x{41}\x{e9}"#),
    (#"\p{Zl}\P{Zp}"#, #"[\x{2028}][^\x{2029}]"#),
    (#"\p{^Zl}[\p{Zl}x]"#, #"[^\x{2028}][[\x{2028}]x]"#),
    (#"a{1,3}+"#, #"a{1,3}+"#),
  ])
  func isRewritten(pattern: String, text: String) throws {
    #expect(try PinnedPattern(pattern).text == text)
  }

  @Test func aSpaceInASetIsASpace() throws {
    let regex = try CompiledRegex(PinnedPattern("[ a]+").text)
    let text = Array("b a a".utf8)
    let bounds = UnsafeMutableBufferPointer<Int64>.allocate(capacity: 8)
    defer { bounds.deallocate() }
    let matches = try text.withUnsafeBufferPointer { text throws(Failure) in
      try regex.matches(from: 0, in: text, into: bounds)
    }
    #expect(matches == 1)
    #expect(bounds[0] == 1 && bounds[1] == 5)
  }
}

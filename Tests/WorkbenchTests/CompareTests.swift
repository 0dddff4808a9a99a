import Groundwork
import Testing
import Tokenization

@testable import Workbench

@Suite struct CompareTests {
  @Test func stretchesAreThoseOfASlowComparison() throws {
    var seed: UInt64 = 7
    func random(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    for _ in 0..<500 {
      let length = random(200)
      let tokenizers = (0..<1 + random(4)).map { _ -> [TokenSpan] in
        var spans: [TokenSpan] = []
        var start = 0
        while start < length {
          // Some bytes belong to no token, and some tokens stand for none.
          let gap = random(6) == 0 ? random(3) : 0
          let end = min(length, start + gap + random(5))
          spans.append(TokenSpan(start: min(start + gap, end), end: end))
          start = end + (end == start ? 1 : 0)
        }
        return spans
      }
      let window = random(3) == 0 ? nil : random(100)..<100 + random(100)
      let fast = CutComparison(
        tokenizers.map { CutSet($0, length: length) }, length: length, window: window)
      let slow = slowComparison(tokenizers, length, window)
      #expect(fast.stretches == slow.stretches)
      #expect(fast.alike == slow.alike && fast.otherwise == slow.otherwise)
    }
  }

  /// The same by sets of places.
  private func slowComparison(
    _ tokenizers: [[TokenSpan]], _ length: Int, _ window: Range<Int>?
  ) -> (stretches: [CutComparison.Stretch], alike: Int, otherwise: Int) {
    let cuts = tokenizers.map { spans in
      Set(spans.filter { $0.start < $0.end }.map(\.end)).union([length])
    }
    let common = cuts.reduce(Set(0...length)) { $0.intersection($1) }.subtracting([0]).sorted()
    var stretches: [CutComparison.Stretch] = []
    var (alike, otherwise, start) = (0, 0, 0)
    for end in common {
      let inside = cuts.map { $0.filter { $0 > start && $0 < end }.sorted() }
      let isSame = inside.allSatisfy(\.isEmpty)
      if isSame { alike += end - start } else { otherwise += end - start }
      let touches = window.map { max($0.lowerBound, start) < min($0.upperBound, end) } ?? true
      if touches {
        if isSame, let last = stretches.last, last.isSame, last.range.upperBound == start {
          stretches[stretches.count - 1].range = last.range.lowerBound..<end
        } else {
          var groups: [[Int]] = []
          if !isSame {
            for index in inside.indices {
              let known = groups.firstIndex { inside[$0[0]] == inside[index] }
              if let known { groups[known].append(index) } else { groups.append([index]) }
            }
          }
          stretches.append(.init(range: start..<end, groups: groups))
        }
      }
      start = end
    }
    return (stretches, alike, otherwise)
  }

  @Test func theAnswerNamesWhoCutsAlike() throws {
    let server = try TestServer([
      ("a", TestServer.toy()), ("b", TestServer.toy(merges: [])), ("c", TestServer.toy()),
    ])
    let answer = try server.answer(
      "compare", #"{"text": "hello x", "tokenizers": ["a", "b", "c"]}"#)
    #expect(
      answer.serialized()
        == #"{"api": 1, "spans": [{"start": 0, "end": 5, "same": false, "groups": [["a", "c"], ["b"]]}, {"start": 5, "end": 7, "same": true}], "cutAlike": 2, "cutOtherwise": 5}"#
    )
    let counts = try server.answer(
      "compare", #"{"text": "hello x", "tokenizers": ["a", "b"], "window": [0, 0]}"#)
    #expect(
      counts.serialized() == #"{"api": 1, "spans": [], "cutAlike": 2, "cutOtherwise": 5}"#)
    let empty = try server.answer("compare", #"{"text": "", "tokenizers": ["a", "b"]}"#)
    #expect(empty.serialized() == #"{"api": 1, "spans": [], "cutAlike": 0, "cutOtherwise": 0}"#)
  }
}

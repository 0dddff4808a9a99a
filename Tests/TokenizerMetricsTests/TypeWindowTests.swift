import Groundwork
import Testing

@testable import TokenizerMetrics

/// Sums over windows of tokens, by counting each window anew.
@Suite struct TypeWindowTests {
  func slow(_ tokens: [UInt32], width: Int) -> (types: Int64, windows: Int64) {
    var sums: (types: Int64, windows: Int64) = (0, 0)
    if tokens.count < width { return sums }
    for start in 0...tokens.count - width {
      sums.types += Int64(Set(tokens[start..<start + width]).count)
      sums.windows += 1
    }
    return sums
  }

  func windows(_ tokens: ArraySlice<UInt32>, width: Int) -> TypeWindows {
    var counter = TypeWindowCounter(width: width, vocabulary: 50)
    for token in tokens { counter.add([token]) }
    return counter.take()
  }

  @Test("a worked example: a b a c in windows of three")
  func example() {
    let sums = windows([0, 1, 0, 2], width: 3)
    // aba has 2 types, bac 3.
    #expect(sums.types == 5 && sums.windows == 2)
    #expect(sums.head == [0, 1] && sums.tail == [0, 2])
  }

  @Test("any cuts and any grouping give the sums of the whole", arguments: [1, 2, 3, 7, 20])
  func merges(width: Int) {
    let random = KeyedRandom(seed: 5, stream: UInt64(width))
    var draw: UInt64 = 0
    func next(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    for length in [0, 1, 5, 19, 20, 21, 60, 150] {
      let tokens = (0..<length).map { _ in UInt32(next(8) * next(6)) }
      let expected = slow(tokens, width: width)
      for _ in 0..<20 {
        let cuts = ([0, length] + (0..<next(6)).map { _ in next(length + 1) }).sorted()
        let parts = zip(cuts, cuts.dropFirst()).map { windows(tokens[$0..<$1], width: width) }
        var forward = TypeWindows(width: width)
        for part in parts { forward.append(part) }
        var backward = TypeWindows(width: width)
        for part in parts.reversed() {
          var joined = part
          joined.append(backward)
          backward = joined
        }
        #expect(forward == backward)
        #expect(forward.types == expected.types && forward.windows == expected.windows)
        #expect(forward.head == Array(tokens.prefix(width - 1)))
        #expect(forward.tail == Array(tokens.suffix(width - 1)))
      }
    }
  }

  @Test("a counter that has given its sums starts anew")
  func startsAnew() {
    var counter = TypeWindowCounter(width: 3, vocabulary: 9)
    counter.add([1, 2, 3, 4, 1, 8])
    let first = counter.take()
    // The id 9 is outside the vocabulary.
    counter.add([1, 2, 9, 3, 4, 1, 8])
    #expect(counter.take() == first)
    #expect(first.types == 12 && first.windows == 4)
    #expect(counter.take() == TypeWindows(width: 3))
  }

  @Test("windows do not cross stretches, and tallies of whole stretches add up")
  func stretches() {
    func part(_ number: Int, _ tokens: [UInt32]) -> TextObserver.Stretch {
      TextObserver.Stretch(number: number, windows: windows(tokens[...], width: 2))
    }
    var whole = TypeWindowTally()
    for part in [part(0, [1, 2]), part(0, [2, 2]), part(1, [3]), part(1, [4]), part(7, [4, 4])] {
      whole.add(part)
    }
    // 12 22 22 have 2, 1, 1 types; 34 has 2; 44 has 1.
    #expect(whole.sums == (7, 5))
    var first = TypeWindowTally()
    first.add(part(0, [1, 2, 2, 2]))
    var rest = TypeWindowTally()
    rest.add(part(1, [3, 4]))
    rest.add(part(7, [4, 4]))
    rest.add(first)
    #expect(rest.sums == (7, 5))
    var kept = TypeWindowTally(types: whole.sums.types, windows: whole.sums.windows)
    kept.add(part(9, [5, 6]))
    #expect(kept.sums == (9, 6))
  }
}

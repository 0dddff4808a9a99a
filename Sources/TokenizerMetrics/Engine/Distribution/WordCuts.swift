import Groundwork
import Tokenization

/// Where words that are encoded alone are cut, in flat arrays.
struct WordCuts: Sendable {
  private var cuts: [UInt32] = []
  private var ends: [Int] = []

  /// The number of words.
  var count: Int { ends.count }

  /// The inner cuts of a word: byte offsets in it, rising, each once.
  subscript(_ word: Int) -> ArraySlice<UInt32> {
    cuts[(word == 0 ? 0 : ends[word - 1])..<ends[word]]
  }

  /// Cuts some word types after a prefix; `tokens` are their tokens, of which one means no cut.
  ///
  /// A token is cut off where its first byte stands that is no white space; tokens of one character that have
  /// one place are one cut.
  init(
    _ types: ByteTable, _ numbers: Range<Int>, prefix: [UInt8], tokens: ArraySlice<UInt32>,
    encoder: any TextEncoder
  ) {
    var word: [UInt8] = []
    var ids: [UInt32] = []
    var spans: [TokenSpan] = []
    for (number, tokens) in zip(numbers, tokens) {
      if tokens > 1 {
        word.removeAll(keepingCapacity: true)
        word += prefix
        word += types.bytes[types.range(number)]
        ids.removeAll(keepingCapacity: true)
        spans.removeAll(keepingCapacity: true)
        word.withUnsafeBufferPointer { text in
          encoder.encode(text, into: &ids, spans: &spans)
          var last = prefix.count
          for span in spans {
            guard let start = firstByte(of: span, in: text), start > last else { continue }
            cuts.append(UInt32(truncatingIfNeeded: start - prefix.count))
            last = start
          }
        }
      }
      ends.append(cuts.count)
    }
  }
}

/// How the cuts of one word by two tokenizers agree.
struct WordAgreement: Sendable, Hashable, BitwiseCopyable {
  /// The cuts that both make.
  var shared: UInt32
  /// The cuts that either makes.
  var either: UInt32

  /// Whether the word is cut alike.
  var isAlike: Bool { shared == either }

  /// Compares two words' cuts.
  init(_ mine: ArraySlice<UInt32>, _ theirs: ArraySlice<UInt32>) {
    var shared = 0
    var index = theirs.startIndex
    for cut in mine {
      while index < theirs.endIndex, theirs[index] < cut { index += 1 }
      if index < theirs.endIndex, theirs[index] == cut { shared += 1 }
    }
    self.shared = UInt32(shared)
    either = UInt32(mine.count + theirs.count - shared)
  }
}

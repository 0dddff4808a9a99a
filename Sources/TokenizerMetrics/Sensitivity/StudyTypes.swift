import Groundwork
import Segmentation
import Tokenization

/// The distinct words of a study, of all its languages, forms and rules, each encoded once per tokenizer.
struct StudyTypes: Sendable {
  /// The words.
  private(set) var table = ByteTable()
  /// Whether each word has neither letter nor digit.
  private(set) var isPunctuation: [Bool] = []
  /// For each tokenizer, the tokens of each word after a space.
  private(set) var prefixed: [[UInt32]]
  /// For each tokenizer, the tokens of each word alone.
  private(set) var bare: [[UInt32]]

  init(tokenizers: Int) {
    prefixed = [[UInt32]](repeating: [], count: tokenizers)
    bare = prefixed
  }

  /// Numbers words, on one thread.
  mutating func number(_ words: inout RuleWords) {
    var types: [UInt32] = []
    types.reserveCapacity(words.words.count)
    words.bytes.withUnsafeBufferPointer { bytes in
      for range in words.words {
        let word = UnsafeBufferPointer(rebasing: bytes[range])
        let (number, isNew) = table.insert(word)
        if isNew { isPunctuation.append(WordSegmenter.content(of: word).isEmpty) }
        types.append(UInt32(truncatingIfNeeded: number))
      }
    }
    words.types = types
  }

  /// Encodes the words that have come since the last time.
  mutating func encode(_ tokenizers: [StudyTokenizer], _ pool: WorkerPool) throws(Failure) {
    let table = table
    let slice = 4096
    let first = prefixed.first?.count ?? table.count
    let slices = (table.count - first + slice - 1) / slice
    if slices == 0 { return }
    let counts = try pool.map(tokenizers.count * slices) { (work) throws(Failure) in
      let start = first + work % slices * slice
      return try tokenizers[work / slices].counts(table, start..<min(start + slice, table.count))
    }
    for tokenizer in tokenizers.indices {
      for part in counts[tokenizer * slices..<(tokenizer + 1) * slices] {
        prefixed[tokenizer] += part.prefixed
        bare[tokenizer] += part.bare
      }
    }
  }
}

/// A tokenizer of a study; shared by threads.
struct StudyTokenizer: Sendable {
  /// The tokenizer and its name.
  let named: BenchmarkTokenizer
  private let encoders: EncoderPool

  init(_ named: BenchmarkTokenizer) {
    self.named = named
    encoders = EncoderPool(named.tokenizer)
  }

  /// The tokens of some words of a table.
  func counts(
    _ table: ByteTable, _ words: Range<Int>
  ) throws(Failure) -> (prefixed: [UInt32], bare: [UInt32]) {
    try encoders.withEncoder { (encoder) throws(Failure) in
      var ids: [UInt32] = []
      var text: [UInt8] = [0x20]
      func count(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        ids.removeAll(keepingCapacity: true)
        bytes.withUnsafeBufferPointer { encoder.encode($0, into: &ids) }
        return UInt32(ids.count)
      }
      var counts = (prefixed: [UInt32](), bare: [UInt32]())
      for word in words {
        text.removeSubrange(1...)
        text += table.bytes[table.range(word)]
        let bare = count(text[1...])
        counts.bare.append(bare)
        // A tokenizer that puts a space before each text by itself gets no second one.
        let puts = named.tokenizer.summary.addsLeadingSpace
        counts.prefixed.append(puts ? bare : count(text[...]))
      }
      return counts
    }
  }

  /// The tokens of each document; of those that a form leaves alone, `unchanged` says them.
  func counts(_ texts: FormedTexts, unchanged: [UInt32]?) throws(Failure) -> [UInt32] {
    try encoders.withEncoder { (encoder) throws(Failure) in
      var counts: [UInt32] = []
      var ids: [UInt32] = []
      texts.texts.forEachText { index, text in
        if let unchanged, !texts.isChanged[index] {
          counts.append(unchanged[index])
          return
        }
        ids.removeAll(keepingCapacity: true)
        encoder.encode(text, into: &ids)
        counts.append(UInt32(ids.count))
      }
      return counts
    }
  }

  /// The ids of one text.
  func ids(of text: [UInt8]) throws(Failure) -> [UInt32] {
    try encoders.withEncoder { (encoder) throws(Failure) in encoder.encode(text) }
  }
}

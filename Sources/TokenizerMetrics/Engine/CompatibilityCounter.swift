import Groundwork
import Tokenization

/// Counts what compatibility modes need beside the engine's own counts, with one tokenizer.
struct CompatibilityCounter {
  private let encoder: any TextEncoder
  private let addsLeadingSpace: Bool
  private var ids: [UInt32] = []
  private var word: [UInt8] = []

  /// - Parameter addsLeadingSpace: whether the tokenizer puts a space before each text by itself.
  init(_ encoder: any TextEncoder, addsLeadingSpace: Bool) {
    self.encoder = encoder
    self.addsLeadingSpace = addsLeadingSpace
  }

  /// Adds the counts of a batch to its rows.
  mutating func count(
    _ batch: PendingBatch, _ facts: BatchFacts, _ needs: CountingNeeds, into rows: inout [Int64]
  ) {
    if needs.treebankWords { countWords(batch.texts, facts, into: &rows) }
    if needs.listEntries { countEntries(batch.texts, facts, into: &rows) }
  }

  /// A treebank's words, each alone and bare; words that give no token are left out, as published.
  private mutating func countWords(
    _ texts: TextBatch, _ facts: BatchFacts, into rows: inout [Int64]
  ) {
    guard let given = texts.givenWords, given.textEnds.count == texts.count else { return }
    given.bytes.withUnsafeBufferPointer { bytes in
      for text in 0..<texts.count {
        var tokens: Int64 = 0
        var words: Int64 = 0
        var continued: Int64 = 0
        for word in given.wordRange(ofText: text) {
          let count = count(UnsafeBufferPointer(rebasing: bytes[given.range(word)]))
          tokens += Int64(count)
          words += count > 0 ? 1 : 0
          continued += count > 1 ? 1 : 0
        }
        let row = Int(facts.unitOf[text]) * TokenColumn.count
        let weight = Int64(clamping: texts.weight(text))
        rows[row + TokenColumn.treebankTokens.rawValue] += tokens * weight
        rows[row + TokenColumn.treebankWords.rawValue] += words * weight
        rows[row + TokenColumn.treebankContinued.rawValue] += continued * weight
      }
    }
  }

  /// Texts with a word and without a space, each once.
  private mutating func countEntries(
    _ texts: TextBatch, _ facts: BatchFacts, into rows: inout [Int64]
  ) {
    texts.forEachText { index, text in
      if facts.plainWords[index] == 0 || text.contains(0x20) { return }
      let row = Int(facts.unitOf[index]) * TokenColumn.count
      rows[row + TokenColumn.listEntries.rawValue] += 1
      let bare = count(text)
      rows[row + TokenColumn.listEntriesKept.rawValue] += bare == 1 ? 1 : 0
      word.removeAll(keepingCapacity: true)
      word.append(0x20)
      word.append(contentsOf: text)
      let spaced = addsLeadingSpace ? bare : word.withUnsafeBufferPointer { count($0) }
      rows[row + TokenColumn.listEntriesKeptAfterSpace.rawValue] += spaced == 1 ? 1 : 0
    }
  }

  private mutating func count(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    ids.removeAll(keepingCapacity: true)
    encoder.encode(text, into: &ids)
    return ids.count
  }
}

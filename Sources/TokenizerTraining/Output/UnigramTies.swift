import Counting
import Groundwork
import Tokenization
import TokenizerFormats

/// Words that a Unigram gives other tokens as a tokenizer.json than as a SentencePiece model.
///
/// tokenizers sums scores in double precision, sentencepiece in single: of two ways to cut a word whose scores are equal
/// or nearly so each may take another. Words are compared alone; in a long text sums of single precision lose more.
public struct UnigramTies: Sendable, Hashable {
  /// The distinct words.
  public var words = 0
  /// How often they occur.
  public var occurrences: UInt64 = 0
  /// The most frequent of them, of equal ones the first by its bytes; nil for none.
  public var example: [UInt8]?

  /// Compares two tokenizers on the words of a text.
  ///
  /// - Parameters:
  ///   - table: the words, with U+2581 for spaces and perhaps a byte 0xFE behind.
  ///   - model: the model.
  ///   - json: the same model as a tokenizer.json.
  init(_ table: PieceTable, _ model: any Tokenizer, _ json: any Tokenizer) {
    let one = model.makeEncoder(specials: .text)
    let two = json.makeEncoder(specials: .text)
    var most: UInt64 = 0
    for piece in table.canonicalOrder() {
      let text = Self.text(table[piece])
      var (ids, others): ([UInt32], [UInt32]) = ([], [])
      text.withUnsafeBufferPointer {
        one.encode($0, into: &ids)
        two.encode($0, into: &others)
      }
      if ids == others { continue }
      words += 1
      let count = table.counts[piece]
      occurrences = occurrences.addingReportingOverflow(count).overflow ? .max : occurrences + count
      if count > most { (most, example) = (count, text) }
    }
  }

  /// A word as it stands in text.
  private static func text(_ word: some Collection<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var rest = Array(word)[...]
    if rest.last == 0xFE { rest.removeLast() }
    while let byte = rest.first {
      if rest.starts(with: [0xE2, 0x96, 0x81]) {
        text.append(0x20)
        rest = rest.dropFirst(3)
      } else {
        text.append(byte)
        rest = rest.dropFirst()
      }
    }
    // Where a prefix is put before a text, it is the word's own mark.
    return text.first == 0x20 ? Array(text.dropFirst()) : text
  }

  /// What a user should know; nil for nothing.
  public func warning(of all: Int) -> String? {
    guard let example else { return nil }
    return
      "as a .model \(words) of \(all) distinct words would get other tokens (such as "
      + "\(String(decoding: example.prefix(60), as: UTF8.self).debugDescription)), since sentencepiece sums scores in "
      + "single precision and tokenizers in double; --round-scores makes both the same"
  }
}

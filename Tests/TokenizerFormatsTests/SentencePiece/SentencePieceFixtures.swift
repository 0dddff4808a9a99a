import Groundwork
import TestSupport

/// The small models of Tests/Fixtures/SentencePiece, which make.py there made with sentencepiece 0.2.3.
enum SentencePieceFixtures {
  static let names = [
    "bpe-bytes", "bpe", "bpe-symbols", "bpe-suffix", "bpe-across", "unigram", "unigram-bytes",
    "unigram-symbols", "unigram-suffix", "unigram-folded", "word", "char",
  ]

  static func path(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/SentencePiece/\(name)")
  }

  /// A text with what the real library made of it.
  struct Recorded {
    var text: [UInt8]
    var ids: [UInt32]
    var decoded: [UInt8]
  }

  /// The texts recorded for a model.
  static func recorded(_ name: String) throws -> [Recorded] {
    try readFile(path("ids.tsv")).split(separator: 0x0A).compactMap { line in
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard fields.count == 4, fields[0].elementsEqual(name.utf8) else { return nil }
      let ids = String(decoding: fields[2], as: UTF8.self).split(separator: " ")
      return Recorded(
        text: bytes(fields[1]), ids: ids.compactMap { UInt32($0) }, decoded: bytes(fields[3]))
    }
  }

  private static func bytes(_ digits: ArraySlice<UInt8>) -> [UInt8] {
    let text = Array(digits)
    return stride(from: 0, to: text.count - 1, by: 2).compactMap {
      UInt8(String(decoding: text[$0...$0 + 1], as: UTF8.self), radix: 16)
    }
  }
}

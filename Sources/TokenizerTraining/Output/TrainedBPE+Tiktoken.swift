import Groundwork
import Tokenization
import TokenizerFormats

extension TrainedBPE {
  /// The symbols as tiktoken ranks: the 256 bytes, then the merges.
  ///
  /// Like tokenizers, the bytes come in the order of its alphabet. Throws (usage) where the alphabet is not
  /// that of all bytes.
  public func rankedTokens() throws(Failure) -> RankedTokens {
    guard options.alphabet == .bytes else {
      throw .usage(
        "a rank file holds byte-level tokens, and this vocabulary was trained on characters",
        remedy: "write it as a SentencePiece model, or train on bytes")
    }
    if letterCount != 256 {
      throw .usage(
        "a rank file holds all 256 bytes, and this vocabulary has \(letterCount) of them",
        remedy: "write it as a tokenizer.json, or train with --initial-alphabet bytes")
    }
    if merges.indices.contains(where: {
      !ids.isEmpty && Int(ids[256 + $0]) < options.specials.count
    }) {
      throw .usage(
        "a merge makes a special token, which a rank file cannot state",
        remedy: "write it as a tokenizer.json, or name the special token otherwise")
    }
    return RankedTokens(bytes: bytes, offsets: offsets, ranks: (0..<UInt32(symbolCount)).map { $0 })
  }

  /// A rank file and its side file, which also holds the training record under `training`.
  ///
  /// Special tokens have the ids after the ranks, in their order.
  ///
  /// - Parameters:
  ///   - name: the encoding's name in the side file.
  ///   - pattern: the split pattern that the pieces were cut with, by name or as its text.
  ///   - record: how the vocabulary was trained.
  public func tiktokenFiles(
    name: String? = nil, pattern: String, record: TrainingRecord
  ) throws(Failure) -> (ranks: [UInt8], side: [UInt8]) {
    let specials = options.specials.enumerated().map { index, text in
      TiktokenSpecification.Special(text: text, id: UInt32(symbolCount + index))
    }
    let ranks = TiktokenWriter.rankFile(try rankedTokens())
    let side = TiktokenWriter.sideFile(
      TiktokenSpecification(name: name, pattern: pattern, specials: specials))
    let members = try JSONValue(parsing: side, file: "side file").members ?? []
    let json = JSONValue.object(members + [.init("training", record.json)])
    return (ranks, Array((json.serialized(indented: true) + "\n").utf8))
  }
}

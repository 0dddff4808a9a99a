import Counting
import Groundwork

/// Trains parity-aware BPE: Foroutan, Meister, Paul, Niklaus, Ahmadi, Bosselut and Sennrich (2025),
/// "Parity-Aware Byte-Pair Encoding: Improving Cross-lingual Fairness in Tokenization", arXiv 2508.04796.
///
/// **Definition.** Each step chooses a language, and merges in all texts the pair that is most frequent in that
/// language's training text; of equally frequent pairs the one whose left token's text is greatest, then the
/// right one's (texts as tokenizers writes them). The language is the one whose development text has the most
/// tokens; with ratios, the one whose training text was compressed least for its ratio; with neither, the
/// one whose training text has the most tokens; the first of equal ones. A window keeps one language from having
/// all merges (`ParityTrainingOptions.Variant`). The first `globalMerges` merges go by the sum of all languages'
/// counts. A language is out when no pair in it is frequent enough, and training ends early when all are.
///
/// Equal to `ParityBpeTrainer` of tokenizers 0.23.3: ids, merges, added tokens.
///
/// Time is that of training each language's text, times the merges that others ask for; memory that of all
/// texts' `MergeArena`s with every pair.
public enum ParityTrainer {
  /// Trains a vocabulary.
  ///
  /// - Parameters:
  ///   - languages: the distinct pieces of each language's training text, with counts.
  ///   - development: those of each language's development text, best the same sentences in all; nil for none.
  ///   - options: the size, the variant.
  ///   - progress: told of the merges done, about a hundred times, as stage `merge`.
  /// - Throws: `Failure` (usage) for options that make no sense together, (data) where a language has no text
  ///   that it needs, or counts are too large.
  public static func train(
    languages: [PieceTable], development: [PieceTable]? = nil, options: ParityTrainingOptions,
    progress: Progress = .silent
  ) throws(Failure) -> TrainedParityBPE {
    try options.validate(languages: languages.count, development: development?.count)
    var all = PieceTable()
    for table in languages {
      try BPETrainer.checkSize(table)
      all.merge(table)
    }
    if all.count == 0 {
      throw Failure(
        "there is nothing to train on: no pieces were counted", remedy: "check the inputs")
    }
    if options.ratios != nil, let empty = languages.firstIndex(where: { $0.count == 0 }) {
      throw Failure(
        "language \(empty + 1) has no text, and with ratios each needs one",
        remedy: "check the inputs")
    }
    try BPETrainer.checkSize(all)
    let training = all
    for table in development ?? [] {
      try BPETrainer.checkSize(table)
      all.merge(table)
    }
    let alphabet = BPEAlphabet(options.bpe(vocabularySize: 1), counts: all)
    all = PieceTable()
    let run = ParityRun(
      languages, development?.map { alphabet.spelt($0, options.bpe(vocabularySize: 1)) },
      all: options.globalMerges > 0 ? training : nil, alphabet, options)
    return run.run(progress)
  }
}

extension BPEAlphabet {
  /// The pieces all of whose characters have letters.
  func spelt(_ table: PieceTable, _ options: BPETrainingOptions) -> PieceTable {
    if options.limitAlphabet == nil { return table }
    var result = PieceTable()
    var symbols = [UInt32](repeating: 0, count: 16)
    table.bytes.withUnsafeBufferPointer { bytes in
      for piece in 0..<table.count {
        let text = UnsafeBufferPointer(rebasing: bytes[table.range(piece)])
        if symbols.count < text.count { symbols = [UInt32](repeating: 0, count: text.count) }
        let count = symbols.withUnsafeMutableBufferPointer { buffer in
          buffer.baseAddress.map { spell(text, into: $0) } ?? 0
        }
        let letters =
          options.startsFromBytes
          ? text.count : text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        if count == letters { result.add(text, weight: table.counts[piece]) }
      }
    }
    return result
  }
}

import Counting
import Groundwork
import Tokenization

/// More merges for a BPE: continued BPE training (Purason, Chizhov, Yamshchikov and Fishel 2025).
///
/// **Definition.** The text is cut and encoded by the tokenizer as it is; its tokens are the symbols. From there
/// on merges are trained as `BPETrainer` trains them: the pair with the highest count, of equal ones the left
/// token's bytes first, then the right one's. The new merges come behind all others. So an encoder, which
/// takes the earliest merge first, makes the old tokens of a text, then merges these on: a text in which no
/// new token stands keeps its ids.
///
/// No merge makes a text that is a token already. Nor a part of a token that no text gives so far (`dormant`):
/// where any two neighbours join whose text is a token, it would come out, before the new merges.
enum ContinuedMerges {
  /// Trains merges.
  ///
  /// - Parameters:
  ///   - pieces: the text, cut by the tokenizer's own stages.
  ///   - tokenizer: a BPE.
  ///   - growth: by bytes or characters.
  ///   - dormant: the ids of the tokens that must not be woken.
  ///   - options: how many tokens, and which pairs are too rare.
  ///   - progress: is told of the merges done, as stage `merge`.
  static func train(
    _ pieces: PieceTable, _ tokenizer: any Tokenizer, _ growth: VocabularyGrowth,
    dormant: [UInt32] = [], _ options: ExtensionOptions, _ progress: Progress = .silent
  ) throws(Failure) -> FoundTokens {
    try BPETrainer.checkSize(pieces)
    let vocabulary = tokenizer.vocabulary
    var reserved = Set<[UInt8]>()
    for id in 0..<UInt32(vocabulary.count) where !vocabulary[id].isEmpty {
      reserved.insert(Array(vocabulary[id]))
    }
    var new: [UInt32] = []
    var rules: PieceShapeRules?
    if case .characters(var known, let shapes) = growth {
      for text in reserved {
        let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
        if scalars.count == 1, let only = scalars.first { known.insert(only.value) }
      }
      new = NewLetters(pieces, known: known, options).scalars
      rules = shapes
    }
    for id in dormant {
      let token = Array(vocabulary[id])
      for start in token.indices {
        for end in start + 1...token.count { reserved.insert(Array(token[start..<end])) }
      }
      guard reserved.count < 1 << 23 else {
        throw Failure(
          "has too many tokens that no text gives", remedy: "prune it first: derlius edit prune")
      }
    }
    let encoded = EncodedRows(pieces, tokenizer, new: new)
    let shapes = rules.map { rules in
      (0..<encoded.letters.count).map { PieceShape(encoded.letters[UInt32($0)], rules) }
    }
    var settings = BPETrainingOptions(vocabularySize: 1)
    settings.minimumFrequency = options.minimumFrequency
    var training = BPETraining(
      encoded.rows, letters: encoded.letters, reserved: ReservedTexts(reserved),
      join: JoinRule(shapes: shapes ?? [], rules ?? .length(nil)),
      wanted: options.count - new.count, settings)
    training.run(progress)
    let trained = training.result()
    let first = UInt32(vocabulary.count + new.count)
    func id(_ symbol: UInt32) -> UInt32 {
      Int(symbol) < encoded.ids.count
        ? encoded.ids[Int(symbol)] : first + symbol - UInt32(encoded.ids.count)
    }
    var tokens = new.map { NewToken(text: Array(String(scalar: $0).utf8)) }
    for merge in trained.merges {
      tokens.append(
        .init(
          text: Array(trained[merge.new]),
          parts: .init(left: id(merge.left), right: id(merge.right))))
    }
    return FoundTokens(
      tokens: tokens, letters: new.count,
      textTokens: (trained.curve.first?.tokens ?? 0, trained.trainingTokens))
  }
}

extension PieceShape {
  /// The shape of a string of characters, which is not empty.
  init(_ text: ArraySlice<UInt8>, _ rules: PieceShapeRules) {
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    var shape: PieceShape?
    for scalar in scalars {
      let next = PieceShape(scalar.value, rules)
      shape = shape.map { $0 + next } ?? next
    }
    self = shape ?? PieceShape()
  }
}

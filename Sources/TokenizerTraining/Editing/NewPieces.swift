import Counting
import Groundwork
import Tokenization

/// More pieces for a Unigram.
///
/// **Definition.** A Unigram is trained on the text, as large as the vocabulary and the pieces asked for. Of its
/// pieces that are no tokens yet first come the characters, then those with the best scores. They keep the
/// scores that they were trained with, log probabilities in this text, but never one below the lowest that there
/// was, on which the score of unknown characters hangs; no old score changes. So a text without the string of a
/// new piece keeps its ids. (The interpolation that sentencepiece#822 advises also changes the scores of
/// pieces in both models, and with them how old texts are cut.)
///
/// A piece that its own parts outdo would never come out; it is left out, and the next one comes.
enum NewPieces {
  /// Trains pieces.
  ///
  /// - Parameters:
  ///   - pieces: the text, cut by the tokenizer's own stages.
  ///   - format: a Unigram.
  ///   - shapes: which strings may be pieces.
  ///   - lowest: the lowest score that there is.
  ///   - options: how many pieces, and the share of characters.
  ///   - pool: the workers.
  ///   - progress: is told of the pieces left.
  static func train(
    _ pieces: PieceTable, _ format: any EditableFormat, shapes: PieceShapeRules, lowest: Float,
    _ options: ExtensionOptions, _ pool: WorkerPool, _ progress: Progress = .silent
  ) throws(Failure) -> FoundTokens {
    let vocabulary = format.tokenizer.vocabulary
    var settings = UnigramTrainingOptions(vocabularySize: vocabulary.count + options.count)
    settings.characterCoverage = options.characterCoverage
    settings.shapes = shapes
    settings.isHardLimit = false
    let trained = try UnigramTrainer.train(
      counts: pieces, options: settings, pool: pool, progress: progress)
    var known = Set<[UInt8]>()
    for id in 0..<UInt32(vocabulary.count) { known.insert(Array(vocabulary[id])) }
    let fresh = trained.pieces.filter { !known.contains($0.text) }
    let letters = fresh.filter { isCharacter($0.text) }
    let candidates = (letters + fresh.filter { !isCharacter($0.text) }).map {
      NewToken(text: $0.text, score: max($0.score, lowest))
    }
    var dropped = Set<[UInt8]>()
    while true {
      let chosen = candidates.lazy.filter { !dropped.contains($0.text) }.prefix(options.count)
      let tokens = Array(chosen)
      if tokens.isEmpty { return FoundTokens(tokens: [], letters: 0) }
      let tokenizer = try format.extended(tokens).tokenizer
      let shadowed = (tokenizer.unreachableTokens() ?? []).filter { $0 >= vocabulary.count }
      if shadowed.isEmpty {
        return FoundTokens(
          tokens: tokens, letters: tokens.prefix { isCharacter($0.text) }.count)
      }
      for id in shadowed { dropped.insert(tokens[Int(id) - vocabulary.count].text) }
    }
  }

  private static func isCharacter(_ text: [UInt8]) -> Bool {
    text.count { $0 & 0xC0 != 0x80 } == 1
  }
}

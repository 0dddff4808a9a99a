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
/// A piece that its own parts outdo would never come out; it is left out, and the next one comes. Where new pieces
/// would outdo an old one, their scores are lowered by what it takes, or they are left out too.
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
    var choice = Choice(candidates: candidates, lowest: lowest, count: options.count)
    let before = Set(format.tokenizer.unreachableTokens() ?? [])
    while true {
      let tokens = choice.tokens
      if tokens.isEmpty { return FoundTokens(tokens: [], letters: 0) }
      let tokenizer = try format.extended(tokens).tokenizer
      let lost = (tokenizer.unreachableTokens() ?? []).filter { !before.contains($0) }
      if lost.isEmpty {
        return FoundTokens(
          tokens: tokens, letters: tokens.prefix { isCharacter($0.text) }.count)
      }
      choice.settle(lost, tokenizer, first: UInt32(vocabulary.count))
    }
  }

  private static func isCharacter(_ text: [UInt8]) -> Bool {
    text.count { $0 & 0xC0 != 0x80 } == 1
  }
}

extension NewPieces {
  /// The pieces that are taken for now, of those that there are.
  private struct Choice {
    let candidates: [NewToken]
    let lowest: Float
    let count: Int
    private var dropped = Set<[UInt8]>()
    private var lowered: [[UInt8]: Float] = [:]
    private var rounds = 0

    init(candidates: [NewToken], lowest: Float, count: Int) {
      self.candidates = candidates
      self.lowest = lowest
      self.count = count
    }

    /// The best that were not left out.
    var tokens: [NewToken] {
      candidates.lazy.filter { !dropped.contains($0.text) }.prefix(count).map { token in
        NewToken(text: token.text, score: lowered[token.text] ?? token.score)
      }
    }

    /// Leaves out new pieces that do not come out, and lowers those in whose favour old ones no longer do.
    ///
    /// - Parameters:
    ///   - lost: the ids of both.
    ///   - tokenizer: has the pieces as they are.
    ///   - first: the first id of a new piece.
    mutating func settle(_ lost: [UInt32], _ tokenizer: any Tokenizer, first: UInt32) {
      rounds += 1
      let tokens = tokens
      let scores = tokenizer.tokenScores ?? []
      let encoder = tokenizer.makePieceEncoder()
      for id in lost {
        if id >= first {
          dropped.insert(tokens[Int(id - first)].text)
          continue
        }
        let text = tokenizer.vocabulary[id]
        var parts: [UInt32] = []
        (text + repeatElement(0, count: 16)).withUnsafeBufferPointer { bytes in
          guard let base = bytes.baseAddress else { return }
          _ = encoder?.encode(base, count: text.count, into: &parts)
        }
        let new = parts.filter { $0 >= first }
        let excess = parts.reduce(-scores[Int(id)]) { $0 + scores[Int($1)] }
        for part in new {
          let text = tokens[Int(part - first)].text
          let score = scores[Int(part)] - max(excess, 0) / Float(new.count) - 0.01
          // Lowering ends: after many rounds what is in the way goes.
          if score < lowest || rounds > 50 {
            dropped.insert(text)
          } else {
            lowered[text] = min(lowered[text] ?? score, score)
          }
        }
      }
    }
  }
}

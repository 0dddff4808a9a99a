import Tokenization

/// How a vocabulary tells tokens that start words from tokens inside them.
///
/// Most mark the start: by a space, or by what stands for one. WordPiece marks the inside (`##`). A
/// vocabulary that does neither says nothing of where a token stands.
struct TokenPlaces {
  /// Where a token stands in words.
  enum Place {
    case initial, inner, either
  }

  private enum Rule {
    /// Tokens that start words start with the mark.
    case start
    /// Tokens inside words start with the prefix where the file writes them.
    case continuing([UInt8], Vocabulary)
    /// No token starts with the mark and goes on.
    case unmarked
  }

  private let vocabulary: Vocabulary
  private let mark: [UInt8]
  private let rule: Rule

  /// Finds out how a tokenizer's vocabulary marks tokens, in O(vocabulary).
  init(_ tokenizer: any Tokenizer) {
    vocabulary = tokenizer.vocabulary
    let mark = vocabulary.spaceMark ?? [0x20]
    self.mark = mark
    if let tokenizer = tokenizer as? HuggingFaceTokenizer, !tokenizer.continuingPrefix.isEmpty {
      rule = .continuing(tokenizer.continuingPrefix, tokenizer.writtenVocabulary)
      return
    }
    let vocabulary = vocabulary
    let isMarked = (0..<UInt32(vocabulary.count)).contains {
      vocabulary.kind(of: $0) == .normal && vocabulary[$0].count > mark.count
        && vocabulary[$0].starts(with: mark)
    }
    rule = isMarked ? .start : .unmarked
  }

  /// A token without its space mark, and where it stands.
  func token(_ id: UInt32) -> (text: ArraySlice<UInt8>, place: Place) {
    let token = vocabulary[id]
    switch rule {
    case .start:
      return token.starts(with: mark) ? (token.dropFirst(mark.count), .initial) : (token, .inner)
    case .continuing(let prefix, let written):
      let isInner = written[id].count > prefix.count && written[id].starts(with: prefix)
      return (token, isInner ? .inner : .initial)
    case .unmarked:
      // SentencePiece may put the mark behind words.
      let isBefore = token.count > mark.count && token.suffix(mark.count).elementsEqual(mark)
      return (isBefore ? token.dropLast(mark.count) : token, .either)
    }
  }
}

extension HuggingFaceTokenizer {
  /// What the file writes before tokens inside words; empty where it marks none.
  fileprivate var continuingPrefix: [UInt8] {
    switch parts.model {
    case .wordPiece(let prefix, _, _): prefix
    case .bpe(let bpe): bpe.continuingPrefix
    case .unigram, .wordLevel, .unigramRow: []
    }
  }
}

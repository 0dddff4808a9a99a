import Groundwork
import Segmentation

/// Some documents of a study in one form, in the focus language and, where there is one, the reference.
struct StudyPart: Sendable {
  let rules: [WordRule]
  let choices: [WordChoice]
  var focus: FormedTexts
  var reference: FormedTexts?

  /// Adds what a tokenizer makes of the documents.
  ///
  /// - Parameters:
  ///   - tokens: the tokens of each document, of the focus and of the reference.
  ///   - types: the words' tokens.
  ///   - tokenizer: the tokenizer's index in `types`.
  ///   - sums: what is added to.
  func add(
    _ tokens: (focus: [UInt32], reference: [UInt32]), _ types: StudyTypes, _ tokenizer: Int,
    to sums: inout StudySums
  ) {
    for document in 0..<focus.texts.count {
      let weight = Int64(clamping: focus.texts.weight(document))
      let count = Int64(tokens.focus[document])
      sums.texts.tokens += weight * count
      if let reference, document < reference.texts.count {
        let other = Int64(tokens.reference[document])
        sums.texts.referenceTokens += weight * other
        if focus.hasWords[document], reference.hasWords[document] {
          sums.texts.pairs.add(count, other, weight: weight)
        }
      }
      for rule in rules.indices {
        addWords(document, rule, count, weight, types, tokenizer, to: &sums)
      }
    }
  }

  private func addWords(
    _ document: Int, _ rule: Int, _ tokens: Int64, _ weight: Int64, _ types: StudyTypes,
    _ tokenizer: Int, to sums: inout StudySums
  ) {
    let own = focus.rules[rule].costs(document, types, tokenizer)
    var other: (all: WordCosts, kept: WordCosts)?
    if let reference, document < reference.texts.count {
      other = reference.rules[rule].costs(document, types, tokenizer)
    }
    for (index, choice) in choices.enumerated() where choice.rule == rules[rule] {
      let words = choice.keepsPunctuation ? own.all : own.kept
      sums.texts.byWords[index].add(tokens, words.count, weight: weight)
      let theirs = choice.keepsPunctuation ? other?.all : other?.kept
      sums.prefixed[index].add(words.prefixed, words.count, theirs?.prefixed, weight)
      sums.bare[index].add(words.bare, words.count, theirs?.bare, weight)
    }
  }
}

/// The tokens of a document's words, one by one.
struct WordCosts: Sendable {
  struct Sum: Sendable {
    var tokens: Int64 = 0
    var continued: Int64 = 0

    mutating func add(_ count: UInt32) {
      tokens += Int64(count)
      continued += count > 1 ? 1 : 0
    }
  }

  /// The words.
  var count: Int64 = 0
  var prefixed = Sum()
  var bare = Sum()
}

extension RuleWords {
  /// What the words of a document cost: all, and those that stay where punctuation is dropped.
  func costs(
    _ document: Int, _ types: StudyTypes, _ tokenizer: Int
  ) -> (all: WordCosts, kept: WordCosts) {
    var costs = (all: WordCosts(), kept: WordCosts())
    for word in range(document) {
      let type = Int(self.types[word])
      let (prefixed, bare) = (types.prefixed[tokenizer][type], types.bare[tokenizer][type])
      costs.all.count += 1
      costs.all.prefixed.add(prefixed)
      costs.all.bare.add(bare)
      if isDropped(word, types) { continue }
      costs.kept.count += 1
      costs.kept.prefixed.add(prefixed)
      costs.kept.bare.add(bare)
    }
    return costs
  }
}

extension StudySums.Words {
  /// Adds a document's words, and those of its other side where there is one.
  mutating func add(
    _ sum: WordCosts.Sum, _ words: Int64, _ reference: WordCosts.Sum?, _ weight: Int64
  ) {
    tokens += weight * sum.tokens
    continued += weight * sum.continued
    tokensByWords.add(sum.tokens, words, weight: weight)
    continuedByWords.add(sum.continued, words, weight: weight)
    guard let reference else { return }
    referenceTokens += weight * reference.tokens
    if words > 0 { pairs.add(sum.tokens, reference.tokens, weight: weight) }
  }
}

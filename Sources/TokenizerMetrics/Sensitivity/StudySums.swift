import Groundwork
import Segmentation

/// A sum of ratios in units of 2⁻³², so that it does not depend on the order.
struct RatioSum: Sendable, Hashable {
  private var units: Int128 = 0
  /// The ratios.
  private(set) var count: Int64 = 0

  /// Adds a ratio that occurs `weight` times; nothing where there is nothing to divide by.
  mutating func add(_ numerator: Int64, _ denominator: Int64, weight: Int64) {
    if denominator <= 0 { return }
    let rounded: Int128
    if numerator >= 0, numerator < 1 << 31 {
      rounded = Int128((numerator << 32 + denominator / 2) / denominator)
    } else {
      rounded = (Int128(numerator) << 32 + Int128(denominator) / 2) / Int128(denominator)
    }
    units += rounded * Int128(weight)
    count += weight
  }

  /// The mean; nil without ratios.
  var mean: Double? { count == 0 ? nil : Double(units) / 0x1p32 / Double(count) }
}

/// What a tokenizer makes of a study's texts in one form: integers only.
struct StudySums: Sendable {
  /// Texts as they are.
  struct Texts: Sendable {
    var tokens: Int64 = 0
    var referenceTokens: Int64 = 0
    /// Tokens by the reference's, pair by pair.
    var pairs = RatioSum()
    /// Tokens by words of each choice, document by document.
    var byWords: [RatioSum]
  }

  /// The words of one choice, encoded one by one after a space or bare.
  struct Words: Sendable {
    var tokens: Int64 = 0
    var continued: Int64 = 0
    var tokensByWords = RatioSum()
    var continuedByWords = RatioSum()
    var referenceTokens: Int64 = 0
    var pairs = RatioSum()
  }

  var texts: Texts
  /// By choice, after a space.
  var prefixed: [Words]
  /// By choice, bare.
  var bare: [Words]

  init(choices: Int) {
    texts = Texts(byWords: [RatioSum](repeating: RatioSum(), count: choices))
    prefixed = [Words](repeating: Words(), count: choices)
    bare = prefixed
  }
}

/// What documents in one form are without any tokenizer.
struct StudyFacts: Sendable {
  /// Whether the form changes a document, of either language.
  var hasEffect = false
  /// Words by choice.
  var words: [Int64]
  /// By rule and type: 1 where the type is a word, 2 where it is one without punctuation.
  var seen: [[UInt8]]
  /// By type, how often it is a word of letters.
  var occurrences: [Int64] = []

  init(choices: Int, rules: Int) {
    words = [Int64](repeating: 0, count: choices)
    seen = [[UInt8]](repeating: [], count: rules)
  }

  /// Adds the words of a part of the focus language.
  mutating func add(
    _ part: FormedTexts, _ rules: [WordRule], _ choices: [WordChoice], _ types: StudyTypes,
    counting letters: Bool
  ) {
    hasEffect = hasEffect || part.isChanged.contains(true)
    for (rule, words) in part.rules.enumerated() {
      let missing = types.table.count - seen[rule].count
      if missing > 0 { seen[rule] += [UInt8](repeating: 0, count: missing) }
      let countsLetters = letters && rules[rule] == .uax29Letters
      if countsLetters, occurrences.count < types.table.count {
        occurrences += [Int64](repeating: 0, count: types.table.count - occurrences.count)
      }
      var counts: (all: Int64, dropped: Int64) = (0, 0)
      for document in 0..<part.texts.count {
        let weight = Int64(clamping: part.texts.weight(document))
        for word in words.range(document) where weight > 0 {
          let type = Int(words.types[word])
          let isDropped = words.isDropped(word, types)
          counts.all += weight
          counts.dropped += isDropped ? weight : 0
          seen[rule][type] |= isDropped ? 1 : 3
          if countsLetters { occurrences[type] += weight }
        }
      }
      for (index, choice) in choices.enumerated() where choice.rule == rules[rule] {
        self.words[index] += counts.all - (choice.keepsPunctuation ? 0 : counts.dropped)
      }
    }
  }
}

extension RuleWords {
  /// Whether a word is left out where punctuation is dropped.
  func isDropped(_ word: Int, _ types: StudyTypes) -> Bool {
    isPunctuation.isEmpty ? types.isPunctuation[Int(self.types[word])] : isPunctuation[word]
  }
}

import Groundwork
import Segmentation
import Tokenization

extension MetricDefinition {
  /// How much of a vocabulary is spelt in the language's own letters.
  static let vocabularyLetters = MetricDefinition(
    record: MetricRecord(
      id: "vocabulary_letters", name: "Vocabulary of its letters",
      meaning:
        "share of a vocabulary's tokens that hold a letter of the alphabet beyond ASCII, and no letter "
        + "outside the alphabet",
      formula: "100 · such tokens / ordinary tokens", unit: "%", direction: .none,
      source: "alphabets: CLDR's standard exemplar characters",
      caution:
        "Letters that languages share count for each (č, š, ž), words in plain ASCII for none: it "
        + "compares vocabularies, and is no share of the language."),
    isFocusOnly: true, obstacle: MetricDefinition.letterFragments.obstacle,
    onLanguage: { view, language in
      guard let alphabet = Alphabet(Language(view.languages[language].language)) else { return [] }
      var policy = view.policy
      policy.further.append(NamedText("icu", ICU.version))
      return view.subjects().compactMap { subject in
        guard let tokenizer = view.subjects[subject].tokenizer else { return nil }
        let count = AlphabetTokens(alphabet).count(tokenizer.vocabulary)
        var plan = view.plan(
          "vocabulary_letters", language, subject, .sum(view.tokens(language, subject)),
          n: count.ordinary, of: "tokens", policy)
        plan.formula = nil
        plan.row.value =
          count.ordinary == 0 ? nil : 100 * Double(count.own) / Double(count.ordinary)
        plan.row.why =
          count.ordinary == 0 ? RowValues.nothingCounted : "no interval defined"
        return plan
      }
    })
}

/// Counts the tokens of vocabularies that are spelt in an alphabet's own letters.
struct AlphabetTokens: Sendable {
  private let all: Set<UInt32>
  private let own: Set<UInt32>

  init(_ alphabet: Alphabet) {
    let scalars = alphabet.letters.flatMap { [$0.small, $0.capital] }
    all = Set(scalars.map(\.value))
    own = Set(scalars.filter { !$0.isASCII }.map(\.value))
  }

  /// The tokens that text can give, bytes and unknown left out, and those of them in the alphabet's letters.
  func count(_ vocabulary: Vocabulary) -> (own: Int, ordinary: Int) {
    var count = (own: 0, ordinary: 0)
    for id in 0..<UInt32(vocabulary.count) {
      let kind = vocabulary.kind(of: id)
      guard kind == .normal || kind == .userDefined else { continue }
      count.ordinary += 1
      if vocabulary[id].withUnsafeBufferPointer({ isOwn($0) }) { count.own += 1 }
    }
    return count
  }

  /// Whether a token is valid UTF-8 with a letter of the alphabet beyond ASCII and no other letter but the
  /// alphabet's.
  private func isOwn(_ token: UnsafeBufferPointer<UInt8>) -> Bool {
    guard token.contains(where: { $0 >= 0x80 }), firstInvalidUTF8(token) == nil else {
      return false
    }
    var hasOwn = false
    for scalar in String(decoding: token, as: UTF8.self).unicodeScalars {
      if own.contains(scalar.value) {
        hasOwn = true
      } else if !all.contains(scalar.value), isLetter(scalar) {
        return false
      }
    }
    return hasOwn
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (0x61...0x7A).contains(scalar.value | 0x20) }
    return Array(String(scalar).utf8).withUnsafeBufferPointer {
      WordSegmenter.content(of: $0).contains(.letter)
    }
  }
}

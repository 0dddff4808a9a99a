import Groundwork
import Morphology
import Segmentation

/// Finds letter words and asks a provider for their morphemes; owned by one thread.
final class WordAnalyzer {
  private let provider: any MorphemeProvider
  private let segmenter: WordSegmenter
  private let form: LookupForm
  private var words: [Range<Int>] = []
  private var cuts: [Int] = []

  init(_ provider: any MorphemeProvider) throws(Failure) {
    self.provider = provider
    segmenter = try WordSegmenter(.uax29Letters)
    form = try LookupForm(language: provider.language)
  }

  /// Adds the known words of a text to `known` and the forms of all its letter words to `forms`, if there
  /// is a table, `times` times; gives the number of letter words.
  ///
  /// A word whose form has a cut at no place of the word as written counts as not known.
  func analyze(
    _ text: UnsafeBufferPointer<UInt8>, times: Int64, into known: inout AnalyzedWords,
    _ forms: inout FormTable?
  ) throws(Failure) -> Int {
    try segmenter.words(in: text, into: &words)
    for word in words {
      try form.make(UnsafeBufferPointer(rebasing: text[word]))
      form.bytes.withUnsafeBufferPointer { forms?.add($0, times: times) }
      if let facts = facts(of: word) {
        let scalars = scalarCount(UnsafeBufferPointer(rebasing: text[word]))
        known.append(
          word, scalars: scalars, cuts: cuts, isFirst: facts.link == 0,
          isAmbiguous: facts.isAmbiguous)
      }
    }
    return words.count
  }

  /// Puts the analysis of the word whose form was made into `cuts`, as offsets in the text; nil where the
  /// word is not known.
  private func facts(of word: Range<Int>) -> FormFacts? {
    let found = form.bytes.withUnsafeBufferPointer { provider.analyze($0, into: &cuts) }
    guard let found else { return nil }
    for index in cuts.indices {
      guard let offset = form.writtenOffset(cuts[index]) else { return nil }
      cuts[index] = word.lowerBound + offset
    }
    return found
  }
}

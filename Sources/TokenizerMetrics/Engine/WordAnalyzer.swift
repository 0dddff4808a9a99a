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

  /// Adds the known words of a text to `known` and gives the number of its letter words.
  ///
  /// A word whose form has a cut at no place of the word as written counts as not known.
  func analyze(
    _ text: UnsafeBufferPointer<UInt8>, into known: inout AnalyzedWords
  ) throws(Failure) -> Int {
    try segmenter.words(in: text, into: &words)
    for word in words {
      try form.make(UnsafeBufferPointer(rebasing: text[word]))
      if isKnown(word) {
        let scalars = scalarCount(UnsafeBufferPointer(rebasing: text[word]))
        known.append(word, scalars: scalars, cuts: cuts)
      }
    }
    return words.count
  }

  /// Puts the analysis of the word whose form was made into `cuts`, as offsets in the text.
  private func isKnown(_ word: Range<Int>) -> Bool {
    let found = form.bytes.withUnsafeBufferPointer { provider.findCuts(of: $0, into: &cuts) }
    guard found else { return false }
    for index in cuts.indices {
      guard let offset = form.writtenOffset(cuts[index]) else { return false }
      cuts[index] = word.lowerBound + offset
    }
    return true
  }
}

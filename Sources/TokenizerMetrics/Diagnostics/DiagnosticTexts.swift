import Groundwork
import Segmentation

/// What the diagnostics look at of a batch, made once for all tokenizers.
struct DiagnosticTexts: Sendable {
  /// The batch's texts written otherwise, by `DiagnosticTally.Variant`; empty where that is not needed.
  var variants: [TextBatch] = []
  /// For each text the places of the alphabet's letters; empty where that is not needed.
  var letters: [[LetterFinder.Place]] = []
}

/// Makes them; owned by one thread.
final class DiagnosticTextMaker {
  private let variants: TextVariants
  private let decomposer: TextNormalizer

  init() throws(Failure) {
    variants = try TextVariants()
    decomposer = try TextNormalizer(TextForm(.nfd))
  }

  /// Writes the texts of a batch otherwise where `surcharges` are needed, and finds letters where there is a
  /// finder.
  func texts(
    of batch: TextBatch, surcharges: Bool, finder: LetterFinder?
  ) throws(Failure) -> DiagnosticTexts {
    var texts = DiagnosticTexts()
    if surcharges {
      texts.variants = [TextBatch](repeating: TextBatch(), count: DiagnosticTally.Variant.count)
    }
    try batch.forEachText { (_, text) throws(Failure) in
      if surcharges {
        func end(_ variant: DiagnosticTally.Variant) { texts.variants[variant.rawValue].endText() }
        try decomposer.append(text, to: &texts.variants[0].bytes)
        end(.decomposed)
        try variants.appendUpper(text, to: &texts.variants[1].bytes)
        end(.upper)
        try variants.appendWithoutMarks(text, to: &texts.variants[2].bytes)
        end(.withoutMarks)
      }
      if let finder {
        var places: [LetterFinder.Place] = []
        finder.find(text, into: &places)
        texts.letters.append(places)
      }
    }
    return texts
  }
}

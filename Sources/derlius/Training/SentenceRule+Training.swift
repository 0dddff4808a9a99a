import Counting
import Groundwork
import TokenizerTraining

extension SentenceRule {
  /// How sentences become words for a trainer.
  ///
  /// - Parameters:
  ///   - normalization: how text is normalized.
  ///   - shapes: which strings may be pieces.
  ///   - boundaries: the texts that no piece crosses.
  ///   - longest: the longest sentence in bytes.
  ///   - isLike: whether sentences are left out as sentencepiece does.
  init(
    _ normalization: TrainingNormalization, _ shapes: PieceShapeRules, boundaries: [[UInt8]],
    longest: Int?, isLike: Bool
  ) throws(Failure) {
    self.init(
      normalizer: try normalization.normalizer(putsMarksBehind: shapes.putsMarksBehind),
      boundaries: boundaries)
    splitsAtSpaces = shapes.splitsAtSpaces
    putsMarksBehind = shapes.putsMarksBehind
    groupsMarks = shapes.allowsMarksAlone
    self.longest = longest
    longSentences = isLike ? .skipped : .cut
    skipsReserved = isLike
  }

  /// Whether a sentence is one that is not left out.
  func takes(_ sentence: UnsafeBufferPointer<UInt8>) -> Bool {
    if longSentences == .skipped, let longest, sentence.count > longest { return false }
    if !skipsReserved { return true }
    return !(0..<max(0, sentence.count - 2)).contains { at in
      sentence[at] == 0xE2 && sentence[at + 1] == 0x96 && sentence[at + 2] == 0x85
    }
  }
}

extension PieceRule {
  /// Whether a sentence is one that training takes.
  func takes(_ sentence: UnsafeBufferPointer<UInt8>) -> Bool {
    if case .sentences(let rule) = self { rule.takes(sentence) } else { true }
  }

  /// Whether the last word of the text is wanted, since its end counts.
  var marksEnds: Bool { if case .sentences(let rule) = self { rule.marksEnds } else { false } }
}

import Segmentation
import Tokenization

/// How texts become the pieces that are counted.
public enum PieceRule: Sendable {
  /// The pieces of a split pattern: slices that cover the text.
  case splitter(any Splitter)
  /// Words as SentencePiece sees them, each behind its mark U+2581; see `SpaceMarkedWords`.
  case spaceMarkedWords
  /// Words of normalized sentences, as SentencePiece's trainers make them; see `SentenceRule`.
  case sentences(SentenceRule)
  /// The words of a rule, as they stand in the text, without any mark.
  case words(WordRule)

  /// The runs of bytes between white space (Unicode White_Space), without any mark.
  public static let whiteSpaceWords = PieceRule.words(.whitespace)

  /// The name that goes into records: the splitter's, `sentencepiece`, or the word rule's.
  public var name: String {
    switch self {
    case .splitter(let splitter): splitter.name
    case .spaceMarkedWords, .sentences: "sentencepiece"
    case .words(let rule): rule.rawValue
    }
  }
}

import Tokenization

/// How texts become the pieces that are counted.
public enum PieceRule: Sendable {
  /// The pieces of a split pattern: slices that cover the text.
  case splitter(any Splitter)
  /// Words as SentencePiece sees them, each behind its mark U+2581; see `SpaceMarkedWords`.
  case spaceMarkedWords
  /// The runs of bytes between white space (Unicode White_Space), without any mark.
  case whiteSpaceWords

  /// The name that goes into records: the splitter's, `sentencepiece`, or `whitespace`.
  public var name: String {
    switch self {
    case .splitter(let splitter): splitter.name
    case .spaceMarkedWords: "sentencepiece"
    case .whiteSpaceWords: "whitespace"
    }
  }
}

import BenchmarkReports
import Groundwork
import Tokenization

/// A token as a page shows it.
struct PageToken: Sendable {
  var id: UInt32
  /// Its bytes in the text that the model sees.
  var bytes: [UInt8]
  /// Where they stand there.
  var range: Range<Int>
  var kind: TokenKind
  /// Whether it was found in the text before anything was cut.
  var isAdded: Bool
  /// Whether it stands for nothing in the text.
  var isTemplate: Bool { isAdded && bytes.isEmpty }

  /// The tokens of an explanation, in order.
  static func list(_ explained: ExplainedText) -> [PageToken] {
    explained.explanation.parts.flatMap { part in
      part.tokens.map { token in
        let start = part.range.lowerBound
        return PageToken(
          id: token.id, bytes: part.bytes(in: token.range),
          range: token.range.lowerBound + start..<token.range.upperBound + start,
          kind: explained.vocabulary.kind(of: token.id), isAdded: part.steps == .added)
      }
    }
  }

  /// `id 245: C4 97`.
  var title: String {
    let note =
      isTemplate
      ? ", put in by the template" : isAdded ? ", added token" : kind.note.map { ", \($0)" } ?? ""
    return "id \(id)" + (bytes.isEmpty ? "" : ": \(VisibleText.hex(bytes))") + note
  }
}

extension TokenKind {
  /// What is special about it.
  var note: String? {
    switch self {
    case .normal, .unused: nil
    case .unknown: "unknown"
    case .control: "special"
    case .userDefined: "fixed by the user"
    case .byte: "byte"
    }
  }
}

/// Tokens that are shown together: one, or all that share a letter.
struct TokenRun: Sendable {
  var tokens: [PageToken]
  var bytes: [UInt8] { tokens.flatMap(\.bytes) }
  /// The place of the first in the list.
  var first: Int

  /// Tokens, those that end inside of a letter with the next ones.
  static func list(_ tokens: some Sequence<PageToken>) -> [TokenRun] {
    var runs: [TokenRun] = []
    var isOpen = false
    for (index, token) in tokens.enumerated() {
      if isOpen, let last = runs.last, !token.bytes.isEmpty,
        last.tokens.last?.range.upperBound == token.range.lowerBound
      {
        runs[runs.count - 1].tokens.append(token)
      } else {
        runs.append(TokenRun(tokens: [token], first: index))
      }
      let bytes = runs[runs.count - 1].bytes
      isOpen = unfinishedScalarLength(bytes) > 0
    }
    return runs
  }
}

/// Something about a corpus that a reader of its numbers should know.
public enum CorpusWarning: Sendable, Hashable {
  /// Files of a parallel folder that were left out.
  case namesWithoutLanguage(folder: String, names: [String])
  /// Columns of a parallel table that were left out.
  case columnsWithoutLanguage(file: String, names: [String])
  /// Documents with words that stand more than once: how many are repeats.
  case repeatedDocuments(repeats: Int, of: Int)
  /// Documents that hold U+FFFD, the mark of text that was lost in conversion.
  case replacementCharacters(documents: Int, of: Int)
  /// Documents that hold control characters (U+0000–001F but tab, U+007F–009F but U+0085).
  case controlCharacters(documents: Int, of: Int)
}

extension CorpusWarning: CustomStringConvertible {
  /// One line, without a full stop.
  public var description: String {
    switch self {
    case .namesWithoutLanguage(let folder, let names):
      "\(folder): left out for want of a language in the name: \(names.joined(separator: ", "))"
    case .columnsWithoutLanguage(let file, let names):
      "\(file): columns left out, for their names are no languages: \(names.joined(separator: ", "))"
    case .repeatedDocuments(let repeats, let total):
      "\(repeats) of \(total) lines repeat an earlier line"
    case .replacementCharacters(let documents, let total):
      "\(documents) of \(total) lines hold U+FFFD, the mark of a failed conversion"
    case .controlCharacters(let documents, let total):
      "\(documents) of \(total) lines hold control characters"
    }
  }
}

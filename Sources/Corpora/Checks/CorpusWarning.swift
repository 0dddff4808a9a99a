/// Something about how a corpus was opened that a reader of its numbers should know.
public enum CorpusWarning: Sendable, Hashable {
  /// Files of a parallel folder that were left out.
  case namesWithoutLanguage(folder: String, names: [String])
  /// Columns of a parallel table that were left out.
  case columnsWithoutLanguage(file: String, names: [String])
}

extension CorpusWarning: CustomStringConvertible {
  /// One line, without a full stop.
  public var description: String {
    switch self {
    case .namesWithoutLanguage(let folder, let names):
      "\(folder): left out for want of a language in the name: \(names.joined(separator: ", "))"
    case .columnsWithoutLanguage(let file, let names):
      "\(file): columns left out, for their names are no languages: \(names.joined(separator: ", "))"
    }
  }
}

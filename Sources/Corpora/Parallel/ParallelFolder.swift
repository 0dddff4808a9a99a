import Groundwork

/// A folder of translations: a file for each language, where the same line is the same sentence.
public struct ParallelFolder: Sendable, Hashable {
  /// A language's file.
  public struct Member: Sendable, Hashable {
    /// The language as the file's name writes it, such as `lit_Latn`.
    public var language: String
    /// The file.
    public var file: CorpusFile
  }

  /// The folder's path.
  public let path: String
  /// The files, sorted by language, or in the order in which languages were asked for.
  public let members: [Member]
  /// What was left out.
  public let warnings: [CorpusWarning]

  /// Opens a folder; no file is read yet.
  ///
  /// The language is the last part of a name that is a tag or code (`LanguageTag.find`); files without one
  /// are left out, with a warning. `languages`, where given, chooses and orders the files: a language
  /// is named as in the file, in any case, with `-` or `_`, or by the start of its tag where only one
  /// file has it (`lit` for `lit_Latn`). Throws where the folder holds no language, two files of one
  /// language, or not all that are asked for.
  public static func open(
    _ path: String, languages: [String]? = nil, options: ReadingOptions = .init()
  ) throws(Failure) -> ParallelFolder {
    guard isDirectory(path) else {
      throw Failure(
        exists(path) ? "is not a folder" : "there is no such folder", at: .file(path),
        remedy: "name a folder with one file for each language")
    }
    var found: [Member] = []
    var others: [String] = []
    for name in try listDirectory(path) where !name.hasPrefix(".") {
      let file = joinPath(path, name)
      guard !isDirectory(file), let language = LanguageTag.find(in: name) else {
        others.append(name)
        continue
      }
      found.append(Member(language: language, file: CorpusFile(path: file, options: options)))
    }
    if found.isEmpty {
      let folders = others.filter { isDirectory(joinPath(path, $0)) }
      if !folders.isEmpty {
        throw Failure(
          "the folder holds no file with a language in its name", at: .file(path),
          remedy: "name one of its folders: \(folders.joined(separator: ", "))")
      }
    }
    try checkLanguages(of: found, path)
    found.sort { $0.language.utf8.lexicographicallyPrecedes($1.language.utf8) }
    if let languages { found = try choose(languages, from: found, path) }
    return ParallelFolder(
      path: path, members: found,
      warnings: others.isEmpty ? [] : [.namesWithoutLanguage(folder: path, names: others)])
  }

  /// The languages, in the members' order.
  public var languages: [String] { members.map(\.language) }

  /// Reads the files one after the other; `body` also gets the member's index.
  ///
  /// Throws what `CorpusFile.read` throws, and, when all are read, where two files do not have the same
  /// number of lines.
  @discardableResult
  public func read(
    batchBytes: Int = 1 << 20, _ body: (_ member: Int, TextBatch) throws(Failure) -> Void
  ) throws(Failure) -> [ReadingRecord] {
    let records = try CorpusInputs(files: members.map(\.file)).read(
      batchBytes: batchBytes, body)
    try Self.checkAligned(records)
    return records
  }

  /// Throws where the records do not have the same number of documents.
  public static func checkAligned(_ records: [ReadingRecord]) throws(Failure) {
    guard let first = records.first else { return }
    for record in records where record.documents != first.documents {
      throw Failure(
        "has \(record.documents) lines, but \(first.path) has \(first.documents)",
        at: .file(record.path), remedy: "give each language the same sentences in the same lines")
    }
  }

  static func checkLanguages(of members: [Member], _ path: String) throws(Failure) {
    guard !members.isEmpty else {
      throw Failure(
        "the folder holds no file with a language in its name", at: .file(path),
        remedy: "name files after their languages, such as lt.txt and en.txt")
    }
    var first: [String: String] = [:]
    for member in members {
      let name = lastPathComponent(member.file.path)
      if let other = first.updateValue(name, forKey: LanguageTag.canonical(member.language)) {
        throw Failure(
          "the files \(other) and \(name) are both of the language \(member.language)",
          at: .file(path), remedy: "keep one file for each language in the folder")
      }
    }
  }

  private static func choose(
    _ languages: [String], from members: [Member], _ path: String
  ) throws(Failure) -> [Member] {
    var chosen: [Member] = []
    var missing: [String] = []
    for language in languages {
      let wanted = LanguageTag.canonical(language)
      let exact = members.filter { LanguageTag.canonical($0.language) == wanted }
      let longer = members.filter { LanguageTag.canonical($0.language).hasPrefix(wanted + "-") }
      if let member = exact.first ?? (longer.count == 1 ? longer.first : nil) {
        if !chosen.contains(member) { chosen.append(member) }
      } else {
        missing.append(language)
      }
    }
    if missing.isEmpty { return chosen }
    throw Failure(
      "the folder has no language \(missing.joined(separator: ", "))", at: .file(path),
      remedy: "choose from \(members.map(\.language).joined(separator: ", "))")
  }
}

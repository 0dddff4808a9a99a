import Groundwork
import Segmentation

extension ParallelFolder {
  /// Opens what a path names: a folder of translations, a table with a column for each language, or, as
  /// Moses has it, the common start of files that end in their languages (`news` for `news.en` and
  /// `news.lt`).
  ///
  /// A translation memory (TMX) has all its languages; texts in which a unit has none are empty.
  ///
  /// A table's columns are found by the first row, whose names are language tags; columns with other names
  /// are left out with a warning. A table of two columns without such a row, and Tatoeba's pairs
  /// (`id TAB text TAB id TAB text`), take the languages from the file's name, such as `eng-lit.tsv`.
  /// Throws as `open` does, and where the languages of a table cannot be told.
  public static func find(
    _ path: String, options: ReadingOptions = .init()
  ) throws(Failure) -> ParallelFolder {
    if isDirectory(path) { return try open(path, options: options) }
    if exists(path) { return try table(path, options) }
    return try prefix(path, options)
  }

  /// The files whose names are those of the path, a dot, and a language.
  private static func prefix(
    _ path: String, _ options: ReadingOptions
  ) throws(Failure) -> ParallelFolder {
    let folder = parentPath(path)
    let start = lastPathComponent(path) + "."
    var members: [Member] = []
    if isDirectory(folder) {
      for name in try listDirectory(folder) where name.hasPrefix(start) {
        let rest = String(name.dropFirst(start.count))
        let file = joinPath(folder, name)
        guard !isDirectory(file), LanguageTag.isTag(LanguageTag.first(of: rest)) else { continue }
        members.append(
          Member(
            language: LanguageTag.first(of: rest), file: CorpusFile(path: file, options: options)))
      }
    }
    guard members.count > 1 else {
      throw Failure(
        "there is no such folder or file", at: .file(path),
        remedy: "name a folder with a file for each language, a table with a column for each, "
          + "or the start of names such as x.en and x.lt")
    }
    return try sorted(path, members, [])
  }

  private static func table(
    _ path: String, _ options: ReadingOptions
  ) throws(Failure) -> ParallelFolder {
    let opened = try CorpusFile(path: path, options: options).opened()
    if opened.source.format == .tmx { return try memory(path, opened.reader, options) }
    let sample = opened.sample
    let hasTab = TableShape.firstLineHasTab(sample)
    let delimiter = hasTab ? UInt8(ascii: "\t") : TableShape.csvDelimiter(sample.bytes)
    func member(_ language: String, _ column: String, hasQuotes: Bool) -> Member {
      var options = options
      options.column = column
      options.hasQuotes = hasQuotes
      return Member(
        language: language,
        file: CorpusFile(path: path, format: hasTab ? .tsv : .csv, options: options))
    }
    if let rows = TableShape.records(sample, delimiter: delimiter, hasQuotes: options.hasQuotes) {
      let names = rows[0].map { String(decoding: $0, as: UTF8.self) }
      // `id` is Indonesian, but not where it numbers the rows.
      let isLanguage = names.indices.map { column in
        LanguageTag.isKnown(names[column])
          && !(rows.count > 1
            && rows.dropFirst().allSatisfy { FrequencyLayout.number($0[column]) != nil })
      }
      let languages = names.indices.filter { isLanguage[$0] }.map { names[$0] }
      if languages.count > 1 {
        let others = names.indices.filter { !isLanguage[$0] }.map { names[$0] }
        return try sorted(
          path, languages.map { member($0, $0, hasQuotes: options.hasQuotes) },
          others.isEmpty ? [] : [.columnsWithoutLanguage(file: path, names: others)])
      }
    }
    let pair = LanguageTag.findPair(in: lastPathComponent(path))
    // Tatoeba writes quotes as they are.
    let plain = TableShape.records(sample, delimiter: delimiter, hasQuotes: false)
    if let rows = plain, rows.allSatisfy(isTatoebaPair) {
      guard let pair else { throw unnamed(path) }
      return try sorted(
        path, [member(pair.0, "2", hasQuotes: false), member(pair.1, "4", hasQuotes: false)], [])
    }
    let rows = TableShape.records(sample, delimiter: delimiter, hasQuotes: options.hasQuotes)
    if let rows, rows[0].count == 2 {
      guard let pair else { throw unnamed(path) }
      return try sorted(
        path,
        [
          member(pair.0, "1", hasQuotes: options.hasQuotes),
          member(pair.1, "2", hasQuotes: options.hasQuotes),
        ], [])
    }
    throw Failure(
      "is no table with a column for each language", at: .file(path),
      remedy: "name the columns by language tags in the first row, such as en and lt")
  }

  private static func memory(
    _ path: String, _ reader: RecordedReader, _ options: ReadingOptions
  ) throws(Failure) -> ParallelFolder {
    let members = try TMXReader.languages(in: reader).filter { !$0.isEmpty }.map { tag in
      var options = options
      options.language = tag
      return Member(
        language: tag, file: CorpusFile(path: path, format: .tmx, options: options))
    }
    guard members.count > 1 else {
      throw Failure(
        "holds texts in fewer than two languages", at: .file(path),
        remedy: "name a translation memory with two")
    }
    return try sorted(path, members, [])
  }

  private static func isTatoebaPair(_ fields: [[UInt8]]) -> Bool {
    fields.count == 4 && FrequencyLayout.number(fields[0]) != nil
      && FrequencyLayout.number(fields[2]) != nil
  }

  private static func unnamed(_ path: String) -> Failure {
    Failure(
      "does not say which languages its columns are in", at: .file(path),
      remedy: "name them in the first row, or in the file's name, such as eng-lit.tsv")
  }

  private static func sorted(
    _ path: String, _ members: [Member], _ warnings: [CorpusWarning]
  ) throws(Failure) -> ParallelFolder {
    if exists(path) {
      var seen: Set<String> = []
      for member in members where !seen.insert(LanguageTag.canonical(member.language)).inserted {
        throw Failure(
          "holds texts in \(member.language) twice", at: .file(path),
          remedy: "keep one column for each language")
      }
    }
    try checkLanguages(of: members, path)
    return ParallelFolder(
      path: path,
      members: members.sorted { $0.language.utf8.lexicographicallyPrecedes($1.language.utf8) },
      warnings: warnings)
  }
}

import Groundwork
import Morphology
import Segmentation
import TokenizerMetrics

/// The morphology files of a run, chained by language.
struct MorphologyInputs: Sendable {
  /// A provider and what it was read from.
  struct Entry: Sendable {
    var language: String
    var provider: any SummarizedProvider
    /// As the manifest names it, by hash.
    var written: Manifest.Morphology
    /// Where its files are.
    var paths: [(sha256: String, path: String)]
  }

  private(set) var entries: [Entry] = []

  /// Reads what the manifest names.
  init(_ manifest: Manifest, finder: InputFinder) throws(Failure) {
    try self.init(manifest.morphology, finder: finder)
  }

  /// Reads what is named.
  init(_ named: [Manifest.Morphology], finder: InputFinder) throws(Failure) {
    for wanted in named {
      switch wanted.source {
      case .builtin(let list): entries.append(try Self.builtin(list, wanted.language))
      case .files(let file, let affixes):
        entries.append(try Self.read(file, affixes, wanted.language, finder))
      }
    }
  }

  /// The versions that decide what the morphologies know beside their files: of hunspell's library, where it is asked.
  ///
  /// It tells no version; the name of its file holds the series (1.7).
  var versions: [NamedText] {
    guard entries.contains(where: { $0.provider.summary.kind == .hunspell }) else { return [] }
    return [NamedText("hunspell", HunspellDictionary.libraryFile ?? "part of the program")]
  }

  private static func builtin(
    _ list: Manifest.File, _ language: String
  ) throws(Failure) -> Entry {
    let bytes = try BuiltinMorphology.bytes(list.file)
    let name = BuiltinMorphology.mark + list.file
    var provider = try SegmentList(bytes: bytes, file: name, language: language, name: name)
    provider.isBuiltin = true
    if let sha256 = list.sha256, sha256 != provider.sha256 {
      throw Failure(
        "the built-in list \(list.file) is not the one that the manifest means",
        remedy: "use the version of Derlius that wrote it, or remove its hash")
    }
    let written = Manifest.File(file: list.file, bytes: bytes.count, sha256: provider.sha256)
    return Entry(
      language: language, provider: provider,
      written: Manifest.Morphology(language: language, source: .builtin(written)), paths: [])
  }

  private static func read(
    _ file: Manifest.File, _ affixes: Manifest.File?, _ language: String, _ finder: InputFinder
  ) throws(Failure) -> Entry {
    let given = try finder.path(of: file)
    var files: HunspellFiles?
    if let affixes {
      files = HunspellFiles(words: given, affixes: try finder.path(of: affixes))
    } else {
      files = try HunspellFiles.named(given)
    }
    guard let files else { return try readTable(file, given, language) }
    // A stem, or the affix file, stands for the words.
    let name = HunspellFiles.isName(file.file) ? pathStem(file.file) : file.file
    let provider = try HunspellDictionary(
      words: files.words, affixes: files.affixes, language: language, name: name)
    let hashes = provider.sha256.split(separator: "+").map(String.init)
    let written = zip(hashes, [files.words, files.affixes]).map { (sha256, path) in
      Manifest.File(
        file: lastPathComponent(path), bytes: fileSize(path), sha256: sha256)
    }
    return Entry(
      language: language, provider: provider,
      written: Manifest.Morphology(
        language: language,
        source: .files(
          Manifest.File(file: name + ".dic", bytes: written[0].bytes, sha256: written[0].sha256),
          affixes: Manifest.File(
            file: name + ".aff", bytes: written[1].bytes, sha256: written[1].sha256))),
      paths: [(hashes[0], files.words), (hashes[1], files.affixes)])
  }

  private static func readTable(
    _ file: Manifest.File, _ path: String, _ language: String
  ) throws(Failure) -> Entry {
    let name = pathStem(file.file)
    let bytes = try readFile(path)
    let provider: any SummarizedProvider
    switch MorphologyFormat.detect(name: file.file, content: bytes) {
    case .treebank: provider = try TreebankLemmas(path: path, language: language, name: name)
    case .unimorph:
      provider = try UniMorphList(bytes: bytes, file: path, language: language, name: name)
    case .list, .hunspell:
      provider = try SegmentList(bytes: bytes, file: path, language: language, name: name)
    }
    return Entry(
      language: language, provider: provider,
      written: Manifest.Morphology(
        language: language,
        source: .files(
          Manifest.File(file: file.file, bytes: bytes.count, sha256: provider.sha256), affixes: nil)
      ),
      paths: [(provider.sha256, path)])
  }

  /// One provider per language: the first file that knows a form answers.
  var providers: [(language: String, provider: any MorphemeProvider)] {
    var chains: [(language: String, providers: [any MorphemeProvider])] = []
    for entry in entries {
      let language = Language(entry.language)
      let known = chains.firstIndex { language.isSameLanguage(as: Language($0.language)) }
      if let known {
        chains[known].providers.append(entry.provider)
      } else {
        chains.append((entry.language, [entry.provider]))
      }
    }
    return chains.map { ($0.language, ProviderChain($0.providers)) }
  }

  /// The records for results.
  var records: [MorphologyRecord] {
    entries.map { entry in
      let summary = entry.provider.summary
      var record = MorphologyRecord(
        language: entry.language, file: entry.written.name, sha256: entry.written.file.sha256 ?? "",
        forms: summary.forms, droppedRows: summary.droppedRows)
      record.kind = summary.kind.rawValue
      record.ambiguousForms = summary.ambiguousForms
      if case .files(_, let affixes?) = entry.written.source {
        record.affixes = NamedText(affixes.file, affixes.sha256 ?? "")
      }
      return record
    }
  }

  /// The manifest's entries, by hash.
  var manifestEntries: [Manifest.Morphology] { entries.map(\.written) }
}

import Catalogue
import Groundwork
import Tokenization
import TokenizerFormats

/// Finds the tokenizer that a user named, and loads it.
///
/// A path wins over a catalogue name. `hf:owner/name` is what `pull` brought. The format is found by content. A rank file's pattern and special
/// tokens come from the catalogue where its hash is known there, else from a side file, else from
/// `--pattern`.
public struct TokenizerLocator: Sendable {
  private let store: VocabularyStore
  let pattern: String?
  let cache: CompiledCache?

  /// Creates a locator.
  ///
  /// - Parameters:
  ///   - vocabularies: a folder that is searched before the cache.
  ///   - pattern: the split pattern of rank files that have none yet.
  ///   - cache: where compiled forms of rank files and the hashes of files are kept; nil to read each file.
  public init(
    vocabularies: String? = nil, pattern: String? = nil, cache: CompiledCache? = nil
  ) {
    store = VocabularyStore(folder: vocabularies, hashes: cache?.memory)
    self.pattern = pattern
    self.cache = cache
  }

  /// Finds and loads a tokenizer: a path, a catalogue name, `hf:…` or `NAME=T`.
  ///
  /// - Throws: `Failure` where nothing has this name, where the file is at fault, or where a component
  ///   is not supported, which is then named.
  public func load(_ argument: String) throws(Failure) -> LocatedTokenizer {
    let argument = TokenizerArgument(argument)
    let target = argument.target
    if exists(target) { return try load(path: target, name: argument.name) }
    if target.hasPrefix(HubName.prefix) {
      let name = try HubName(target)
      guard let path = try HubCache().path(of: name) else { throw name.notHere }
      return try load(path: path, name: argument.name ?? name.displayName)
    }
    if let entry = Catalogue.entry(named: target) {
      guard let path = try store.path(of: entry) else { throw VocabularyStore.notHere(entry) }
      return try load(path: path, name: argument.name ?? target, entry: entry)
    }
    for folder in store.folders where !target.isEmpty {
      for ending in ["", ".tiktoken", ".model", ".tokenizer.json", ".derlius"] {
        let name = target + ending
        let path = joinPath(folder, name)
        if fileSize(path) != nil {
          return try load(path: path, name: argument.name ?? pathStem(name))
        }
      }
    }
    throw unknown(target)
  }

  /// Loads a file whose place is known.
  ///
  /// - Parameters:
  ///   - path: the file, or a folder as published on a hub.
  ///   - name: the name in tables; nil for the file's stem.
  ///   - entry: the file's entry in the catalogue.
  ///   - specification: what the file does not say, as a manifest holds it.
  ///   - folder: the folder that was named in the file's place.
  func load(
    path: String, name: String?, entry: CatalogueEntry? = nil, specification: JSONValue? = nil,
    folder: PublishedFolder? = nil
  ) throws(Failure) -> LocatedTokenizer {
    if isDirectory(path) {
      let folder = try PublishedFolder(path)
      var found = try load(
        path: try folder.tokenizerFile(), name: name ?? lastPathComponent(path), folder: folder)
      found.isOfFolder = true
      return found
    }
    let name = name ?? pathStem(path)
    let head = try TokenizerFormat.head(path)
    if head.starts(with: "GGUF".utf8) {
      // Not read whole: a model has gigabytes behind its vocabulary.
      return located(try GGUFReader.load(path), name, path, fileSize(path) ?? 0)
    }
    if CompiledReader.recognizes(head) { return try loadCompiled(path, name: name) }
    if folder == nil,
      let found = loadFromCache(path, name: name, entry: entry, specification: specification)
    {
      return found
    }
    let file = try ReadFile(path)
    let bytes = file.bytes
    if bytes.isEmpty {
      throw Failure("is empty", at: .file(path), remedy: "get the file again")
    }
    switch TokenizerFormat.detect(bytes.prefix(4097)) {
    case .tiktoken:
      return try loadRanks(
        file, name: name, entry: entry, specification: specification, folder: folder)
    case .sentencePiece:
      var tokenizer = try SentencePieceReader.load(bytes: bytes, file: path)
      if let folder { tokenizer = try folder.apply(to: tokenizer, file: path) }
      return located(tokenizer, name, path, bytes.count)
    case .json where HuggingFaceReader.recognizes(bytes):
      var settings = PublishedSettings()
      if let specification { settings = try PublishedSettings(specification, file: path) }
      let tokenizer: HuggingFaceTokenizer
      if let folder {
        (tokenizer, settings) = try HuggingFaceReader.load(
          bytes: bytes, file: path, folder: folder)
      } else {
        tokenizer = try HuggingFaceReader.load(bytes: bytes, file: path, settings: settings)
      }
      var found = located(tokenizer, name, path, bytes.count)
      if !settings.isEmpty { found.specification = settings.json }
      return found
    case .json:
      return located(
        try JSONVocabulary.load(bytes: bytes, path: path, pattern: pattern), name, path,
        bytes.count)
    case .merges:
      guard let files = GPT2Files.find(path) else { throw GPT2Files.incomplete(path) }
      let tokenizer = try GPT2Reader.load(files, pattern: pattern)
      // The vocabulary is the file that reports know by its hash.
      return located(tokenizer, name, files.vocabulary, fileSize(files.vocabulary) ?? 0)
    case .wordPiece: return located(try WordPieceReader.load(path), name, path, bytes.count)
    case .pickle:
      return located(try PickleReader.load(bytes: bytes, file: path), name, path, bytes.count)
    case .gguf, .compiled, nil:
      throw Failure(
        "is no tokenizer file that Derlius knows", at: .file(path),
        remedy: "name a tokenizer.json, a .tiktoken rank file or a SentencePiece .model")
    }
  }

  func located(
    _ tokenizer: any Tokenizer, _ name: String, _ path: String, _ size: Int
  ) -> LocatedTokenizer {
    LocatedTokenizer(
      name: name, tokenizer: tokenizer, path: path, file: lastPathComponent(path), bytes: size)
  }

  private func unknown(_ target: String) -> Failure {
    if target.isEmpty {
      return .usage(
        "a tokenizer's name is empty", remedy: "name a file, or a name from: derlius pull --list")
    }
    let names = Catalogue.entries.flatMap { [$0.name] + $0.aliases }
    let near = names.min { editDistance($0, target) < editDistance($1, target) }
    var remedy = "name a file, or a name from: derlius pull --list"
    if let near, editDistance(near, target) <= 3 { remedy = "did you mean \(near)?" }
    return Failure("there is no tokenizer or file named \(target)", remedy: remedy)
  }
}

/// The number of inserted, deleted and changed bytes between two short names.
func editDistance(_ one: String, _ two: String) -> Int {
  let two = Array(two.utf8)
  var row = Array(0...two.count)
  for (i, byte) in one.utf8.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in 0..<two.count {
      let change = diagonal + (two[j] == byte ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[two.count]
}

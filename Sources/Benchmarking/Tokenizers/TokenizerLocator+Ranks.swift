import Catalogue
import Groundwork
import Tokenization
import TokenizerFormats

/// Rank files and their compiled forms.
extension TokenizerLocator {
  /// A compiled vocabulary that the user named.
  func loadCompiled(_ path: String, name: String) throws(Failure) -> LocatedTokenizer {
    let mapping = try MappedFile(path)
    var sha256: String?
    if let known = cache?.memory.known(path), known.stamp == mapping.stamp { sha256 = known.sha256 }
    let moment = FileHashMemory.now
    let tokenizer = try CompiledReader.load(mapping, sha256: sha256)
    if sha256 == nil, FileStamp(path) == mapping.stamp {
      cache?.memory.remember(
        path, mapping.stamp, sha256: tokenizer.summary.sha256, readAt: moment)
    }
    return located(tokenizer, name, path, mapping.bytes.count)
  }

  /// The compiled form of a rank file whose hash is remembered; nil where the file must be read.
  func loadFromCache(
    _ path: String, name: String, entry: CatalogueEntry?, specification: JSONValue?
  ) -> LocatedTokenizer? {
    if let entry, entry.format != .tiktoken { return nil }
    guard let cache, let known = cache.memory.known(path) else { return nil }
    // What is wrong is said by the ordinary load.
    guard
      let found = try? self.specification(
        path, sha256: known.sha256, entry: entry, stated: specification),
      let form = try? CompiledRanks(found, sha256: known.sha256), let tokenizer = cache.load(form),
      let json = try? Self.json(found, path)
    else { return nil }
    return LocatedTokenizer(
      name: name, tokenizer: tokenizer, path: path, file: lastPathComponent(path),
      bytes: known.stamp.size, specification: json)
  }

  /// A rank file's bytes.
  func loadRanks(
    _ file: ReadFile, name: String, entry: CatalogueEntry?, specification: JSONValue?,
    folder: PublishedFolder?
  ) throws(Failure) -> LocatedTokenizer {
    let path = file.path
    let sha256 = try SHA256.hexadecimalDigest(of: file.bytes)
    let found = try self.specification(
      path, sha256: sha256, entry: entry, stated: specification, ranks: file.bytes, folder: folder)
    let tokenizer: RankTokenizer
    if let cache, let form = try? CompiledRanks(found, sha256: sha256) {
      if let compiled = cache.load(form) {
        tokenizer = compiled
      } else {
        tokenizer = try TiktokenReader.load(
          bytes: file.bytes, file: path, specification: found, sha256: sha256)
        cache.store(tokenizer, as: form)
      }
      if let stamp = file.stamp, stamp == FileStamp(path), stamp.size == file.bytes.count {
        cache.memory.remember(path, stamp, sha256: sha256, readAt: file.moment)
      }
    } else {
      tokenizer = try TiktokenReader.load(
        bytes: file.bytes, file: path, specification: found, sha256: sha256)
    }
    return LocatedTokenizer(
      name: name, tokenizer: tokenizer, path: path, file: lastPathComponent(path),
      bytes: file.bytes.count, specification: try Self.json(found, path))
  }

  private static func json(
    _ specification: TiktokenSpecification, _ path: String
  ) throws(Failure) -> JSONValue {
    try JSONValue(parsing: TiktokenWriter.sideFile(specification), file: path)
  }

  private func specification(
    _ path: String, sha256: String, entry: CatalogueEntry?, stated: JSONValue?,
    ranks: [UInt8]? = nil, folder: PublishedFolder? = nil
  ) throws(Failure) -> TiktokenSpecification {
    if let stated {
      return try TiktokenSpecification(stated, file: path).checkingPattern(of: path)
    }
    let known = entry ?? Catalogue.entry(sha256: sha256, stem: pathStem(path))
    if let known, let pattern = known.pattern {
      return TiktokenSpecification(
        name: known.name, pattern: pattern,
        specials: known.specials.map { .init(text: $0.text, id: $0.id) })
    }
    if let beside = try TiktokenSpecification.beside(rankFile: path) { return beside }
    if let ranks, let known = try folder?.rankSpecification(ranks: ranks, file: path) {
      return known
    }
    if let pattern { return TiktokenSpecification(pattern: pattern) }
    throw Failure(
      "says no split pattern, and none stands beside it", at: .file(path),
      remedy: "give --pattern NAME|REGEX, or a side file \(pathStem(path)).json with \"pat_str\"")
  }
}

/// A file's bytes, with what is needed to remember their hash.
struct ReadFile {
  /// Where it lies.
  let path: String
  /// All bytes.
  let bytes: [UInt8]
  /// The file's state before it was read; nil where it is no regular file.
  let stamp: FileStamp?
  /// When reading began.
  let moment: Int64

  /// Reads a file.
  init(_ path: String) throws(Failure) {
    self.path = path
    moment = FileHashMemory.now
    stamp = FileStamp(path)
    bytes = try readFile(path)
  }
}

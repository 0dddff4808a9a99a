import Groundwork
import TokenizerFormats
import TokenizerMetrics

/// The tokenizers of a run: loaded, named once each, and those that could not be had.
struct TokenizerInputs: Sendable {
  var located: [LocatedTokenizer] = []
  var missing: [MissingInput]

  /// Loads what the manifest names, several at a time.
  ///
  /// - Parameters:
  ///   - allowMissing: a tokenizer that is not on this machine is noted instead of thrown.
  ///   - pool: the workers that load.
  init(
    _ manifest: Manifest, locator: TokenizerLocator, finder: InputFinder, allowMissing: Bool,
    pool: WorkerPool
  ) throws(Failure) {
    missing = manifest.missing
    let entries = manifest.tokenizers
    let loaded = try pool.map(entries.count) {
      (index) throws(Failure) -> Result<LocatedTokenizer, Failure> in
      do throws(Failure) {
        return .success(try Self.load(entries[index], locator: locator, finder: finder))
      } catch {
        return .failure(error)
      }
    }
    for (entry, loaded) in zip(entries, loaded) {
      do throws(Failure) {
        located.append(try loaded.get())
      } catch {
        let isAbsent = entry.target.map { !exists(TokenizerArgument($0).target) } ?? false
        guard allowMissing, isAbsent else { throw error }
        let name = TokenizerArgument(entry.name ?? entry.target ?? "").target
        missing.append(MissingInput(name: name, why: error.description))
      }
    }
    guard !located.isEmpty else {
      throw Failure.usage(
        "there is no tokenizer to measure", remedy: "name at least one with --tokenizer T")
    }
    for (index, tokenizer) in located.enumerated() {
      if located[..<index].contains(where: { $0.name == tokenizer.name }) {
        throw Failure.usage(
          "two tokenizers have the name \(tokenizer.name)",
          remedy: "give one another name: NAME=\(lastPathComponent(tokenizer.path))")
      }
    }
  }

  /// The manifest's entries for what was loaded.
  func entries() throws(Failure) -> [Manifest.Tokenizer] {
    var entries: [Manifest.Tokenizer] = []
    for tokenizer in located {
      entries.append(
        Manifest.Tokenizer(
          name: tokenizer.name,
          file: Manifest.File(
            file: tokenizer.file, bytes: tokenizer.bytes,
            sha256: tokenizer.tokenizer.summary.sha256),
          specification: tokenizer.specification))
    }
    return entries
  }

  private static func load(
    _ entry: Manifest.Tokenizer, locator: TokenizerLocator, finder: InputFinder
  ) throws(Failure) -> LocatedTokenizer {
    if let target = entry.target {
      var located = try locator.load(target)
      if let name = entry.name { located.name = name }
      return located
    }
    guard let file = entry.file else {
      throw Failure("a tokenizer of the manifest names no file", remedy: "add its \"file\"")
    }
    var located = try locator.load(
      path: try finder.path(of: file), name: entry.name ?? pathStem(file.file),
      specification: entry.specification)
    located.file = file.file
    return located
  }
}

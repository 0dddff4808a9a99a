import ArgumentParser
import Catalogue
import Groundwork

/// `derlius corpus pull`: get corpora by the names of their manifests.
struct CorpusPull: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull",
    abstract: "Get the files of a corpus that a manifest names; uses the network.",
    discussion: """
      A name is that of a manifest in $DERLIUS_CORPORA, in ./corpora or in the corpora folder that came \
      with derlius; a path is a manifest of your own. Files are checked against the manifest's SHA-256; \
      where it has none, the first download's is recorded and said to be not pinned. They are kept in \
      corpora/NAME of the cache, from where `corpus stats NAME` and others read them.

      Examples:
        derlius corpus pull --list
        derlius corpus pull flores200 --part dev --language lt --language en
        derlius corpus pull my-corpus.json
      """)

  @Flag(help: "List the corpora: name, kind, languages, files, licence, how much is here.")
  var list = false

  @Option(help: ArgumentHelp("Only this part, such as dev; repeat.", valueName: "part"))
  var part: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only this language, as the manifest or BCP 47 writes it; repeat.", valueName: "lang"))
  var language: [String] = []

  @Argument(help: ArgumentHelp("Names, or paths of manifests.", valueName: "name"))
  var names: [String] = []

  func validate() throws {
    if !list, names.isEmpty {
      throw ValidationError("name at least one corpus, or use --list")
    }
    if list, !names.isEmpty || !part.isEmpty || !language.isEmpty {
      throw ValidationError("--list stands alone")
    }
  }

  func run() throws {
    let shelf = CorpusShelf()
    if list {
      try printList(shelf)
      return
    }
    // All manifests are read and all choices made before the first file is asked for.
    var wanted: [(manifest: CorpusManifest, files: [CorpusManifest.File])] = []
    for name in names {
      let manifest = try shelf.manifest(named: name)
      wanted.append((manifest, try chosen(manifest)))
    }
    let puller = try CorpusPuller(shelf: shelf, progress: ProgressLine.make())
    var output = StandardOutput()
    for (manifest, files) in wanted {
      var unpinned = 0
      do throws(Failure) {
        try puller.pull(manifest, files: files) { arrival in
          ProgressLine.clear()
          let source = arrival.wasHere ? "was here already" : "from \(arrival.file.url ?? "")"
          output.write("\(manifest.name)/\(arrival.file.path): \(source): \(arrival.path)\n")
          output.flush()
          if !arrival.isPinned { unpinned += 1 }
        }
      } catch {
        ProgressLine.clear()
        throw error
      }
      if unpinned > 0 {
        printToStandardError(
          "derlius: \(manifest.name): \(unpinned) of \(files.count) files are not pinned: what the "
            + "server gave was taken, and its SHA-256 recorded")
      }
    }
  }

  private func chosen(_ manifest: CorpusManifest) throws(Failure) -> [CorpusManifest.File] {
    for name in part where !manifest.files.contains(where: { $0.part == name }) {
      throw .usage(
        "\(manifest.name) has no part \(name)",
        remedy: parts(manifest).isEmpty
          ? "leave --part out" : "use \(parts(manifest).joined(separator: ", "))")
    }
    for name in language
    where !manifest.files.contains(where: { $0.language == name || $0.tag == name }) {
      throw .usage(
        "\(manifest.name) has nothing in the language \(name)",
        remedy: "its languages: \(manifest.tags.joined(separator: ", "))")
    }
    let files = manifest.files.filter { file in
      (part.isEmpty || part.contains { $0 == file.part })
        && (language.isEmpty || language.contains { $0 == file.language || $0 == file.tag })
    }
    if files.isEmpty {
      throw .usage(
        "no file of \(manifest.name) is in that part and language",
        remedy: "leave --part or --language out")
    }
    return files
  }

  private func parts(_ manifest: CorpusManifest) -> [String] {
    var parts: [String] = []
    for part in manifest.files.compactMap(\.part) where !parts.contains(part) { parts.append(part) }
    return parts
  }

  private func printList(_ shelf: CorpusShelf) throws(Failure) {
    var rows = [["name", "kind", "languages", "files", "here", "pinned", "licence"]]
    for manifest in try shelf.all() {
      var here = 0
      for file in manifest.files where (try? shelf.path(of: file, in: manifest)) != nil {
        here += 1
      }
      let tags = manifest.tags
      rows.append([
        manifest.name, manifest.kind.rawValue,
        tags.count > 4 ? "\(tags.count)" : tags.joined(separator: " "), "\(manifest.files.count)",
        "\(here)", manifest.isPinned ? "yes" : "no", manifest.licence,
      ])
    }
    if rows.count == 1 {
      throw .usage(
        "there are no manifests in \(shelf.folders.joined(separator: ", "))",
        remedy: "set DERLIUS_CORPORA to a folder of manifests, or name one by its path")
    }
    var output = StandardOutput()
    output.write(TextTable.leftAligned(rows))
  }
}

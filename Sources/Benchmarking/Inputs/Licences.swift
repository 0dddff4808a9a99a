import Catalogue
import Groundwork
import TokenizerMetrics

/// Finds under which licence a file is given, by its SHA-256: of vocabularies in the catalogue, of corpora in the
/// manifests of `corpora/`.
///
/// What is found is written into the manifest of the run. A file that a manifest names by its hash has the licence that
/// the manifest states, or none: it is not looked up again, so that a report is the same wherever it is computed.
struct Licences: Sendable {
  /// What Derlius itself brings is CC0: see `corpora/sample`.
  static let own = "CC0-1.0"

  private var corpora: [String: String] = [:]

  /// Reads what is known of corpora on this machine.
  init(_ shelf: CorpusShelf = CorpusShelf()) {
    // A broken manifest of some corpus is no reason to refuse a benchmark of others.
    for manifest in (try? shelf.all()) ?? [] {
      for file in manifest.files {
        if let sha256 = file.sha256 { corpora[sha256] = manifest.licence }
      }
      for sha256 in (try? shelf.pulledHashes(of: manifest)) ?? [] {
        corpora[sha256] = corpora[sha256] ?? manifest.licence
      }
    }
  }

  /// The licence of a corpus's file, or of a list of morphemes.
  func licence(ofCorpus sha256: String?) -> String? { sha256.flatMap { corpora[$0] } }

  /// The licence of a vocabulary.
  static func licence(ofVocabulary sha256: String?) -> String? {
    sha256.flatMap { hash in Catalogue.entries.first { $0.sha256 == hash }?.licence }
  }

  /// States the licences of a manifest's files as they are to be written.
  ///
  /// - Parameter plan: the manifest that was run, whose files by hash have had their say.
  /// - Throws: `Failure` where a licence was given for a name that nothing has.
  func state(in written: inout Manifest, plan: Manifest) throws(Failure) {
    var known = KnownFiles(plan)
    for index in written.tokenizers.indices {
      guard var file = written.tokenizers[index].file else { continue }
      known.state(&file, named: written.tokenizers[index].name) {
        Self.licence(ofVocabulary: $0.sha256)
      }
      written.tokenizers[index].file = file
    }
    for corpus in written.corpora.indices {
      for index in written.corpora[corpus].files.indices {
        known.state(
          &written.corpora[corpus].files[index].file, named: written.corpora[corpus].name
        ) { licence(ofCorpus: $0.sha256) }
      }
    }
    for index in written.morphology.indices {
      switch written.morphology[index].source {
      case .files(var file, let affixes):
        known.state(&file, named: file.file) { licence(ofCorpus: $0.sha256) }
        written.morphology[index].source = .files(file, affixes: affixes)
      case .builtin(var list):
        list.licence = Self.own
        written.morphology[index].source = .builtin(list)
      }
    }
    for entry in written.trainedOn.indices {
      for index in written.trainedOn[entry].files.indices {
        known.state(&written.trainedOn[entry].files[index], named: nil) {
          licence(ofCorpus: $0.sha256)
        }
      }
    }
    if let unknown = plan.licences.first(where: { !known.used.contains($0.name) }) {
      throw Failure.usage(
        "--licence names \(unknown.name), which is no corpus, tokenizer or morphology here",
        remedy: "use the name that the report has for it; of a morphology its file's")
    }
  }
}

/// What a plan says of the licences of files that it names by hash.
private struct KnownFiles {
  private var stated: [String: String?] = [:]
  /// Licences of files that are named by a path, by file name.
  private var beside: [String: String] = [:]
  private let given: [NamedText]
  /// The names among those given that something has.
  private(set) var used: Set<String> = []

  init(_ plan: Manifest) {
    given = plan.licences
    var files = plan.tokenizers.compactMap(\.file)
    files += plan.corpora.flatMap { $0.files.map(\.file) }
    files += plan.morphology.map(\.file)
    files += plan.trainedOn.flatMap(\.files)
    for file in files {
      guard let sha256 = file.sha256 else {
        if let licence = file.licence { beside[file.file] = licence }
        continue
      }
      stated[sha256] = .some(file.licence ?? stated[sha256] ?? nil)
    }
  }

  /// Sets a file's licence: as the user gave it, as the plan states it, else as found.
  mutating func state(
    _ file: inout Manifest.File, named name: String?, _ find: (Manifest.File) -> String?
  ) {
    if let name, let licence = given.first(where: { $0.name == name }) {
      used.insert(name)
      file.licence = licence.value
    } else if let sha256 = file.sha256, let known = stated[sha256] {
      file.licence = known
    } else {
      file.licence = beside[file.file] ?? find(file)
    }
  }
}

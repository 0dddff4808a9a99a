import Catalogue
import Corpora
import Groundwork
import Segmentation

/// Corpora that were pulled, in the place of their names.
enum CorpusNames {
  /// The inputs of paths, among which may be names of corpora: each stands for its files that are here.
  ///
  /// What is a path stays one, whatever is named so. A manifest's way of reading holds for its files where
  /// the command line says nothing else.
  static func inputs(
    _ paths: [String], format: CorpusFormat?, options: CorpusOptions, base: ReadingOptions
  ) throws(Failure) -> CorpusInputs {
    var files: [CorpusFile] = []
    for path in paths {
      if path != "-", !exists(path), CorpusManifest.isName(path),
        let manifest = try CorpusShelf().find(path)
      {
        files += try pulled(manifest, format: format, options: options, base: base)
      } else {
        files += try CorpusInputs(paths: [path], format: format, options: base).files
      }
    }
    return CorpusInputs(files: files)
  }

  private static func pulled(
    _ manifest: CorpusManifest, format: CorpusFormat?, options: CorpusOptions,
    base: ReadingOptions
  ) throws(Failure) -> [CorpusFile] {
    let shelf = CorpusShelf()
    var reading = base
    reading.document = try known(manifest.reading.document, "document", manifest) ?? .line
    reading.field = manifest.reading.field
    reading.encoding = manifest.reading.encoding
    if base.form.isRaw, let form = manifest.form {
      guard let form = TextForm(form) else { throw unknown("form", form, manifest) }
      reading.form = form
    }
    options.apply(to: &reading)
    let own: CorpusFormat? = try known(manifest.reading.format, "format", manifest)
    var files: [CorpusFile] = []
    for file in manifest.files {
      guard let path = try shelf.path(of: file, in: manifest) else { continue }
      files.append(CorpusFile(path: path, format: format ?? own, options: reading))
    }
    if files.isEmpty {
      throw Failure(
        "the corpus \(manifest.name) is not on this machine",
        remedy: "run: derlius corpus pull \(manifest.name)")
    }
    return files
  }

  /// What a word of a manifest means; nil where there is none.
  private static func known<Value: RawRepresentable<String>>(
    _ word: String?, _ key: String, _ manifest: CorpusManifest
  ) throws(Failure) -> Value? {
    guard let word else { return nil }
    guard let value = Value(rawValue: word) else { throw unknown(key, word, manifest) }
    return value
  }

  private static func unknown(
    _ key: String, _ word: String, _ manifest: CorpusManifest
  ) -> Failure {
    Failure(
      "the manifest of \(manifest.name) names the \(key) \(word), which is not known",
      remedy: "correct the manifest; see: derlius corpus stats --help")
  }
}

import Groundwork
import Morphology
import Segmentation
import TokenizerMetrics

/// The morphology files of a run, chained by language.
struct MorphologyInputs: Sendable {
  var lists: [(language: String, list: SegmentList, file: String, path: String)] = []

  /// Reads the files that the manifest names.
  init(_ manifest: Manifest, finder: InputFinder) throws(Failure) {
    for entry in manifest.morphology {
      let path = try finder.path(of: entry.file)
      lists.append(
        (
          entry.language,
          try SegmentList(
            path: path, language: entry.language, name: pathStem(entry.file.file)),
          entry.file.file, path
        ))
    }
  }

  /// One provider per language: the first file that knows a form answers.
  var providers: [(language: String, provider: any MorphemeProvider)] {
    var chains: [(language: String, lists: [SegmentList])] = []
    for entry in lists {
      let language = Language(entry.language)
      let known = chains.firstIndex { language.isSameLanguage(as: Language($0.language)) }
      if let known {
        chains[known].lists.append(entry.list)
      } else {
        chains.append((entry.language, [entry.list]))
      }
    }
    return chains.map { ($0.language, ProviderChain($0.lists)) }
  }

  /// The records for results.
  var records: [MorphologyRecord] {
    lists.map {
      MorphologyRecord(
        language: $0.language, file: $0.file, sha256: $0.list.sha256,
        forms: $0.list.counts.forms, droppedRows: $0.list.counts.dropped)
    }
  }

  /// The manifest's entries, by hash.
  var manifestEntries: [(language: String, file: Manifest.File)] {
    lists.map {
      (
        $0.language,
        Manifest.File(
          file: $0.file, bytes: fileSize($0.path), sha256: $0.list.sha256)
      )
    }
  }
}

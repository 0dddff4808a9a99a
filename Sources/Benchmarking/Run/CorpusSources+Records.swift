import Groundwork
import TokenizerMetrics

extension CorpusSources {
  /// The records for results: one per source, whose files are told as one.
  func records(
    _ facts: ReadingFacts, _ counts: [LanguageCounts]
  ) throws(Failure) -> [CorpusRecord] {
    var records = corpora.map {
      CorpusRecord(name: $0.name, isParallel: $0.isParallel, languages: [])
    }
    var files = facts.files[...]
    for (entries, count) in zip(groups, counts) {
      let entry = entries[0]
      let read = try whole(entries, Array(files.prefix(entries.count)))
      files = files.dropFirst(entries.count)
      records[entry.corpus].languages.append(
        LanguageRecord(
          language: entry.language,
          file: entries.count > 1 ? "\(entries.count) files" : entry.file, fileBytes: read.bytes,
          sha256: read.sha256, documents: count.documents, emptyDocuments: count.emptyDocuments,
          words: count.words, wordsWithoutLetter: count.wordsWithoutLetter,
          scalars: count.scalars, bytes: count.bytes, units: count.units,
          changedDocuments: read.changedDocuments, changes: read.changes))
    }
    return records
  }

  /// What was read from the files of one source; the SHA-256 of several is that of the lines `SHA-256, two spaces,
  /// name`, as `sha256sum` prints them.
  private func whole(
    _ entries: [Entry], _ files: [ReadingFacts.File]
  ) throws(Failure) -> ReadingFacts.File {
    var whole = files[0]
    if files.count == 1 { return whole }
    var lines: [UInt8] = []
    for (entry, file) in zip(entries, files) { lines += "\(file.sha256)  \(entry.file)\n".utf8 }
    whole.sha256 = try SHA256.hexadecimalDigest(of: lines)
    for file in files.dropFirst() {
      whole.bytes += file.bytes
      whole.changedDocuments += file.changedDocuments
      whole.changes.add(file.changes)
    }
    return whole
  }
}

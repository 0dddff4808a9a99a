import Corpora
import Groundwork
import Morphology
import Segmentation
import Synchronization
import TokenizerMetrics

/// The corpora of a run as sources for the engine, and what was read from each file.
struct CorpusSources: Sendable {
  /// One language's file.
  struct Entry: Sendable {
    var corpus: Int
    var language: String
    /// The file's name in results: the manifest's where one named it.
    var file: String
    var path: String
    /// What the manifest says of this file alone.
    var reading: FileReading
    var input: CorpusFile
    /// The hash by which the file was found; nil where a path named it.
    var sha256: String?
    let record = RecordBox()
  }

  var corpora: [Manifest.Corpus]
  var entries: [Entry] = []
  var warnings: [String] = []

  private let format: CorpusFormat?
  private let options: ReadingOptions

  /// Resolves the manifest's corpora to files; nothing is read yet.
  ///
  /// Without a finder the files are named and not looked for: what they hold has been counted elsewhere.
  init(
    _ manifest: Manifest, finder: InputFinder?, form: TextForm, words: WordRule
  ) throws(Failure) {
    corpora = manifest.corpora
    format = manifest.format
    var options = manifest.reading
    options.form = form
    options.givesWords = words == .treebank
    options.offersWords = true
    self.options = options
    for (index, corpus) in manifest.corpora.enumerated() {
      if manifest.corpora[..<index].contains(where: {
        $0.name == corpus.name && (corpus.isParallel || $0.isParallel)
      }) {
        throw Failure.usage(
          "two corpora have the name \(corpus.name)", remedy: "give one another name")
      }
      if let folder = corpus.folder {
        let parallel = try ParallelFolder.find(folder, options: options)
        warnings += parallel.warnings.map(\.description)
        for member in parallel.members {
          let path = member.file.path
          add(
            index, language: member.language, file: lastPathComponent(path), path: path,
            FileReading(member.file, unlike: options))
        }
      }
      for entry in corpus.files {
        let path = try finder?.path(of: entry.file) ?? ""
        // A folder stands for its files, which are read as one text.
        if !corpus.isParallel, isDirectory(path) {
          for file in try CorpusInputs(paths: [path]).files {
            add(
              index, language: entry.language, file: lastPathComponent(file.path), path: file.path,
              entry.file.reading)
          }
        } else {
          add(
            index, language: entry.language, file: entry.file.file, path: path,
            entry.file.reading, sha256: entry.file.sha256)
        }
      }
    }
    try checkRepeats()
    guard !entries.isEmpty else {
      throw Failure.usage(
        "there is no text to measure on",
        remedy: "name some with --corpus lt=PATH or --parallel NAME=FOLDER")
    }
  }

  /// The files of each source, in order: files of one language in a corpus that is not parallel make one text.
  var groups: [[Entry]] {
    var groups: [[Entry]] = []
    for entry in entries {
      if let first = groups.last?.first, first.corpus == entry.corpus,
        first.language == entry.language, !corpora[entry.corpus].isParallel
      {
        groups[groups.count - 1].append(entry)
      } else {
        groups.append([entry])
      }
    }
    return groups
  }

  /// Throws where rows of two sources could not be told apart.
  private func checkRepeats() throws(Failure) {
    let firsts = groups.compactMap(\.first)
    for (index, entry) in firsts.enumerated() {
      let name = corpora[entry.corpus].name
      let tag = LanguageTag.canonical(entry.language)
      let repeats = firsts[..<index].contains {
        corpora[$0.corpus].name == name && LanguageTag.canonical($0.language) == tag
      }
      if repeats {
        throw Failure.usage(
          "two files make the corpus \(name) in \(entry.language), which would share one name",
          remedy: "rename one file, or give names in a manifest")
      }
    }
  }

  private mutating func add(
    _ corpus: Int, language: String, file: String, path: String, _ reading: FileReading,
    sha256: String? = nil
  ) {
    var options = reading.options(over: options)
    // Of a file of several languages the one that it is named for.
    if !corpora[corpus].isParallel, options.language == nil { options.language = language }
    let input = CorpusFile(path: path, format: reading.format ?? format, options: options)
    entries.append(
      Entry(
        corpus: corpus, language: language, file: file, path: path, reading: reading, input: input,
        sha256: sha256))
  }

  /// The sources in the engine's terms.
  func sources(
    morphology: [(language: String, provider: any MorphemeProvider)], pool: WorkerPool,
    progress: Progress
  ) -> [LanguageSource] {
    groups.map { entries in
      let first = entries[0]
      let language = Language(first.language)
      let isParallel = corpora[first.corpus].isParallel
      let provider = morphology.first { language.isSameLanguage(as: Language($0.language)) }
      return LanguageSource(
        corpus: corpora[first.corpus].name, language: first.language, isParallel: isParallel,
        morphology: provider?.provider
      ) { (take) throws(Failure) in
        for entry in entries {
          var startsFile = entries.count > 1
          try Self.read(entry, takesWeights: !isParallel, pool: pool, progress: progress) {
            (batch) throws(Failure) in
            guard startsFile, batch.count > 0 else { return try take(batch) }
            startsFile = false
            var marked = batch
            marked.groupStarts.insert(TextGroupStart(text: 0, kind: TextGroupStart.file), at: 0)
            try take(marked)
          }
        }
      }
    }
  }

  /// The bytes of a file that are looked at for letters of other languages, which takes longer than the rest.
  private static let lettersLookedAt = 1 << 15

  /// Reads a file and keeps its record and what is doubtful in it.
  private static func read(
    _ entry: Entry, takesWeights: Bool, pool: WorkerPool, progress: Progress,
    _ take: (TextBatch) throws(Failure) -> Void
  ) throws(Failure) {
    var look = CorpusChecker.Options()
    look.findsNearRepeats = false
    let checker = try CorpusChecker(look)
    checker.begin(entry.file)
    let letters = try StartCheck(language: Language(entry.language), bytes: lettersLookedAt)
    letters.begin(entry.file)
    let record = try entry.input.read(
      pool: pool, takesWeights: takesWeights, progress: progress
    ) { (batch) throws(Failure) in
      try checker.add(batch)
      try letters.add(batch)
      try take(batch)
    }
    if let wanted = entry.sha256, wanted != record.sha256 {
      throw Failure(
        "changed since it was found by its SHA-256", at: .file(entry.path),
        remedy: "run it again when nothing writes to it")
    }
    entry.record.set(
      record, checker.findings(nil) + letters.findings.filter { $0.kind == .foreignLetters })
  }

  /// The sources once more, without checks or records: for a second reading of what was read before.
  func rereading(pool: WorkerPool) -> [LanguageSource] {
    groups.map { entries in
      let first = entries[0]
      let isParallel = corpora[first.corpus].isParallel
      return LanguageSource(
        corpus: corpora[first.corpus].name, language: first.language, isParallel: isParallel
      ) { (take) throws(Failure) in
        for entry in entries {
          let record = try entry.input.read(pool: pool, takesWeights: !isParallel) {
            (batch) throws(Failure) in try take(batch)
          }
          guard record.sha256 == entry.record.value?.sha256 else {
            throw Failure(
              "changed between two readings", at: .file(entry.path),
              remedy: "run it again when nothing writes to it")
          }
        }
      }
    }
  }

  /// The language that a report is about where nobody said: the morphology's, a single corpus's, or
  /// the first that is not the reference.
  func focus(_ manifest: Manifest) throws(Failure) -> String {
    let languages = entries.map(\.language)
    if let wanted = manifest.focus {
      return try resolve(wanted, "--focus")
    }
    for entry in manifest.morphology {
      let language = Language(entry.language)
      if let found = languages.first(where: { language.isSameLanguage(as: Language($0)) }) {
        return found
      }
    }
    let single = entries.first { !corpora[$0.corpus].isParallel }?.language
    return single ?? languages.first { $0 != manifest.reference } ?? languages[0]
  }

  /// The tag that the corpora have for a language, whatever its spelling.
  func resolve(_ tag: String, _ option: String) throws(Failure) -> String {
    let languages = entries.map(\.language)
    if languages.contains(tag) { return tag }
    let language = Language(tag)
    if let found = languages.first(where: { language.isSameLanguage(as: Language($0)) }) {
      return found
    }
    let known = Set(languages).sorted()
    throw Failure(
      "no corpus has the language \(tag) of \(option)",
      remedy: "choose one of: \(known.joined(separator: ", "))", fault: .data)
  }

  /// Runs `body`; where parallel files turn out to be of unequal length, the failure names them.
  func checkingAlignment<Result>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    do throws(Failure) {
      return try body()
    } catch {
      for index in corpora.indices where corpora[index].isParallel {
        let read = entries.filter { $0.corpus == index }.compactMap { $0.record.value }
        try ParallelFolder.checkAligned(read)
      }
      throw error
    }
  }

  /// What reading told, after it.
  func facts() throws(Failure) -> ReadingFacts {
    var facts = ReadingFacts()
    for entry in entries {
      let read = try entry.record.get()
      facts.files.append(
        ReadingFacts.File(
          bytes: read.fileBytes, sha256: read.sha256, changedDocuments: read.changedDocuments,
          changes: read.changes))
      if read.problem != nil { facts.isWhole = false }
    }
    facts.problems = try problems()
    facts.checks = checks
    return facts
  }

  /// What was found in the texts.
  private var checks: [CheckRecord] {
    entries.flatMap { entry in
      entry.record.findings.map { finding in
        CheckRecord(
          corpus: corpora[entry.corpus].name, language: entry.language,
          kind: finding.kind.rawValue, finding: finding.description, advice: finding.advice,
          isDoubt: finding.isDoubt)
      }
    }
  }

  /// What was wrong with files of which only the start was read, by their names in results.
  private func problems() throws(Failure) -> [String] {
    var problems: [String] = []
    for entry in entries {
      let record = try entry.record.get()
      if record.replaced > 0 {
        problems.append(
          "\(entry.file): \(record.replaced) sequences of bytes are not valid in its encoding and "
            + "became U+FFFD")
      }
      guard var problem = record.problem else { continue }
      problem.place?.file = entry.file
      problems.append("\(problem); kept the \(record.documents) documents before that")
    }
    return problems
  }

  /// The manifest's entries, by hash.
  func manifestEntries(_ facts: ReadingFacts) -> [Manifest.Corpus] {
    var result = corpora
    for index in result.indices {
      result[index].folder = nil
      result[index].files = []
    }
    for (entry, read) in zip(entries, facts.files) {
      var file = Manifest.File(file: entry.file, bytes: read.bytes, sha256: read.sha256)
      file.reading = entry.reading
      result[entry.corpus].files.append((entry.language, file))
    }
    return result
  }
}

/// Takes what was read from a file, and what was doubtful in it, from the thread that read it.
final class RecordBox: Sendable {
  private let record = Mutex<ReadingRecord?>(nil)
  private let doubts = Mutex<[CorpusFinding]>([])

  func set(_ value: ReadingRecord, _ findings: [CorpusFinding]) {
    record.withLock { $0 = value }
    doubts.withLock { $0 = findings }
  }

  var findings: [CorpusFinding] { doubts.withLock { $0 } }

  var value: ReadingRecord? { record.withLock { $0 } }

  func get() throws(Failure) -> ReadingRecord {
    guard let record = value else {
      throw Failure("a corpus file was not read", remedy: "report this as a bug")
    }
    return record
  }
}

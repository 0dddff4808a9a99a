import ArgumentParser
import Corpora
import Counting
import Groundwork
import Segmentation

/// `derlius corpus stats`: what corpora hold.
struct CorpusStats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count documents, sentences, words, bytes, characters and scripts.",
    discussion: """
      All inputs together, then each file. Words are what white space separates, sentences UAX #29 by \
      ICU; form is that of the texts as counted, notNFC the documents that NFC would change. With --form, \
      what it changed: counts by kind and the first places. topWords are the most \
      frequent words with their counts, ties by their bytes. Compressed files and archives are read as they are.

      Examples:
        derlius corpus stats corpora/
        derlius corpus stats --json text.txt.gz
        derlius corpus stats --encoding windows-1257 --document paragraph old.txt
      """)

  @Flag(help: "Print a JSON object.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "How many of the most frequent words are shown (default 10); 0 counts none.",
      valueName: "n"))
  var top = 10

  @OptionGroup var form: FormOption
  @OptionGroup var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption
  @OptionGroup var progress: ProgressOption
  @OptionGroup var memory: MemoryOption

  @Argument(
    help: ArgumentHelp(
      "Files, folders or quoted patterns; - or none is standard input.", valueName: "file"))
  var files: [String] = []

  func validate() throws {
    if !(0...100_000).contains(top) { throw ValidationError("--top is 0 to 100000") }
  }

  func run() throws {
    let inputs = try reading.inputs(files, form: form.textForm)
    let (records, profile, words) = try measure(inputs)
    ProgressLine.clear()
    write(records, profile, words)
    try ReadingNotes.finish(records)
  }

  /// Goes through the files once, since they may be standard input.
  private func measure(
    _ inputs: CorpusInputs
  ) throws(Failure) -> ([ReadingRecord], CorpusProfile, [PieceCount]) {
    let progress = self.progress.make()
    guard top > 0 else {
      let (records, profile) = try CorpusProfile.measure(
        inputs, pool: threads.pool, progress: progress)
      return (records, profile, [])
    }
    let counter = PieceCounter(
      rule: .whiteSpaceWords, pool: threads.pool, maxMemory: memory.maxMemory.bytes)
    var profile = CorpusProfile()
    let records = try counter.count(
      inputs, progress: progress,
      also: { (batch) throws(Failure) in try CorpusProfile(batch) },
      { (part) throws(Failure) in profile.add(part) })
    return (records, profile, try counter.finishSorted().mostFrequent(top))
  }

  private func write(
    _ records: [ReadingRecord], _ profile: CorpusProfile, _ words: [PieceCount]
  ) {
    let scripts = profile.scripts.scripts
    func sum(_ value: KeyPath<ReadingRecord, Int>) -> Int {
      records.reduce(0) { $0 + $1[keyPath: value] }
    }
    var facts: [(String, Int)] = [
      ("documents", sum(\.documents)), ("emptyDocuments", sum(\.emptyDocuments)),
      ("sentences", profile.sentences), ("words", sum(\.words)), ("bytes", sum(\.bytes)),
      ("scalars", sum(\.scalars)), ("notNFC", profile.documentsNotNFC),
    ]
    // Lists of words with counts say how often their words occur.
    let weight = records.reduce(UInt64(0)) { $0.addingReportingOverflow($1.weight).partialValue }
    if weight != UInt64(sum(\.documents)) {
      facts.insert(("occurrences", Int(clamping: weight)), at: 2)
    }
    let changes = records.map { (name: $0.name, changes: $0.changes) }
    var output = StandardOutput()
    guard json else {
      var rows = facts.map { [$0.0, "\($0.1)"] }
      rows.append(["scripts", scripts.map { "\($0.code) \($0.scalars)" }.joined(separator: ", ")])
      for (index, word) in words.enumerated() {
        let text = String(decoding: word.piece, as: UTF8.self)
        rows.append([index == 0 ? "topWords" : "", "\(text) \(word.count)"])
      }
      rows.append(["form", Self.forms(records)])
      rows += ChangeText.rows(changes)
      output.write(TextTable.leftAligned(rows))
      return
    }
    var members = facts.map { JSONValue.Member($0.0, .integer($0.1)) }
    if !form.textForm.isRaw {
      members.append(.init("changes", ChangeText.counts(changes.map(\.changes))))
    }
    members.append(
      .init("scripts", .object(scripts.map { .init($0.code, .integer($0.scalars)) })))
    if top > 0 { members.append(.init("topWords", .array(words.map(Self.word)))) }
    members += [
      .init("form", .string(Self.forms(records))),
      .init(
        "versions",
        .object([
          .init("derlius", .string(Version.derlius)), .init("icu", .string(ICU.version)),
          .init("icuUnicode", .string(ICU.unicodeVersion)),
        ])),
      .init("files", .array(records.map(Self.file))),
    ]
    output.write(JSONValue.object(members).serialized(indented: true, inlineDepth: 2) + "\n")
  }

  private static func word(_ word: PieceCount) -> JSONValue {
    .object([
      .init("word", .string(String(decoding: word.piece, as: UTF8.self))),
      .init("count", .integer(word.count)),
    ])
  }

  private static func file(_ record: ReadingRecord) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(record.name)), .init("format", .string(record.format.rawValue)),
      .init("documents", .integer(record.documents)), .init("words", .integer(record.words)),
      .init("bytes", .integer(record.bytes)), .init("scalars", .integer(record.scalars)),
      .init("fileBytes", .integer(record.fileBytes)), .init("sha256", .string(record.sha256)),
    ]
    if !record.encoding.isEmpty, record.encoding != "UTF-8" {
      members.append(.init("encoding", .string(record.encoding)))
    }
    if !record.changes.kinds.isEmpty {
      members.append(.init("changes", ChangeText.samples(record.changes)))
    }
    if record.replaced > 0 { members.append(.init("replaced", .integer(record.replaced))) }
    if !record.layers.isEmpty {
      members.append(.init("packed", .array(record.layers.map { .string($0) })))
    }
    if !record.members.isEmpty {
      members.append(
        .init(
          "members",
          .array(
            record.members.map {
              .object([
                .init("name", .string($0.name)), .init("format", .string($0.format.rawValue)),
                .init("documents", .integer($0.documents)),
              ])
            })))
    }
    return .object(members)
  }

  /// The forms that texts were brought to: one, but for corpora whose manifests name others.
  private static func forms(_ records: [ReadingRecord]) -> String {
    var forms: [String] = []
    for form in records.map(\.form.description) where !forms.contains(form) { forms.append(form) }
    return forms.joined(separator: ", ")
  }
}

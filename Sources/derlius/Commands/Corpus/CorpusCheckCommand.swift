import ArgumentParser
import Corpora
import Groundwork
import Segmentation

/// `derlius corpus check`: what makes a corpus's numbers doubtful.
struct CorpusCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look for repeats, overlap, wrong languages, broken encodings, misaligned files.",
    discussion: """
      One pass over the texts. Repeats are documents of the same bytes; near repeats share most of their \
      runs of five words (MinHash). With --language (which also chooses from files of several), a sample of 2,000 documents is compared with \
      n-gram fingerprints (libexttextcat), and documents are counted in which more than a fifth of the \
      letters are none of the language's (CLDR). With --against, what stands in an evaluation text is \
      counted: whole lines, and eight words in a row. With --parallel, folders of one file for each \
      language are looked through for files of other length and lines that are empty in some \
      languages. Each finding comes with its first places and what to do.

      Examples:
        derlius corpus check --language lt news/
        derlius corpus check --language lt --against flores/lit_Latn.dev train.txt
        derlius corpus check --parallel flores200/dev --json
      """)

  @Option(
    help: ArgumentHelp(
      "An evaluation text, or a folder of them, that should not be in these; repeat.",
      valueName: "path"))
  var against: [String] = []

  @Option(
    help: ArgumentHelp(
      "A folder with one file per language, line i the same sentence; repeat.", valueName: "dir"))
  var parallel: [String] = []

  @Option(
    help: ArgumentHelp("How many places are shown of each finding (default 3).", valueName: "n"))
  var samples = 3

  @Flag(inversion: .prefixedNo, help: "Look for near repeats.")
  var near = true

  @Flag(help: "Exit with 1 where anything was found.")
  var strict = false

  @Flag(help: "Print a JSON object.")
  var json = false

  @OptionGroup var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption
  @OptionGroup var progress: ProgressOption

  @Argument(help: ArgumentHelp("Files or folders; - is standard input.", valueName: "file"))
  var files: [String] = []

  func validate() throws {
    if files.isEmpty, parallel.isEmpty {
      throw ValidationError("name files to check, or --parallel with a folder")
    }
    if files.isEmpty, !against.isEmpty || reading.language != nil {
      throw ValidationError("--against and --language go with files")
    }
    if !(0...1000).contains(samples) { throw ValidationError("--samples is 0 to 1000") }
    if let language = reading.language, Language(language).iso3 == nil {
      throw ValidationError("there is no language \(language); use a tag such as lt or lit_Latn")
    }
  }

  func run() throws {
    var documents = 0
    var findings: [CorpusFinding] = []
    var notes: [String] = []
    var records: [ReadingRecord] = []
    if !files.isEmpty { try check(&documents, &findings, &notes, &records) }
    for folder in parallel {
      var check = AlignmentCheck(samples: samples)
      let members = try ParallelFolder.open(folder, options: reading.reading())
      notes += members.warnings.map(\.description)
      for member in members.members {
        check.begin(member.file.path)
        let record = try member.file.read { (batch) throws(Failure) in check.add(batch) }
        documents += record.documents
      }
      findings += check.findings
    }
    ProgressLine.clear()
    for note in notes { printToStandardError("derlius: \(note)") }
    var output = StandardOutput()
    output.write(json ? jsonText(documents, findings, notes) : text(documents, findings))
    output.flush()
    try ReadingNotes.finish(records)
    if strict, !findings.isEmpty {
      throw Failure("found \(findings.count) kinds of doubt", remedy: "see what to do above")
    }
  }

  private func check(
    _ documents: inout Int, _ findings: inout [CorpusFinding], _ notes: inout [String],
    _ broken: inout [ReadingRecord]
  ) throws(Failure) {
    var options = CorpusChecker.Options()
    options.language = reading.language.map { Language($0) }
    options.findsNearRepeats = near
    options.samples = samples
    var overlap: TextOverlap?
    if !against.isEmpty {
      let evaluation = try TextOverlap()
      try reading.inputs(against).read(
        pool: threads.pool, progress: progress.make()
      ) { (_, batch) throws(Failure) in try evaluation.addEvaluation(batch) }
      overlap = evaluation
    }
    let checker = try CorpusChecker(options, overlap: overlap)
    let inputs = try reading.inputs(files)
    var current = -1
    let records = try inputs.read(
      pool: threads.pool, takesWeights: true, progress: progress.make()
    ) { (file, batch) throws(Failure) in
      while current < file {
        current += 1
        checker.begin(inputs.files[current].path)
      }
      try checker.add(batch)
    }
    documents += records.reduce(0) { $0 + $1.documents }
    broken += records
    var guesser: LanguageGuesser?
    if let language = reading.language {
      guesser = LanguageGuesser()
      if guesser == nil {
        notes.append(
          "languages were not guessed: there are no fingerprints; install libexttextcat-data")
      }
      if !checker.knowsLetters {
        notes.append("letters were not looked at: CLDR has none for \(language)")
      }
    }
    findings += checker.findings(guesser)
  }

  private func text(_ documents: Int, _ findings: [CorpusFinding]) -> String {
    if findings.isEmpty { return "nothing found in \(documents) documents\n" }
    var lines: [String] = []
    for finding in findings {
      lines.append("\(finding.kind.rawValue): \(finding.description)")
      for sample in finding.samples {
        lines.append("    \(sample.file):\(sample.document): \(sample.text)")
      }
      lines.append("  → \(finding.advice)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func jsonText(
    _ documents: Int, _ findings: [CorpusFinding], _ notes: [String]
  ) -> String {
    let values = findings.map { finding in
      JSONValue.object([
        .init("kind", .string(finding.kind.rawValue)), .init("count", .integer(finding.count)),
        .init("of", .integer(finding.total)), .init("what", .string(finding.description)),
        .init("advice", .string(finding.advice)),
        .init(
          "samples",
          .array(
            finding.samples.map { sample in
              .object([
                .init("file", .string(sample.file)), .init("document", .integer(sample.document)),
                .init("text", .string(sample.text)),
              ])
            })),
      ])
    }
    return JSONValue.object([
      .init("documents", .integer(documents)), .init("findings", .array(values)),
      .init("notes", .array(notes.map { .string($0) })),
      .init(
        "versions",
        .object([
          .init("derlius", .string(Version.derlius)), .init("icu", .string(ICU.version)),
          .init("guesser", .string(LanguageGuesser.version)),
        ])),
    ]).serialized(indented: true, inlineDepth: 4) + "\n"
  }
}

import ArgumentParser
import Corpora
import Groundwork
import Segmentation

extension CorpusFormat: ExpressibleByArgument {}
extension DocumentUnit: ExpressibleByArgument {}
extension InvalidBytes: ExpressibleByArgument {}

/// How corpora are read, for every command that reads some.
///
/// Files are unpacked (gzip, bzip2, xz, zstd, tar, zip) and their format found by content.
struct CorpusOptions: ParsableArguments {
  @Option(help: "How the files are written (default: found by content).")
  var format: CorpusFormat?

  @Option(help: "What a document of plain text is: line (the default), paragraph or file.")
  var document: DocumentUnit?

  @Option(
    help: ArgumentHelp("The field of a JSON object that holds the text.", valueName: "name"))
  var field: String?

  @Option(
    help: ArgumentHelp(
      "The column of a table that holds the text: its name, or its number from 1.",
      valueName: "name|n"))
  var column: String?

  @Option(
    help: ArgumentHelp("The language to read from files of several.", valueName: "tag"))
  var language: String?

  @Option(
    help: ArgumentHelp(
      "The encoding, such as windows-1257 (default: by byte order mark or declaration, else UTF-8).",
      valueName: "name"))
  var encoding: String?

  @Option(
    help: "Bytes that are not valid in the encoding: error (the default), or replace by U+FFFD.")
  var invalid: InvalidBytes?

  @Flag(
    help: ArgumentHelp(
      "Of a file that is broken take the documents before the break, warn, go on, and exit with 1.")
  )
  var keepGoing = false

  func validate() throws {
    if let encoding, !TextDecoder.isKnown(encoding) {
      throw ValidationError(
        "there is no encoding \(encoding); use a name that ICU knows, such as windows-1257")
    }
  }

  /// The options where a command gives the form.
  func reading(form: TextForm = .raw) -> ReadingOptions {
    var options = ReadingOptions(form: form)
    apply(to: &options)
    return options
  }

  /// Puts what was said on the command line over options from elsewhere.
  func apply(to options: inout ReadingOptions) {
    options.document = document ?? options.document
    options.field = field ?? options.field
    options.column = column ?? options.column
    options.language = language ?? options.language
    options.encoding = encoding ?? options.encoding
    options.invalid = invalid ?? options.invalid
    options.keepGoing = keepGoing || options.keepGoing
  }

  /// The inputs of paths; none is standard input.
  func inputs(_ paths: [String], form: TextForm = .raw) throws(Failure) -> CorpusInputs {
    try CorpusInputs(
      paths: paths.isEmpty ? ["-"] : paths, format: format, options: reading(form: form))
  }
}

/// What the user should hear of files that were read.
enum ReadingNotes {
  /// Warns of replaced bytes and of files that were not read whole.
  ///
  /// Where there are such, ends with exit code 1. Call when the output is written.
  static func finish(_ records: [ReadingRecord]) throws {
    for record in records where record.replaced > 0 {
      let encoding = record.encoding.isEmpty ? "their encoding" : record.encoding
      let name = record.path == "-" ? record.name : record.path
      printToStandardError(
        "derlius: warning: \(name): \(record.replaced) sequences of bytes are not valid in "
          + "\(encoding) and became U+FFFD")
    }
    let broken = records.filter { $0.problem != nil }
    for record in broken {
      guard let problem = record.problem else { continue }
      printToStandardError(
        "derlius: warning: \(problem); kept the \(record.documents) documents before that")
    }
    if !broken.isEmpty { throw ExitCode(Failure.Fault.data.exitCode) }
  }
}

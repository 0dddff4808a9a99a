import ArgumentParser
import Corpora
import Groundwork
import Segmentation

extension HeldOutDraw.Unit: ExpressibleByArgument {}

/// `derlius corpus split`: text to train on, and text to hold out.
struct CorpusSplit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Divide documents into text to train on and text to hold out.",
    discussion: """
      One document of --one-of (rounded up) goes to --held-out, the others to --output, in their order, as UTF-8: a \
      document a line, and a blank line after documents of several lines. Which, goes by a hash of seed \
      and text: the same documents give the same division in any order, and equal ones are never parted. With --unit \
      file whole files are drawn, whatever their documents. Lines that several documents share (forms, \
      headings) may stand on both sides: derlius corpus check --against counts them, --exclude leaves them out of \
      training.

      Examples:
        derlius corpus split --output train.txt --held-out dev.txt news.txt
        derlius corpus split --document paragraph --one-of 20 --output train.txt --held-out dev.txt acts/
        derlius corpus split --unit file --one-of 2 --seed 3 --output half.txt --held-out other.txt novels/
      """)

  @Option(
    name: [.customShort("o"), .long], help: ArgumentHelp("The text to train on.", valueName: "file")
  )
  var output: String

  @Option(help: ArgumentHelp("The text held out.", valueName: "file"))
  var heldOut: String

  @Option(help: ArgumentHelp("One of so many documents is held out.", valueName: "n"))
  var oneOf = 10

  @Option(help: "What is held out whole: document or file.")
  var unit = HeldOutDraw.Unit.document

  @Option(help: ArgumentHelp("Another seed draws others.", valueName: "n"))
  var seed: UInt64 = 1

  @OptionGroup var form: FormOption
  @OptionGroup var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption

  @Argument(help: ArgumentHelp("Files, folders or quoted patterns.", valueName: "file"))
  var files: [String]

  func validate() throws {
    if oneOf < 2 { throw ValidationError("--one-of is at least 2") }
    if files.contains("-") {
      throw ValidationError("standard input cannot be read twice; name a file")
    }
  }

  func run() throws {
    let inputs = try reading.inputs(files, form: form.textForm)
    for path in [output, heldOut] { try AtomicFile.checkWritable(file: path) }
    let draw = try HeldOutDraw(
      from: inputs, oneOf: oneOf, unit: unit, seed: seed, pool: threads.pool)
    var sides = [try Side(output), try Side(heldOut)]
    let records = try inputs.read(pool: threads.pool) { (file, batch) throws(Failure) in
      for index in 0..<batch.count where !batch.range(index).isEmpty {
        let text = batch.bytes[batch.range(index)]
        let isHeldOut = text.withUnsafeBufferPointer { draw.holdsOut($0, file: file) }
        try sides[isHeldOut ? 1 : 0].add(text)
      }
    }
    for index in sides.indices { try sides[index].finish() }
    for side in sides {
      printToStandardError("\(side.path): \(side.documents) documents, \(side.words) words")
    }
    try ReadingNotes.finish(records)
  }

  /// One of the two files.
  private struct Side {
    let path: String
    private(set) var documents = 0
    private(set) var words = 0
    private let writer: AtomicFileWriter
    private var pending: [UInt8] = []

    init(_ path: String) throws(Failure) {
      self.path = path
      try createDirectory(parentPath(path))
      writer = try AtomicFileWriter(to: path)
    }

    mutating func add(_ text: ArraySlice<UInt8>) throws(Failure) {
      documents += 1
      words += text.withUnsafeBufferPointer { WhiteSpace.wordCount(in: $0) }
      pending += text
      pending += text.contains(0x0A) ? [0x0A, 0x0A] : [0x0A]
      if pending.count >= 1 << 18 { try flush() }
    }

    mutating func finish() throws(Failure) {
      try flush()
      try writer.finish()
      try writer.commit()
    }

    private mutating func flush() throws(Failure) {
      try writer.write(pending)
      pending.removeAll(keepingCapacity: true)
    }
  }
}

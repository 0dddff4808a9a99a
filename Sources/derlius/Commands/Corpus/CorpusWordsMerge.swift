import ArgumentParser
import Counting
import Groundwork

/// `derlius corpus words merge`: add count files.
struct CorpusWordsMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Add count files of one policy; refuses others.",
    discussion: """
      The files are read side by side in little memory; the result is what counting all their inputs at \
      once writes.

      Example:
        derlius corpus words merge --output all.tsv part-1.tsv part-2.tsv
      """)

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The count file to write.", valueName: "counts"))
  var output: String

  @Argument(help: ArgumentHelp("Count files.", valueName: "counts"))
  var counts: [String]

  func run() throws {
    try AtomicFile.checkWritable(file: output)
    let size = try CountFile.merge(counts, to: output)
    printToStandardError(CorpusWordsCount.report(size, output))
  }
}

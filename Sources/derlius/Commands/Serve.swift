import ArgumentParser
import Benchmarking
import Catalogue
import Groundwork
import Workbench

/// `derlius serve`: the workbench in a browser, on loopback.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Open the workbench in a browser, on this machine only.",
    discussion: """
      The first line of the output is the page's address. It holds a token that is new each time: who does not \
      know it gets nothing. The server listens on 127.0.0.1 only, uses no network, reads no file but those \
      named here, and keeps uploaded ones in memory. Ctrl-C ends it.

      Examples:
        derlius serve
        derlius serve -t cl100k_base -t lt=build/lt.model
        derlius serve -t cl100k_base --morphology lt=morphemes.tsv --port 8080
      """)

  @Option(
    name: [.customShort("t"), .customLong("tokenizer")],
    help: ArgumentHelp(
      "A file, catalogue name, hf:owner/name or NAME=T; repeat. Without any: the catalogue's that are here.",
      valueName: "t"))
  var tokenizers: [String] = []

  @OptionGroup var options: TokenizerOptions

  @Option(help: ArgumentHelp("The port; 0, the default, takes a free one.", valueName: "n"))
  var port: UInt16 = 0

  @Option(help: ArgumentHelp("What knows morphemes of a language; repeat.", valueName: "lt=path"))
  var morphology: [String] = []

  func run() throws {
    let located = try tokenizers.isEmpty ? atHand() : named()
    var names: Set<String> = []
    for one in located where !names.insert(one.name).inserted {
      throw Failure.usage(
        "two tokenizers are named \"\(one.name)\"",
        remedy: "give each a name of its own: NAME=TOKENIZER")
    }
    var limits = WorkbenchLimits()
    limits.tokenizers = max(limits.tokenizers, located.count)
    let service = WorkbenchService(
      tokenizers: located.map { ($0.name, $0.tokenizer) },
      morphologies: try MorphologyArgument.load(morphology).map {
        .init(name: $0.name, language: $0.language, provider: $0.provider)
      },
      limits: limits,
      read: { (bytes, name, pattern) throws(Failure) in
        try TokenizerLocator.load(bytes: bytes, named: name, pattern: pattern)
      })
    // From here on a signal ends the server, not the process.
    Interruption.hold()
    let server = try WorkbenchServer(service, port: port)
    var output = StandardOutput()
    output.write("\(server.address)\n")
    output.flush()
    Interruption.wait()
    server.stop()
  }

  private func named() throws(Failure) -> [LocatedTokenizer] {
    var located: [LocatedTokenizer] = []
    for name in tokenizers { located.append(try options.locator.load(name)) }
    return located
  }

  /// The catalogue's vocabularies that are on this machine; those that cannot be read are named and left out.
  private func atHand() throws(Failure) -> [LocatedTokenizer] {
    let store = VocabularyStore(folder: options.vocabularies)
    var located: [LocatedTokenizer] = []
    for entry in Catalogue.entries {
      do throws(Failure) {
        if try store.path(of: entry) != nil { located.append(try options.locator.load(entry.name)) }
      } catch {
        printToStandardError("note: left out: \(error)")
      }
    }
    if located.isEmpty {
      throw .usage(
        "no tokenizer is named, and no vocabulary of the catalogue is on this machine",
        remedy: "name one with -t, or get some: derlius pull cl100k_base o200k_base")
    }
    return located
  }
}

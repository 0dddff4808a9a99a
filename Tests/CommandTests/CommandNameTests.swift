import Groundwork
import TestSupport
import Testing

/// Commands say their names: one made of the type's name costs the runtime a search through all conformances, and all
/// commands of the tree are made at each start, whichever is meant.
@Suite struct CommandNameTests {
  private static func files(_ folder: String) throws -> [String] {
    try listDirectory(folder).sorted().flatMap { name -> [String] in
      let path = joinPath(folder, name)
      return isDirectory(path) ? try files(path) : [path]
    }
  }

  @Test func everyConfigurationBeginsWithTheName() throws {
    var found = 0
    for path in try Self.files(joinPath(SharedData.repository, "Sources/derlius")) {
      let text = String(decoding: try readFile(path), as: UTF8.self)
      for rest in text.split(separator: "CommandConfiguration(", omittingEmptySubsequences: false)
        .dropFirst()
      {
        let first = rest.drop { $0 == "\n" || $0 == " " }
        #expect(first.hasPrefix("commandName: \""), "\(path)")
        found += 1
      }
    }
    #expect(found > 30)
  }
}

import Foundation
import Groundwork
import Testing

@testable import Corpora

@Suite struct FileFindingTests {
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture()
    for name in ["b.txt", "a.txt", "c.xml", "d/x.txt", "d/e/y.txt", ".f.txt", "ž[1].txt"] {
      try fixture.write(name, name + "\n")
    }
  }

  private func find(_ paths: String...) throws -> [String] {
    try CorpusInputs(paths: paths.map { joinPath(fixture.folder, $0) }).files.map {
      String($0.path.dropFirst(fixture.folder.count + 1))
    }
  }

  private func message(_ name: String) -> String {
    fixture.message { _ = try CorpusInputs(paths: [joinPath(fixture.folder, name)]) }
  }

  @Test func patternsMatchNamesInOrder() throws {
    #expect(try find("*.txt") == ["a.txt", "b.txt", "ž[1].txt"])
    #expect(try find("?.txt") == ["a.txt", "b.txt"])
    #expect(try find("[!a].*") == ["b.txt", "c.xml"])
    #expect(try find("[b-c].*", "a.txt") == ["b.txt", "c.xml", "a.txt"])
    #expect(try find("**/*.txt") == ["a.txt", "b.txt", "d/e/y.txt", "d/x.txt", "ž[1].txt"])
    #expect(try find("d/**") == ["d/e/y.txt", "d/x.txt"])
    #expect(try find("*/e") == ["d/e/y.txt"])
    #expect(try find(".*.txt") == [".f.txt"])
    // A file whose name holds a sign is that file.
    #expect(try find("ž[1].txt") == ["ž[1].txt"])
    #expect(message("*.pdf") == "*.pdf: nothing matches the pattern; check the path, or quote less")
  }

  @Test(arguments: [
    ("abc", "a*c", true), ("abc", "*", true), ("", "*", true), ("abc", "a*b", false),
    ("aXbXc", "a*X*c", true), ("ė", "?", true), ("ab", "?", false), ("b", "[a-c]", true),
    ("d", "[a-c]", false), ("d", "[!a-c]", true), ("]", "[]]", true), ("-", "[a-]", true),
    ("[", "[", true), ("[x", "[x", true), ("aaaa", "*a*a*a*b", false),
  ])
  func aPartMatches(_ name: String, _ pattern: String, _ expected: Bool) {
    #expect(
      GlobPattern.matches(Array(name.unicodeScalars), Array(pattern.unicodeScalars)[...])
        == expected)
  }

  @Test func linksThatLeadInACircleOrNowhereAreNamed() throws {
    let manager = FileManager.default
    func link(_ name: String, _ target: String) throws {
      try manager.createSymbolicLink(
        atPath: joinPath(fixture.folder, name), withDestinationPath: target)
    }
    try link("d/e/back", "../../d")
    #expect(
      message("d") == "d/e/back: is a link to a folder that it lies in; remove the link")
    try manager.removeItem(atPath: joinPath(fixture.folder, "d/e/back"))
    try link("self", "self")
    #expect(message("self") == "self: is a link that leads nowhere; correct or remove the link")
    try createDirectory(joinPath(fixture.folder, "g"))
    try link("g/none", "missing.txt")
    #expect(message("g") == "g/none: is a link that leads nowhere; correct or remove the link")
    // A link to a file or to a folder elsewhere is followed.
    try manager.removeItem(atPath: joinPath(fixture.folder, "g/none"))
    try link("g/file", "../a.txt")
    try link("g/folder", "../d")
    #expect(try find("g") == ["g/file", "g/folder/e/y.txt", "g/folder/x.txt"])
  }

  @Test func aFileThatCannotBeReadIsNamed() throws {
    // Root may read all files; the kernel's own refuses the first byte to everyone.
    try createDirectory(joinPath(fixture.folder, "h"))
    try fixture.write("h/a.txt", "a\n")
    try FileManager.default.createSymbolicLink(
      atPath: joinPath(fixture.folder, "h/mem"), withDestinationPath: "/proc/self/mem")
    let inputs = try CorpusInputs(paths: [joinPath(fixture.folder, "h")])
    #expect(
      fixture.message { try inputs.read { _, _ in } } == "h/mem: cannot read: input/output error")
  }

  @Test func devicesAreRefusedAndPipesRead() throws {
    #expect(
      fixture.message { _ = try texts(CorpusFile(path: "/dev/zero")) }
        == "/dev/zero: is a device or socket, not a file; "
        + "name a file or a pipe, or - for standard input")
    let pipe = joinPath(fixture.folder, "p/pipe")
    try createDirectory(joinPath(fixture.folder, "p"))
    try #require(mkfifo(pipe, 0o600) == 0)
    #expect(
      message("p")
        == "p/pipe: is no file, but a pipe, device or socket; name the folder's files themselves")
    let lines = String(repeating: "eilutė\n", count: 50_000)
    let writer = Thread {
      // Opens when the reader does.
      if let handle = FileHandle(forWritingAtPath: pipe) {
        handle.write(Data(lines.utf8))
        try? handle.close()
      }
    }
    writer.start()
    let read = try texts(CorpusFile(path: pipe))
    #expect(read.texts.count == 50_000 && read.record.fileBytes == lines.utf8.count)
  }

  @Test func aFileThatChangesWhileItIsReadIsNamed() throws {
    let path = try fixture.write("change.txt", String(repeating: "eilutė\n", count: 200_000))
    var isFirst = true
    let message = fixture.message {
      try CorpusFile(path: path).read(batchBytes: 1000) { _ throws(Failure) in
        if !isFirst { return }
        isFirst = false
        if let handle = FileHandle(forWritingAtPath: path) {
          handle.seekToEndOfFile()
          handle.write(Data("dar\n".utf8))
          try? handle.close()
        }
      }
    }
    #expect(
      message
        == "change.txt: changed while it was read; read it again when nothing writes to it")
  }
}

import Groundwork
import TestSupport
import Testing

@Suite struct StreamedFileTests {
  @Test func aWriterLeavesTheOldFileOrTheNewOne() throws {
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "x")
    try AtomicFile.write("old", to: path)
    do {
      let writer = try AtomicFileWriter(to: path)
      try writer.write([0x61])
      try writer.finish()
      #expect(try listDirectory(folder.path).count == 2)
    }
    #expect(try readFile(path) == Array("old".utf8))
    #expect(try listDirectory(folder.path) == ["x"])
    let writer = try AtomicFileWriter(to: path)
    try writer.write(Array("ne".utf8))
    try writer.write(Array("w".utf8))
    try writer.commit()
    #expect(try readFile(path) == Array("new".utf8))
    #expect(try listDirectory(folder.path) == ["x"])
  }

  @Test func aSpillFileGivesItsBytesBackAndHasNoName() throws {
    let folder = try TemporaryFolder()
    let file = try SpillFile(in: folder.path)
    #expect(try listDirectory(folder.path) == [])
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    for start in [0, 1000] {
      let offset = try bytes.withUnsafeBytes { try file.append($0) }
      #expect(offset == start)
    }
    var found = [UInt8](repeating: 0, count: 500)
    try found.withUnsafeMutableBytes { try file.read(at: 750, into: $0) }
    #expect(found == Array(bytes[750...] + bytes[..<250]))
    let failure = #expect(throws: Failure.self) {
      try found.withUnsafeMutableBytes { try file.read(at: 1800, into: $0) }
    }
    #expect(
      failure?.description == "\(folder.path): cannot read a temporary file: it ends too early")
    let missing = joinPath(folder.path, "none")
    let refused = #expect(throws: Failure.self) { try SpillFile(in: missing) }
    #expect(
      refused?.description
        == "\(missing): cannot create a temporary file: no such file or directory; set TMPDIR to a "
        + "folder that you may write to")
  }
}

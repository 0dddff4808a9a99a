import Foundation
import Groundwork
import TestSupport
import Testing

@Suite struct FileHashMemoryTests {
  private let folder: TemporaryFolderBox
  private let memory: FileHashMemory

  init() throws {
    folder = try TemporaryFolderBox()
    memory = FileHashMemory(folder: joinPath(folder.path, "hashes"))
  }

  private func write(_ text: String, to name: String = "file") throws -> String {
    let path = joinPath(folder.path, name)
    try AtomicFile.write(text, to: path)
    return path
  }

  /// As if the file had been hashed some seconds after its last change.
  private func remember(_ path: String, after seconds: Int64 = 2) throws {
    let stamp = try #require(FileStamp(path))
    memory.remember(
      path, stamp, sha256: try sha256OfFile(path), readAt: stamp.lastChange + seconds)
  }

  @Test func aFileThatWasHashedIsKnown() throws {
    let path = try write("one")
    #expect(memory.known(path) == nil)
    try remember(path)
    #expect(memory.known(path)?.sha256 == (try sha256OfFile(path)))
    #expect(memory.known(path)?.stamp == FileStamp(path))
    #expect(try memory.sha256(of: path) == sha256OfFile(path))
  }

  /// What changed a moment ago can change again without a later time of change.
  @Test func aFileThatIsNewIsNotRemembered() throws {
    let path = try write("one")
    try remember(path, after: 1)
    #expect(memory.known(path) == nil)
    #expect(try memory.sha256(of: path) == sha256OfFile(path))
    #expect(memory.known(path) == nil)
    #expect(!exists(joinPath(folder.path, "hashes")))
  }

  @Test func otherBytesAreNotTakenForTheOldOnes() throws {
    let path = try write("one")
    try remember(path)
    // In place, of the same size, with the old time of change put back.
    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    let handle = try #require(FileHandle(forWritingAtPath: path))
    handle.write(Data("two".utf8))
    try handle.close()
    try FileManager.default.setAttributes([.modificationDate: date as Any], ofItemAtPath: path)
    #expect(memory.known(path) == nil)
    #expect(try memory.sha256(of: path) == sha256OfFile(path))
    _ = try write("six")
    #expect(memory.known(path) == nil)
  }

  @Test func damagedMemoryIsNoMemory() throws {
    let path = try write("one")
    try remember(path)
    let hashes = joinPath(folder.path, "hashes")
    let entry = joinPath(hashes, try #require(listDirectory(hashes).first))
    let bytes = try readFile(entry)
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 0x10
      try AtomicFile.write(changed, to: entry)
      #expect(memory.known(path) == nil, "\(place)")
    }
    for count in bytes.indices {
      try AtomicFile.write(Array(bytes.prefix(count)), to: entry)
      #expect(memory.known(path) == nil, "\(count)")
    }
    try AtomicFile.write(bytes, to: entry)
    #expect(memory.known(path) != nil)
  }

  @Test func aPlaceThatCannotBeWrittenIsNoError() throws {
    let path = try write("one")
    let other = FileHashMemory(folder: joinPath(path, "hashes"))
    #expect(try other.sha256(of: path) == sha256OfFile(path))
    #expect(other.known(path) == nil)
  }

  @Test func hexadecimalIsReadBack() {
    #expect(bytes(ofHexadecimal: "00ff7A") == [0, 255, 0x7A])
    #expect(bytes(ofHexadecimal: "0") == nil)
    #expect(bytes(ofHexadecimal: "0g") == nil)
  }
}

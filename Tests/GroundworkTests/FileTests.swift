import Groundwork
import Testing

@Suite struct FileTests {
  @Test func aWrittenFileIsReadAgain() throws {
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "a/b")
    #expect(throws: Failure.self) { try AtomicFile.write("x", to: path) }
    try createDirectory(joinPath(folder.path, "a"))
    try AtomicFile.write("one", to: path)
    try AtomicFile.write("two", to: path)
    #expect(try readFile(path) == Array("two".utf8))
    #expect(try listDirectory(joinPath(folder.path, "a")) == ["b"])
  }

  @Test func severalFilesAppearTogetherOrNotAtAll() throws {
    let folder = try TemporaryFolder()
    try createDirectory(joinPath(folder.path, "b"))
    // "b" is a folder, so the second file cannot take its name.
    #expect(throws: Failure.self) {
      try AtomicFile.write(
        [("b", [1]), ("a", [2])], toFolder: folder.path)
    }
    #expect(try listDirectory(folder.path) == ["b"])
  }

  @Test func aMissingFileIsNamed() {
    #expect {
      try readFile("/no/such/file")
    } throws: { error in
      "\(error)"
        == "/no/such/file: cannot open: no such file or directory; check the path and its permissions"
    }
  }

  @Test func aFolderIsNoFile() {
    #expect {
      try readFile("/tmp")
    } throws: { error in
      "\(error)" == "/tmp: is a folder, not a file; name a file in it"
    }
  }

  @Test(arguments: [
    ("/a/b/c.txt", "c.txt", "/a/b", "c"), ("c", "c", ".", "c"), ("/c", "c", "/", "c"),
    ("a/.hidden", ".hidden", "a", ".hidden"), ("a/b.tar.gz", "b.tar.gz", "a", "b.tar"),
  ])
  func pathParts(_ path: String, _ last: String, _ parent: String, _ stem: String) {
    #expect(lastPathComponent(path) == last)
    #expect(parentPath(path) == parent)
    #expect(pathStem(path) == stem)
  }

  @Test func aFolderIsRemovedWithWhatIsInIt() throws {
    var path = ""
    do {
      let folder = try TemporaryFolder()
      path = folder.path
      try createDirectory(joinPath(path, "a/b"))
      try AtomicFile.write("x", to: joinPath(path, "a/b/c"))
    }
    #expect(!exists(path))
  }

  @Test func hashesOfFiles() throws {
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "abc")
    try AtomicFile.write("abc", to: path)
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(try sha256OfFile(path) == expected)
    #expect(try SHA256.hexadecimalDigest(of: Array("abc".utf8)) == expected)
  }
}

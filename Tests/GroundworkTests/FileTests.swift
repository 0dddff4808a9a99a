import Foundation
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

  @Test func aLinkKeepsPointingToTheFileThatIsReplaced() throws {
    let folder = try TemporaryFolder()
    let (file, link) = (joinPath(folder.path, "file"), joinPath(folder.path, "link"))
    try AtomicFile.write("old", to: file)
    #expect(symlink("file", link) == 0)
    try AtomicFile.write("new", to: link)
    #expect(try readFile(file) == Array("new".utf8))
    var status = stat()
    #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func aPipeIsWrittenToAndStays() throws {
    let folder = try TemporaryFolder()
    let pipe = joinPath(folder.path, "pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let descriptor = open(pipe, O_RDWR | O_NONBLOCK)
    defer { close(descriptor) }
    try AtomicFile.checkWritable(file: pipe)
    try AtomicFile.write("abc", to: pipe)
    var bytes = [UInt8](repeating: 0, count: 8)
    #expect(read(descriptor, &bytes, 8) == 3)
    #expect(bytes.starts(with: "abc".utf8))
    #expect(try listDirectory(folder.path) == ["pipe"])
  }

  @Test func aPlaceIsTriedWithoutLeavingAnything() throws {
    let folder = try TemporaryFolder()
    let file = joinPath(folder.path, "file")
    try AtomicFile.checkWritable(folder: joinPath(folder.path, "a/b"))
    try AtomicFile.checkWritable(file: file)
    #expect(try listDirectory(folder.path) == [])
    try AtomicFile.write("x", to: file)
    let under = joinPath(file, "a/b")
    #expect {
      try AtomicFile.checkWritable(folder: under)
    } throws: { error in
      "\(error)"
        == "\(under): cannot write: \(file) is not a folder; choose a place that you may write to"
    }
    #expect {
      try AtomicFile.checkWritable(file: folder.path)
    } throws: { error in
      "\(error)" == "\(folder.path): is a folder, not a file; name a file in it, or another one"
    }
    let inside = joinPath(folder.path, "none/file")
    #expect {
      try AtomicFile.checkWritable(file: inside)
    } throws: { error in
      "\(error)".hasPrefix("\(inside): cannot write: there is no folder ")
    }
  }

  @Test func aFailureIsOneLineWhateverItNames() {
    let failure = Failure("is \u{1B}[31mred", at: .file("a\nb\u{85}"), remedy: "tab\there ą")
    #expect("\(failure)" == "a\\nb\\u{85}: is \\u{1B}[31mred; tab\\there ą")
  }
}

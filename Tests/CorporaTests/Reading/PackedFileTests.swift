import Groundwork
import TestSupport
import Testing

@testable import Corpora

/// Files of `Tests/Fixtures/Packed`, which `make.py` made with other programs.
@Suite struct PackedFileTests {
  private static let small = ["Pirmoji eilutė.", "Antroji eilutė."]
  private static let large = (0..<60000).map { "\($0 % 17) ąžuolas \($0 % 13)" }
  private static let more = small + ["Trečioji."]

  private func path(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/Packed/\(name)")
  }

  @Test(arguments: [
    ("small.gz", small, ["gzip"]), ("members.gz", more, ["gzip"]), ("large.gz", large, ["gzip"]),
    ("small.bz2", small, ["bzip2"]), ("streams.bz2", more, ["bzip2"]),
    ("large.bz2", large, ["bzip2"]), ("small.xz", small, ["xz"]), ("streams.xz", more, ["xz"]),
    ("large.xz", large, ["xz"]), ("small.zst", small, ["zstd"]), ("frames.zst", more, ["zstd"]),
    ("large.zst", large, ["zstd"]), ("twice.gz", small, ["gzip", "xz"]),
  ])
  func compressedTextIsReadAsItIs(_ name: String, _ expected: [String], _ layers: [String]) throws {
    let read = try texts(CorpusFile(path: path(name)), batchBytes: 10_000)
    #expect(read.texts == expected)
    #expect(read.record.layers == layers)
    // The record is about the file on the disk.
    let file = try readFile(path(name))
    #expect(read.record.fileBytes == file.count)
    #expect(try read.record.sha256 == SHA256.hexadecimalDigest(of: file))
    #expect(read.record.name == name && read.record.members.isEmpty)
  }

  @Test(arguments: [
    ("members.tar", ["tar"]), ("members.tar.gz", ["gzip", "tar"]),
    ("members.tar.xz", ["xz", "tar"]), ("members.zip", ["zip"]), ("stored.zip", ["zip"]),
  ])
  func membersAreFilesInTheArchivesOrder(_ name: String, _ layers: [String]) throws {
    let read = try texts(CorpusFile(path: path(name)))
    #expect(read.texts == Self.small + ["Viduje.", "Paskutinė."])
    #expect(read.record.layers == layers)
    #expect(
      read.record.members == [
        .init(name: "texts/b.txt", format: .text, documents: 2),
        .init(name: "texts/a.txt.gz", format: .text, documents: 1),
        .init(name: "tuščias.txt", format: .text, documents: 0),
        .init(name: "ąžuolas.txt", format: .text, documents: 1),
      ])
    #expect(try read.record.sha256 == SHA256.hexadecimalDigest(of: readFile(path(name))))
  }

  @Test func noBatchHoldsTwoMembers() throws {
    var batches: [Int] = []
    try CorpusFile(path: path("large.zip")).read(batchBytes: 1 << 24) { batch throws(Failure) in
      batches.append(batch.count)
    }
    #expect(batches == [2, 60000])
  }

  /// The message about a packed file, whole or changed.
  private func message(_ name: String, _ change: (inout [UInt8]) -> Void = { _ in }) throws
    -> String
  {
    let fixture = try Fixture()
    var bytes = try readFile(path(name))
    change(&bytes)
    let file = try fixture.write(name, bytes)
    return fixture.message { _ = try texts(CorpusFile(path: file)) }
  }

  @Test func whatCannotBeUnpackedIsRefused() throws {
    #expect(
      try message("deep.gz")
        == "deep.gz: is compressed more than 4 times over; unpack it first")
    #expect(
      try message("nested.zip")
        == "nested.zip:inner.tar: is an archive within an archive; unpack the outer one first")
    #expect(
      try message("empty.zip")
        == "empty.zip: the archive holds no files; name an archive that holds texts")
    #expect(
      try message("secret.zip") == "secret.zip:a.txt: is encrypted; unpack the archive first")
  }

  @Test func gzipThatBreaksOffOrIsChangedIsNamedByItsByte() throws {
    #expect(
      try message("small.gz") { $0.removeLast(9) }
        == "small.gz: byte 34: breaks off within gzip data; get the whole file again")
    #expect(
      try message("small.gz") { $0.removeLast() }
        == "small.gz: byte 42: breaks off within gzip data; get the whole file again")
    // The sum stands before the length, eight bytes before the end.
    #expect(
      try message("small.gz") { $0[$0.count - 8] ^= 1 }
        == "small.gz: byte 39: is broken gzip: incorrect data check; get the file again")
    #expect(
      try message("small.gz") { $0[$0.count - 1] ^= 1 }
        == "small.gz: byte 43: is broken gzip: incorrect length check; get the file again")
    #expect(
      try message("small.gz") { $0 += Array("more".utf8) }
        == "small.gz: byte 43: holds other bytes after the gzip data; get the file again, or cut it there"
    )
    #expect(
      try message("small.gz") { $0 = Array($0[..<2]) }
        == "small.gz: byte 2: breaks off within gzip data; get the whole file again")
  }

  @Test(arguments: [
    "large.gz", "large.bz2", "large.xz", "large.zst", "members.tar.gz", "large.zip",
  ])
  func whatBreaksOffIsAnError(_ name: String) throws {
    for share in [4, 2] {
      let found = try message(name) { $0 = Array($0[..<($0.count / share)]) }
      #expect(found.hasPrefix(name + ": byte "), "\(found)")
      #expect(found.hasSuffix("; get the whole file again"), "\(found)")
    }
  }

  @Test func anArchiveThatBreaksOffBetweenMembersIsAnError() throws {
    // Each header of the fixture's tar has another of 1 KB before it where the name is not ASCII.
    for blocks in [1, 2, 3, 4, 5, 6, 7] {
      let found = try message("members.tar") { $0 = Array($0[..<(blocks * 512)]) }
      #expect(found.hasPrefix("members.tar: "), "\(found)")
      #expect(found.hasSuffix("; get the whole file again"), "\(found)")
    }
    #expect(
      try message("members.tar") { $0 = Array($0[..<1536]) }
        == "members.tar: breaks off: the tar archive has no end; get the whole file again")
    let zip = try message("members.zip") { $0 = Array($0[..<200]) }
    #expect(zip.hasPrefix("members.zip: byte ") && zip.hasSuffix("; get the whole file again"))
  }

  @Test func documentsBeforeABreakAreHandedOutFirst() throws {
    let fixture = try Fixture()
    let bytes = try readFile(path("large.gz"))
    let file = try fixture.write("cut.gz", Array(bytes[..<(bytes.count / 2)]))
    for workers in [1, 3] {
      var documents: [String] = []
      let message = fixture.message {
        try CorpusFile(path: file).read(
          batchBytes: 1000, pool: WorkerPool(workers: workers)
        ) { batch throws(Failure) in
          batch.forEachText { _, text in documents.append(String(decoding: text, as: UTF8.self)) }
        }
      }
      #expect(
        message
          == "cut.gz: byte \(bytes.count / 2): breaks off within gzip data; get the whole file again"
      )
      #expect(documents.count > 10_000 && documents == Array(Self.large.prefix(documents.count)))
    }
  }

  @Test func keepGoingKeepsThemAndReadsTheOtherFiles() throws {
    let fixture = try Fixture()
    let bytes = try readFile(path("large.gz"))
    try fixture.write("a.gz", Array(bytes[..<(bytes.count / 2)]))
    try fixture.write("b.txt", [0x61, 0x0A, 0xFF])
    try fixture.write("c.txt", "c\n")
    try fixture.write("d.txt", "")
    let inputs = try CorpusInputs(
      paths: [fixture.folder], options: ReadingOptions(keepGoing: true))
    for workers in [1, 2] {
      var documents = [0, 0, 0, 0]
      let records = try inputs.read(pool: WorkerPool(workers: workers)) {
        file, batch throws(Failure) in
        documents[file] += batch.count
      }
      #expect(records.map(\.documents) == documents)
      #expect(documents[0] > 10_000 && documents[1...] == [0, 1, 0])
      let problems = records.map { record in
        fixture.message { if let problem = record.problem { throw problem } }
      }
      #expect(
        problems == [
          "a.gz: byte \(bytes.count / 2): breaks off within gzip data; get the whole file again",
          "b.txt: byte 2: is not UTF-8; name its encoding with --encoding, or use --invalid replace",
          "no error", "d.txt: is empty; name a file that holds text",
        ])
    }
  }

  @Test func textThatBeginsLikeAnArchiveIsText() {
    func layer(_ text: String) -> CompressionLayer? {
      CompressionLayer.find(in: Array(text.utf8)[...])
    }
    #expect(layer("BZh9 tekstas") == nil && layer("PK tekstas") == nil && layer("") == nil)
    #expect(layer(String(repeating: "0 ", count: 300)) == nil)
    #expect(layer(String(repeating: " ", count: 600)) == nil)
  }
}

import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files of whole models: their tensors are not read.
@Suite struct GGUFModelFileTests {
  /// A vocabulary with the head of a file that states tensors.
  static func head(tensors: UInt64) -> [UInt8] {
    var bytes = GGUFLlamaTests.file([("<x>", 0, 4)], prefix: true).bytes
    bytes.replaceSubrange(8..<16, with: GGUFFile.little(tensors, 8))
    return bytes
  }

  @Test func theHashIsThatOfTheHead() throws {
    let head = Self.head(tensors: 2)
    let hash = try SHA256.hexadecimalDigest(of: head)
    for tail in [0, 1, 1 << 16, 1 << 20] where tail >= 48 {
      let tokenizer = try GGUFReader.load(
        bytes: head + [UInt8](repeating: 7, count: tail), file: "t.gguf")
      #expect(tokenizer.summary.sha256 == hash)
      #expect(
        tokenizer.summary.details.suffix(2) == [
          .init("tensors", "2, not read"),
          .init("sha256 of", "the first \(head.count) bytes: header and metadata"),
        ])
    }
    // Without tensors it is that of the file.
    let plain = Self.head(tensors: 0)
    let tokenizer = try GGUFReader.load(bytes: plain, file: "t.gguf")
    #expect(tokenizer.summary.sha256 == (try SHA256.hexadecimalDigest(of: plain)))
    #expect(!tokenizer.summary.details.contains { $0.name == "tensors" })
  }

  /// 64 GB that would take minutes to read: the file has a hole in place of its tensors.
  @Test func largeFilesAreReadToTheEndOfTheirMetadata() throws {
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "model.gguf")
    let head = Self.head(tensors: 3)
    try AtomicFile.write(head, to: path)
    let size = off_t(head.count) + 64 << 30
    // A file system without holes of that size would have to write them.
    guard truncate(path, size) == 0 else { return }
    let tokenizer = try GGUFReader.load(path)
    #expect(tokenizer.makeEncoder().encode("ab<x>") == [261, 260, 263])
    #expect(tokenizer.summary.sha256 == (try SHA256.hexadecimalDigest(of: head)))
    #expect(try GGUFReader.sha256(of: path) == tokenizer.summary.sha256)
  }

  @Test func statedTensorsAreNotBelieved() {
    #expect(
      GGUFDamageTests.message(Self.head(tensors: 1 << 60))
        == "t.gguf: byte 8: states 1152921504606846976 tensors, which is more than the file can hold; "
        + "get the file again")
  }
}

import Benchmarking
import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Rank files are compiled into the cache by themselves, and the compiled form is used.
@Suite struct CompiledCacheTests {
  private let folder: TemporaryFolderBox
  private let ranks: String

  init() throws {
    folder = try TemporaryFolderBox()
    ranks = joinPath(folder.path, "toy.tiktoken")
    try write(merges: ["he", "ll", "hell", " w"])
    try AtomicFile.write(
      #"{"pat_str": "gpt2", "special_tokens": {"<|end|>": 300}}"#,
      to: joinPath(folder.path, "toy.json"))
  }

  private func write(merges: [String]) throws {
    let tokens = (0...255).map { [UInt8($0)] } + merges.map { Array($0.utf8) }
    try AtomicFile.write(TiktokenWriter.rankFile(RankedTokens(inRankOrder: tokens)), to: ranks)
  }

  private var home: String { joinPath(folder.path, "home") }
  private var compiled: String { joinPath(home, "compiled") }

  private func forms() throws -> [String] {
    isDirectory(compiled) ? try listDirectory(compiled) : []
  }

  private func form() throws -> String {
    joinPath(compiled, try #require(forms().first))
  }

  private func load(home: String? = nil) throws -> LocatedTokenizer {
    try TokenizerLocator(cache: CompiledCache(home: home ?? self.home)).load(ranks)
  }

  private func expectSound(_ located: LocatedTokenizer) throws {
    let plain = try TokenizerLocator().load(ranks)
    #expect(located.name == plain.name)
    #expect(located.path == plain.path)
    #expect(located.file == plain.file)
    #expect(located.bytes == plain.bytes)
    #expect(located.specification?.serialized() == plain.specification?.serialized())
    #expect(located.record == plain.record)
    #expect(located.tokenizer.summary == plain.tokenizer.summary)
    #expect(located.tokenizer.vocabulary.bytes == plain.tokenizer.vocabulary.bytes)
    #expect(located.tokenizer.vocabulary.offsets == plain.tokenizer.vocabulary.offsets)
    #expect(located.tokenizer.vocabulary.kinds == plain.tokenizer.vocabulary.kinds)
    #expect(located.tokenizer.specials == plain.tokenizer.specials)
    for text in ["hello world, hell", "", "ąžuolas <|end|> hehehe", "\u{0} 123"] {
      #expect(
        located.tokenizer.makeEncoder().encode(text) == plain.tokenizer.makeEncoder().encode(text))
    }
  }

  @Test func theFirstLoadLeavesTheForm() throws {
    try expectSound(try load())
    #expect(try forms().count == 1)
    let bytes = try readFile(try form())
    try expectSound(try load())
    // Not written again, and the same whoever writes it.
    #expect(try readFile(try form()) == bytes)
    let other = joinPath(folder.path, "other")
    _ = try load(home: other)
    let path = joinPath(joinPath(other, "compiled"), try #require(forms().first))
    #expect(try readFile(path) == bytes)
  }

  /// A form with another id in it, which no load of the file gives, shows in the ids.
  @Test func theFormIsUsed() throws {
    _ = try load()
    let path = try form()
    try AtomicFile.write(try renumbered(try readFile(path)), to: path)
    #expect(try load().tokenizer.makeEncoder().encode(" w") == [299])
  }

  /// The form with 299 as the id of the last token, and right checksums.
  private func renumbered(_ bytes: [UInt8]) throws -> [UInt8] {
    var changed = bytes
    func number(_ place: Int) -> Int {
      (0..<8).reduce(0) { $0 | Int(changed[place + $1]) << ($1 * 8) }
    }
    func put(_ number: UInt64, at place: Int) {
      for index in 0..<8 {
        changed[place + index] = UInt8(truncatingIfNeeded: number >> (index * 8))
      }
    }
    let entry = 64 + 3 * 32
    let start = number(entry + 8)
    let end = start + number(entry + 16)
    changed.replaceSubrange(end - 4..<end, with: [43, 1, 0, 0])
    let filled = Array(changed[start..<(end + 63) & ~63])
    put(filled.withUnsafeBytes { blockChecksum($0, seed: 4) }, at: entry + 24)
    put(0, at: 24)
    put(Array(changed[..<384]).withUnsafeBytes { blockChecksum($0) }, at: 24)
    return changed
  }

  @Test func damagedFormsAreWrittenAnew() throws {
    _ = try load()
    let path = try form()
    let bytes = try readFile(path)
    let random = KeyedRandom(seed: 3, stream: 8)
    var wrong: [[UInt8]] = [
      [], [0], Array(bytes.prefix(64)), Array(bytes.prefix(500)), bytes + [0],
    ]
    wrong.append(Array(bytes.dropLast()))
    for round in 0..<UInt64(300) {
      var changed = bytes
      changed[random.below(bytes.count, round)] ^= 1 << UInt8(round % 8)
      wrong.append(changed)
    }
    // A later version of the format, with a head that is right.
    var later = bytes
    later[8] = 2
    wrong.append(later)
    for changed in wrong {
      try AtomicFile.write(changed, to: path)
      let located = try load()
      #expect(located.tokenizer.makeEncoder().encode("hello") == [258, 111])
      #expect(try readFile(path) == bytes)
    }
    try expectSound(try load())
  }

  @Test func anotherFileAtTheSamePathIsAnother() throws {
    _ = try load()
    try write(merges: ["ll", "he", "hell", "wo"])
    try expectSound(try load())
    #expect(try forms().count == 2)
    try AtomicFile.write(
      #"{"pat_str": "gpt2", "special_tokens": {"<|begin|>": 300}}"#,
      to: joinPath(folder.path, "toy.json"))
    let located = try load()
    try expectSound(located)
    #expect(located.tokenizer.specials.map(\.text) == ["<|begin|>"])
    #expect(try forms().count == 3)
  }

  @Test func aCacheThatCannotBeWrittenIsNoError() throws {
    // A file is where the folder should be.
    try AtomicFile.write("", to: home)
    try expectSound(try load())
    try expectSound(try load())
    try expectSound(try load(home: "/dev/null/x"))
  }

  @Test(
    .enabled(if: getuid() != 0 || SmallDisk.isPossible, "skipped: needs a user that may not write"))
  func aFullDiskIsNoError() throws {
    guard SmallDisk.isPossible else { return }
    let disk = try SmallDisk(bytes: 1 << 16)
    try expectSound(try load(home: disk.path))
    #expect(try listDirectory(disk.path).allSatisfy { $0 == "compiled" || $0 == "hashes" })
    let left = joinPath(disk.path, "compiled")
    #expect(try !isDirectory(left) || listDirectory(left).isEmpty)
  }

  /// A file that was hashed long enough after its last change is known without being read.
  @Test func aKnownFileIsNotRead() throws {
    _ = try load()
    let cache = FileHashMemory(folder: joinPath(home, "hashes"))
    let stamp = try #require(FileStamp(ranks))
    cache.remember(
      ranks, stamp, sha256: try sha256OfFile(ranks), readAt: stamp.lastChange + 2)
    #expect(cache.known(ranks) != nil)
    try expectSound(try load())
    // A damaged form all the same leads to the file.
    let path = try form()
    let bytes = try readFile(path)
    try AtomicFile.write(Array(bytes.dropLast()), to: path)
    try expectSound(try load())
    #expect(try readFile(path) == bytes)
  }

  @Test func oldFormsGiveWay() throws {
    for index in 0..<40 {
      try write(merges: ["he", "m\(index)"])
      #expect(try load().tokenizer.makeEncoder().encode("he") == [256])
    }
    #expect(try forms().count == 32)
    try expectSound(try load())
  }

  @Test func manyThreadsLoadOne() throws {
    let (home, ranks) = (home, ranks)
    let ids = try WorkerPool(workers: 8).map(64) { (_) throws(Failure) in
      try TokenizerLocator(cache: CompiledCache(home: home)).load(ranks).tokenizer.makeEncoder()
        .encode("hello w")
    }
    #expect(ids.allSatisfy { $0 == [258, 111, 259] })
    #expect(try forms().count == 1)
    try expectSound(try load())
  }

  @Test func withoutACacheNothingIsKept() throws {
    _ = try TokenizerLocator().load(ranks)
    #expect(!exists(home))
  }
}

import Groundwork
import Testing
import Tokenization
import TokenizerFormats

/// Files that are cut, changed, or made up.
@Suite struct CompiledDamageTests {
  private let sample: CompiledSample
  private let bytes: [UInt8]

  init() throws {
    sample = try CompiledSample()
    bytes = try sample.bytes()
  }

  private func failure(_ problem: String, byte: Int) -> Failure {
    Failure(
      problem, at: .byte(byte, of: sample.path("x.derlius")), remedy: "compile it again")
  }

  private func number(_ place: Int, of bytes: [UInt8]) -> Int {
    (0..<8).reduce(0) { $0 | Int(bytes[place + $1]) << ($1 * 8) }
  }

  private func section(_ index: Int) -> Range<Int> {
    let start = number(64 + index * 32 + 8, of: bytes)
    return start..<start + number(64 + index * 32 + 16, of: bytes)
  }

  /// The bytes with all checksums made right again, as the documentation says.
  private func sealed(_ bytes: [UInt8]) -> [UInt8] {
    func put(_ number: UInt64, at place: Int) {
      for index in 0..<8 {
        sealed[place + index] = UInt8(truncatingIfNeeded: number >> (index * 8))
      }
    }
    var sealed = bytes
    for index in 0..<9 {
      let range = section(index)
      let filled = sealed[range.lowerBound..<(range.upperBound + 63) & ~63]
      put(
        Array(filled).withUnsafeBytes { blockChecksum($0, seed: UInt64(index) + 1) },
        at: 64 + index * 32 + 24)
    }
    put(0, at: 24)
    put(Array(sealed[..<384]).withUnsafeBytes { blockChecksum($0) }, at: 24)
    return sealed
  }

  @Test func everyChangedByteIsNoticed() throws {
    let random = KeyedRandom(seed: 9, stream: 4)
    let places =
      Array(0..<384) + (0..<300).map { random.below(bytes.count, UInt64($0)) }
      + (0..<9).flatMap { [section($0).lowerBound, section($0).upperBound - 1] }
    for place in places {
      var changed = bytes
      changed[place] ^= 1 << UInt8(place % 8)
      #expect(throws: Failure.self, "\(place)") { try sample.load(changed) }
    }
  }

  @Test func theMessageSaysWhere() throws {
    func changed(_ place: Int) -> [UInt8] {
      var changed = bytes
      changed[place] ^= 0xFF
      return changed
    }
    let first = section(0).lowerBound
    #expect(
      throws: failure("does not begin as a compiled vocabulary does", byte: 0)
    ) { try sample.load(changed(0)) }
    #expect(
      throws: failure("the format version is 253, and this derlius reads 2", byte: 8)
    ) { try sample.load(changed(8)) }
    #expect(
      throws: failure("the checksum of the head is wrong", byte: 24)
    ) { try sample.load(changed(40)) }
    #expect(
      throws: failure("the checksum of the description is wrong", byte: first)
    ) { try sample.load(changed(first + 5)) }
    #expect(
      throws: failure("the checksum of the table of pairs is wrong", byte: section(7).lowerBound)
    ) { try sample.load(changed(section(7).lowerBound + 100)) }
    #expect(
      "\(failure("the checksum of the head is wrong", byte: 24))"
        == "\(sample.path("x.derlius")): byte 24: the checksum of the head is wrong; compile it again"
    )
  }

  @Test func everyShorterFileIsNoticed() throws {
    let random = KeyedRandom(seed: 10, stream: 4)
    for count in Array(1..<400) + (0..<100).map({ random.below(bytes.count, UInt64($0)) })
    where count > 0 {
      #expect(throws: Failure.self, "\(count)") { try sample.load(Array(bytes.prefix(count))) }
    }
    #expect(
      throws: failure("the file ends inside its head", byte: 100)
    ) { try sample.load(Array(bytes.prefix(100))) }
    #expect(
      throws: failure("the file has 1024 bytes, and \(bytes.count) are stated", byte: 16)
    ) { try sample.load(Array(bytes.prefix(1024))) }
    #expect(
      throws: failure(
        "the file has \(bytes.count + 1) bytes, and \(bytes.count) are stated", byte: 16)
    ) { try sample.load(bytes + [0]) }
    #expect(
      throws: Failure("is empty", at: .file(sample.path("x.derlius")), remedy: "get the file again")
    ) { try sample.load([]) }
  }

  @Test func sealingAgainChangesNothing() throws {
    #expect(sealed(bytes) == bytes)
  }

  /// Right checksums over numbers that lead outside the tables.
  @Test func noNumberLeadsOutside() throws {
    func changed(_ index: Int, _ offset: Int, _ value: [UInt8]) -> [UInt8] {
      var changed = bytes
      let start = section(index).lowerBound + offset
      changed.replaceSubrange(start..<start + value.count, with: value)
      return sealed(changed)
    }
    let most: [UInt8] = [0xFF, 0xFF, 0xFF, 0x7F]
    func expect(_ index: Int, _ problem: String, _ bytes: [UInt8]) {
      #expect(throws: failure(problem, byte: section(index).lowerBound)) { try sample.load(bytes) }
    }
    let count = section(3).count / 4
    expect(2, "the offsets do not lead through the tokens' bytes", changed(2, 4, most))
    expect(2, "the offsets do not lead through the tokens' bytes", changed(2, 0, [1]))
    expect(2, "the offsets do not lead through the tokens' bytes", changed(2, count * 4, most))
    expect(3, "the ids do not rise, or are too large", changed(3, 4, most))
    expect(3, "the ids do not rise, or are too large", changed(3, count * 4 - 4, most))
    expect(4, "a byte has not its token", changed(4, 8, most))
    expect(4, "a byte has not its token", changed(4, 8, [0, 0, 0, 0]))
    expect(5, "a pair of bytes has not its token", changed(5, 8, most))
    expect(5, "a pair of bytes has not its token", changed(5, 8, [3, 0, 0, 0]))
    expect(6, "a slot leads to no token", changed(6, 8, [0xFF, 0xFF, 0x1F, 0]))
    expect(
      6, "a slot leads to no token", changed(6, 0, [UInt8](repeating: 0, count: section(6).count)))
    expect(7, "a pair does not make its token", changed(7, 8, most + most))
    expect(
      7, "a pair does not make its token",
      changed(7, 0, [UInt8](repeating: 0, count: section(7).count)))
  }

  /// Whatever numbers stand there: refused, or a tokenizer whose tokens are as long as the text.
  @Test func madeUpFilesReadNothingOutside() throws {
    let random = KeyedRandom(seed: 11, stream: 4)
    let text = Array("hello world, hell ąžuolas žodis hhhhhhh".utf8)
    var loaded = 0
    for round in 0..<UInt64(600) {
      var changed = bytes
      for change in 0..<UInt64(1 + round % 3) {
        let draw = round * 64 + change * 8
        let range = section(random.below(9, draw))
        let size = random.below(3, draw + 1) + 1
        let start = range.lowerBound + random.below(range.count - 4, draw + 2)
        for place in 0..<size {
          changed[start + place] = UInt8(random.below(256, draw + 3 + UInt64(place)))
        }
      }
      guard let tokenizer = try? sample.load(sealed(changed)) else { continue }
      loaded += 1
      let encoder = tokenizer.makeEncoder()
      var ids: [UInt32] = []
      var spans: [TokenSpan] = []
      text.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
      #expect(spans.last?.end == text.count)
      #expect(ids.allSatisfy { Int($0) < tokenizer.vocabulary.count })
      _ = tokenizer.makeBytesEncoder()?.encode(text + [0xFF, 0x20, 0xC3])
      _ = tokenizer.explain(text)
    }
    #expect(loaded > 20)
  }

  @Test func senselessEntriesAreRefused() throws {
    // Half of the pairs' slots: the filter is too large for them.
    var changed = bytes
    let entry = 64 + 2 * 32 + 16
    changed[entry] ^= 2
    var head = Array(changed[..<384])
    for place in 24..<32 { head[place] = 0 }
    let sum = head.withUnsafeBytes { blockChecksum($0) }
    for index in 0..<8 { changed[24 + index] = UInt8(truncatingIfNeeded: sum >> (index * 8)) }
    #expect(
      throws: failure("the entry of the offsets is senseless", byte: 64 + 2 * 32)
    ) { try sample.load(changed) }
  }

  @Test func formsAreOfTheirSource() throws {
    let form = try CompiledRanks(sample.specification, sha256: sample.sha256)
    let path = sample.path("form.derlius")
    try AtomicFile.write(form.bytes(of: sample.source), to: path)
    let loaded = try form.load(path)
    try expectSame(sample.source, loaded, on: mixedTexts(count: 20, seed: 5))
    #expect(loaded.summary == sample.source.summary)
    // Another source, another pattern, another special token.
    var others = [
      try CompiledRanks(sample.specification, sha256: String(repeating: "0", count: 64))
    ]
    var specification = sample.specification
    specification.pattern = "gpt2"
    others.append(try CompiledRanks(specification, sha256: sample.sha256))
    specification = sample.specification
    specification.specials[0].id += 1
    others.append(try CompiledRanks(specification, sha256: sample.sha256))
    for other in others {
      #expect(
        throws: Failure(
          "was made of something else", at: .byte(32, of: path), remedy: "compile it again")
      ) { try other.load(path) }
    }
  }
}

import Groundwork
import Testing

@Suite struct SmallPartsTests {
  @Test(arguments: 0...70)
  func base64RoundTrip(_ count: Int) {
    let random = KeyedRandom(seed: 7, stream: UInt64(count))
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: random.bits(UInt64($0))) }
    var text: [UInt8] = []
    Base64.encode(bytes, into: &text)
    var decoded: [UInt8] = []
    let valid = text.withUnsafeBufferPointer { Base64.decode($0, into: &decoded) }
    #expect(valid == !bytes.isEmpty)
    #expect(decoded == bytes)
  }

  @Test(arguments: ["", "a", "abc", "ab=c", "a===", "====", "YR==", "YWJ=", "YW Jj", "YWJj\n"])
  func badBase64IsRefused(_ text: String) {
    var decoded: [UInt8] = []
    let bytes = Array(text.utf8)
    #expect(!bytes.withUnsafeBufferPointer { Base64.decode($0, into: &decoded) })
  }

  @Test(arguments: [1, 2, 3, 8])
  func workersGiveResultsInOrder(_ workers: Int) throws {
    let pool = WorkerPool(workers: workers)
    let squares = try pool.map(1000) { (index) throws(Failure) in index * index }
    #expect(squares == (0..<1000).map { $0 * $0 })
  }

  @Test(arguments: [1, 4])
  func theFirstFailureIsThrown(_ workers: Int) {
    let pool = WorkerPool(workers: workers)
    #expect(throws: Failure("17")) {
      try pool.map(1000) { (index) throws(Failure) in
        if index >= 17 { throw Failure("\(index)") }
        return index
      }
    }
  }

  @Test func drawsAreKeyedAndSpread() {
    let random = KeyedRandom(seed: 1, stream: 2)
    #expect(random.bits(3) == KeyedRandom(seed: 1, stream: 2).bits(3))
    #expect(random.bits(3) != KeyedRandom(seed: 1, stream: 3).bits(3))
    var counts = [Int](repeating: 0, count: 10)
    for index in 0..<100_000 { counts[random.below(10, UInt64(index))] += 1 }
    for count in counts { #expect(abs(count - 10_000) < 500) }
  }

  @Test(
    arguments: [
      ([0x61, 0xC4, 0x85], nil), ([0x61, 0xC4], 1), ([0xFF], 0), ([0x61, 0xED, 0xA0, 0x80], 1),
      ([0xC0, 0x80], 0), ([], nil),
    ] as [([UInt8], Int?)])
  func firstInvalidByte(_ bytes: [UInt8], _ offset: Int?) {
    #expect(firstInvalidUTF8(bytes) == offset)
  }

  @Test func batchesHoldTexts() {
    var batch = TextBatch(["a", "", "bc"])
    var texts: [String] = []
    batch.forEachText { _, text in texts.append(String(decoding: text, as: UTF8.self)) }
    #expect(texts == ["a", "", "bc"])
    batch.removeAll()
    #expect(batch.count == 0)
  }

  @Test func programsAreRun() throws {
    let folder = try TemporaryFolder()
    let output = joinPath(folder.path, "out")
    let messages = joinPath(folder.path, "err")
    let good = try ChildProcess.run(
      ["sh", "-c", "echo out; echo why >&2; exit 3"], output: output, messages: messages)
    #expect(good.status == 3)
    #expect(good.lastMessage == "why")
    #expect(try readFile(output) == Array("out\n".utf8))
    #expect(try ChildProcess.run(["no-such-program"], messages: messages).status == 127)
  }
}

import Groundwork
import Testing

@Suite struct ByteTableTests {
  private func insert(_ text: String, _ table: inout ByteTable) -> (number: Int, isNew: Bool) {
    Array(text.utf8).withUnsafeBufferPointer { table.insert($0) }
  }

  @Test func numbersFollowTheFirstArrival() {
    var table = ByteTable()
    #expect(insert("b", &table) == (0, true))
    #expect(insert("", &table) == (1, true))
    #expect(insert("b", &table) == (0, false))
    #expect(insert("e\u{301}", &table) == (2, true))
    // Canonically equal is not equal: tokens are bytes.
    #expect(insert("é", &table) == (3, true))
    #expect(table.count == 4)
    #expect(Array(table.bytes[table.range(3)]) == Array("é".utf8))
    #expect(Array("c".utf8).withUnsafeBufferPointer { table.number(of: $0) } == nil)
  }

  @Test func agreesWithADictionary() {
    let random = KeyedRandom(seed: 1, stream: 9)
    var table = ByteTable(capacity: 10)
    var reference: [[UInt8]: Int] = [:]
    for index in 0..<UInt64(20_000) {
      let length = random.below(12, index)
      let key = (0..<length).map { place in
        UInt8(random.below(length < 4 ? 256 : 3, index * 16 + UInt64(place) + 1 << 40))
      }
      let expected = reference[key] ?? reference.count
      let isNew = reference.updateValue(expected, forKey: key) == nil
      #expect(key.withUnsafeBufferPointer { table.insert($0) } == (expected, isNew))
    }
    for (key, number) in reference {
      #expect(key.withUnsafeBufferPointer { table.number(of: $0) } == number)
      #expect(Array(table.bytes[table.range(number)]) == key)
    }
  }

  @Test func hashesAreThoseOfEveryRun() {
    func hash(_ text: String, seed: UInt64 = 0) -> UInt64 {
      Array(text.utf8).withUnsafeBufferPointer { byteHash($0, seed: seed) }
    }
    #expect(hash("") == byteHash(UnsafeBufferPointer(start: nil, count: 0)))
    var seen: Set<UInt64> = []
    for length in 0..<200 {
      seen.insert(hash(String(repeating: "\0", count: length)))
      seen.insert(hash(String(repeating: "a", count: length) + "b"))
    }
    #expect(seen.count == 400)
    #expect(hash("kalba") != hash("kalba", seed: 1))
  }
}

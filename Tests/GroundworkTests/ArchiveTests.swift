import Groundwork
import Testing

@Suite struct ArchiveTests {
  private struct Pair: Archivable, Equatable {
    var number: Int64
    var text: String?

    init(_ number: Int64, _ text: String?) { (self.number, self.text) = (number, text) }

    func write(to archive: inout ArchiveWriter) {
      archive.put(number)
      archive.put(text)
    }

    init(from archive: inout ArchiveReader) throws(Failure) {
      number = try archive.integer()
      text = try archive.optionalText()
    }
  }

  private static let numbers: [Int64] = [
    0, 0, 0, 1, -1, 63, 64, -64, -65, 0, .max, .min, 0, 0,
  ]

  @Test func everythingComesBack() throws {
    var writer = ArchiveWriter()
    let pairs = [Pair(.min, "ąž"), Pair(.max, nil), Pair(0, "")]
    writer.put(pairs)
    writer.put(Self.numbers)
    writer.put(UInt64.max)
    writer.put(-0.1)
    writer.put(true)
    writer.put(["", "a\nb"])
    writer.put([UInt8](repeating: 7, count: 300))
    writer.put([Int64]())
    var reader = ArchiveReader(writer.bytes, name: "x")
    #expect(try reader.values() == pairs)
    #expect(try reader.integers() == Self.numbers)
    #expect(try reader.number() == .max)
    #expect(try reader.double() == -0.1)
    #expect(try reader.bool())
    #expect(try reader.texts() == ["", "a\nb"])
    #expect(try reader.byteString() == [UInt8](repeating: 7, count: 300))
    #expect(try reader.integers() == [])
    #expect(reader.isAtEnd)
  }

  @Test func zerosAreShort() {
    var writer = ArchiveWriter()
    writer.put([Int64](repeating: 0, count: 1_000_000))
    #expect(writer.bytes.count < 10)
  }

  @Test func whatEndsEarlyIsAnError() throws {
    var writer = ArchiveWriter()
    writer.put(Self.numbers)
    writer.put("text")
    for end in 0..<writer.bytes.count {
      var reader = ArchiveReader(Array(writer.bytes[..<end]), name: "x")
      #expect(throws: Failure.self) {
        _ = try reader.integers()
        _ = try reader.text()
      }
    }
  }

  @Test(arguments: [
    // A count without its things, a number of more than 64 bits, a run past the array's end, a count past all reason.
    [0xFF, 0xFF, 0x03], [0x01] + [UInt8](repeating: 0xFF, count: 10) + [0x01], [0x02, 0x00, 0x03],
    [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x00, 0x01],
  ])
  func damageIsAnErrorWithItsPlace(_ bytes: [UInt8]) throws {
    var reader = ArchiveReader(bytes, name: "part")
    do throws(Failure) {
      _ = try reader.integers()
      Issue.record("\(bytes) was read")
    } catch {
      #expect(error.description.hasPrefix("part: byte "))
      #expect(error.problem == "is not what was written")
    }
  }
}

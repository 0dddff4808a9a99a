import Groundwork
import Segmentation
import Testing

@testable import Corpora

@Suite struct EncodingTests {
  private func read(
    _ bytes: [UInt8], encoding: String? = nil, invalid: InvalidBytes = .error
  ) throws -> (texts: [String], record: ReadingRecord) {
    let fixture = try Fixture()
    let path = try fixture.write("a.txt", bytes)
    return try texts(
      CorpusFile(path: path, options: ReadingOptions(encoding: encoding, invalid: invalid)))
  }

  private func message(_ bytes: [UInt8], encoding: String? = nil) throws -> String {
    let fixture = try Fixture()
    let path = try fixture.write("a.txt", bytes)
    return fixture.message {
      _ = try texts(CorpusFile(path: path, options: ReadingOptions(encoding: encoding)))
    }
  }

  /// A text in UTF-16 or UTF-32, low byte first or last.
  private func wide(_ text: String, bytes: Int, isLittle: Bool, mark: Bool) -> [UInt8] {
    let values =
      bytes == 2
      ? text.utf16.map { UInt32($0) } : text.unicodeScalars.map(\.value)
    return ((mark ? [0xFEFF] : []) + values).flatMap { value in
      let all = (0..<bytes).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
      return isLittle ? all : all.reversed()
    }
  }

  @Test func theBalticEncodingsAreReadByName() throws {
    // „ąčęėįšųūž“ – in windows-1257, and without the quotation marks in ISO-8859-13.
    let letters: [UInt8] = [0xE0, 0xE8, 0xE6, 0xEB, 0xE1, 0xF0, 0xF8, 0xFB, 0xFE]
    let quoted = try read([0x84] + letters + [0x93, 0x20, 0x96, 0x0A], encoding: "windows-1257")
    #expect(quoted.texts == ["„ąčęėįšųūž“ –"])
    #expect(quoted.record.encoding == "windows-1257" && quoted.record.replaced == 0)
    #expect(try read(letters + [0x0A, 0x61], encoding: "ISO-8859-13").texts == ["ąčęėįšųūž", "a"])
  }

  @Test func aByteOrderMarkNamesTheEncoding() throws {
    let text = "Ąžuolas 😀\nė\n"
    for (size, isLittle, name) in [
      (2, true, "UTF-16LE"), (2, false, "UTF-16BE"), (4, true, "UTF-32LE"), (4, false, "UTF-32BE"),
    ] {
      let marked = wide(text, bytes: size, isLittle: isLittle, mark: true)
      let found = try read(marked)
      #expect(found.texts == ["Ąžuolas 😀", "ė"])
      #expect(found.record.encoding == name && found.record.hasByteOrderMark)
      // The same when it is named, with a mark or without.
      let plain = wide(text, bytes: size, isLittle: isLittle, mark: false)
      #expect(try read(marked, encoding: name).texts == ["Ąžuolas 😀", "ė"])
      #expect(try read(plain, encoding: name).texts == ["Ąžuolas 😀", "ė"])
    }
    #expect(try read([0xEF, 0xBB, 0xBF, 0x61], encoding: "utf8").texts == ["a"])
  }

  @Test func whatIsNotInTheEncodingIsNamedByItsByte() throws {
    let remedy = "; name another encoding with --encoding, or use --invalid replace"
    #expect(
      try message([0x61, 0x62, 0x80, 0xA1], encoding: "windows-1257")
        == "a.txt: byte 3: is not windows-1257" + remedy)
    // A lone surrogate, and a unit that is cut.
    #expect(
      try message([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x61, 0x00])
        == "a.txt: byte 4: is not UTF-16LE" + remedy)
    #expect(
      try message([0xFF, 0xFE, 0x61, 0x00, 0x61]) == "a.txt: byte 4: is not UTF-16LE" + remedy)
    #expect(
      try message([0x61], encoding: "no-such-encoding")
        == "there is no encoding no-such-encoding; "
        + "use a name that ICU knows, such as UTF-16 or windows-1257")
  }

  @Test func replacingIsCounted() throws {
    let mixed = try read(
      [0x61, 0xFF, 0xC4, 0x0A, 0xE2, 0x80, 0x62, 0xF0, 0x9F], invalid: .replace)
    #expect(mixed.texts == ["a\u{FFFD}\u{FFFD}", "\u{FFFD}b\u{FFFD}"])
    #expect(mixed.record.replaced == 4 && mixed.record.encoding == "UTF-8")
    let baltic = try read([0xA1, 0x61, 0xA5], encoding: "windows-1257", invalid: .replace)
    #expect(baltic.texts == ["\u{FFFD}a\u{FFFD}"] && baltic.record.replaced == 2)
    let cut = try read([0xFF, 0xFE, 0x61, 0x00, 0x61], invalid: .replace)
    #expect(cut.texts == ["a\u{FFFD}"] && cut.record.replaced == 1)
  }

  /// Random bytes over the borders of chunks, against the standard library's decoder of whole strings.
  @Test func replacingAgreesWithDecodingAtOnce() throws {
    let random = KeyedRandom(seed: 7, stream: 3)
    let parts: [[UInt8]] = [
      [0x61], [0xC4, 0x97], [0xE2, 0x80, 0x93], [0xF0, 0x9F, 0x98, 0x80], [0xC4], [0xE2, 0x80],
      [0xF0, 0x9F, 0x98], [0xFF], [0x80], [0xED, 0xA0, 0x80], [0xC0, 0xAF],
    ]
    var bytes: [UInt8] = []
    var index: UInt64 = 0
    while bytes.count < 600_000 {
      index += 1
      bytes += parts[random.below(parts.count, index)]
    }
    let expected = Array(String(decoding: bytes, as: UTF8.self).utf8)
    for capacity in [8, 9, 1000, RecordedReader.chunk] {
      let size = capacity < 1000 ? 20_000 : bytes.count
      let part = Array(bytes[..<size])
      let wanted =
        size == bytes.count ? expected : Array(String(decoding: part, as: UTF8.self).utf8)
      let source = CheckedUTF8(HeldBytes(part), name: "", invalid: .replace)
      #expect(try all(source, capacity) == wanted, "\(capacity)")
      #expect(source.replaced > 0)
    }
  }

  /// UTF-16 with surrogates on the borders of every buffer.
  @Test func decodingAgreesWithDecodingAtOnce() throws {
    let random = KeyedRandom(seed: 8, stream: 3)
    let pieces = ["a", "ė", "漢", "😀", "\n"]
    let text = (0..<60_000).map { pieces[random.below(pieces.count, UInt64($0))] }.joined()
    let bytes = wide(text, bytes: 2, isLittle: true, mark: false)
    for capacity in [8, 11, 4096, RecordedReader.chunk] {
      let source = try DecodedBytes(
        HeldBytes(bytes), encoding: "UTF-16LE", name: "", invalid: .error)
      #expect(try all(source, capacity) == Array(text.utf8), "\(capacity)")
    }
  }

  /// All that a stream gives; each chunk must be UTF-8 by itself.
  private func all(_ source: any ByteSource, _ capacity: Int) throws -> [UInt8] {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: capacity)
    defer { buffer.deallocate() }
    var result: [UInt8] = []
    while true {
      let count = try source.read(into: buffer)
      if count == 0 { return result }
      let chunk = Array(buffer[..<count])
      if let wrong = firstInvalidUTF8(chunk) { Issue.record("a chunk is cut at \(wrong)") }
      result += chunk
    }
  }
}

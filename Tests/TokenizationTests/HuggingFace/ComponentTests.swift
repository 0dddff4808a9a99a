import Foundation
import Groundwork
import Testing
import UnicodeTables

@testable import Tokenization

/// Each component against what the real library made of the same texts: components.py.
@Suite struct ComponentTests {
  static func text(_ bytes: [UInt8]) -> NormalizedText {
    var text = NormalizedText()
    bytes.withUnsafeBufferPointer { text.load($0, 0..<$0.count, tracking: true) }
    return text
  }

  static func normalized(_ bytes: [UInt8], _ normalizer: any Normalizer) -> [UInt8] {
    var text = text(bytes)
    normalizer.normalize(&text)
    return Array(UnsafeBufferPointer(start: text.bytes, count: text.count))
  }

  static func pieces(_ bytes: [UInt8], _ preTokenizer: any PreTokenizer) -> [[UInt8]] {
    var text = text(bytes)
    preTokenizer.cut(&text)
    var pieces: [[UInt8]] = []
    for index in 0..<text.pieceCount {
      let piece = text.piece(index)
      pieces.append(
        Array(UnsafeBufferPointer(start: text.bytes + piece.start, count: piece.end - piece.start)))
    }
    return pieces
  }

  /// What a row's component makes of its input now, as JSON; nil for an unknown component.
  private struct Components {
    let normalizers: [String: any Normalizer]
    let preTokenizers: [String: any PreTokenizer]
    let decoders: [String: any DecoderStep]

    init() throws {
      normalizers = try RecordedComponents.normalizers()
      preTokenizers = try RecordedComponents.preTokenizers()
      decoders = try RecordedComponents.decoders()
    }
  }

  /// Compares each row of a file; `DERLIUS_COMPONENTS` may name a file of random texts.
  @Test(
    arguments: [
      RecordedComponents.path("components.tsv"),
      ProcessInfo.processInfo.environment["DERLIUS_COMPONENTS"],
    ].compactMap { $0 })
  func componentsGiveWhatTheLibraryGives(path: String) throws {
    let components = try Components()
    var rows = 0
    var wrong = 0
    for line in try readFile(path).split(separator: 0x0A) {
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      try #require(fields.count == 4)
      let name = String(decoding: fields[1], as: UTF8.self)
      let given = try JSONValue(parsing: Array(fields[2]), file: path)
      let wanted = try JSONValue(parsing: Array(fields[3]), file: path)
      var found: [[UInt8]] = []
      var expected: [[UInt8]] = []
      switch String(decoding: fields[0], as: UTF8.self) {
      case "normalizer":
        let normalizer = try #require(components.normalizers[name], "\(name)")
        found = [Self.normalized(Array(try #require(given.string).utf8), normalizer)]
        expected = [Array(try #require(wanted.string).utf8)]
      case "pre_tokenizer":
        let preTokenizer = try #require(components.preTokenizers[name], "\(name)")
        found = Self.pieces(Array(try #require(given.string).utf8), preTokenizer)
        expected = try #require(wanted.array).map { Array(($0.string ?? "").utf8) }
      default:
        let decoder = try #require(components.decoders[name], "\(name)")
        let tokens = TextBatch(try #require(given.array).compactMap(\.string))
        // Bytes that are no UTF-8 stay here, where the library writes U+FFFD.
        let decoded = String(decoding: decoder.decode(tokens).bytes, as: UTF8.self)
        found = [Array(decoded.utf8)]
        expected = [Array(try #require(wanted.string).utf8)]
      }
      rows += 1
      if found != expected {
        wrong += 1
        if wrong <= 20 {
          Issue.record(
            """
            \(name) of \(String(decoding: fields[2], as: UTF8.self)): \
            \(found.map { String(decoding: $0, as: UTF8.self).debugDescription }) for \
            \(String(decoding: fields[3], as: UTF8.self))
            """)
        }
      }
    }
    #expect(rows > 1000)
    #expect(wrong == 0, "of \(rows)")
  }
}

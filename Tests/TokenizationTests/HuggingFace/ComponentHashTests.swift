import Foundation
import Groundwork
import Testing
import UnicodeTables

@testable import Tokenization

/// Scalars and pairs of marks through components, by hashes that components.py recorded.
///
/// A part of them, since debug builds are slow; all of them where `DERLIUS_ALL_SCALARS` is set.
@Suite struct ComponentHashTests {
  static let rows: [String] = {
    let path = RecordedComponents.path("component-hashes.tsv")
    let bytes = (try? readFile(path)) ?? []
    let isFull = ProcessInfo.processInfo.environment["DERLIUS_ALL_SCALARS"] != nil
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init).filter {
      $0.contains("\tsome-") != isFull
    }
  }()

  /// Texts of 256 scalars each, apart from each other.
  static let scalarTexts: [[UInt8]] = {
    let scalars = (UInt32(0)..<0x110000).compactMap(Unicode.Scalar.init)
    return stride(from: 0, to: scalars.count, by: 256).map { start in
      var text: [UInt8] = []
      for scalar in scalars[start..<min(start + 256, scalars.count)] {
        text.append(0x61)
        text.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        text += [0x62, 0x20]
      }
      return text
    }
  }()

  /// For each mark a text of its pairs with all marks.
  static let pairTexts: [[UInt8]] = {
    let classes = FormTables.shared.combiningClasses
    let marks = (UInt32(0)..<0x110000).filter { classes[$0] != 0 }.compactMap {
      Unicode.Scalar($0).flatMap(UTF8.encode).map(Array.init)
    }
    return marks.map { first in
      var text: [UInt8] = []
      for second in marks {
        text.append(0x61)
        text.append(contentsOf: first)
        text.append(contentsOf: second)
      }
      return text
    }
  }()

  @Test(arguments: rows)
  func tablesAreThoseOfTheLibrary(row: String) throws {
    let fields = row.split(separator: "\t").map(String.init)
    try #require(fields.count == 4)
    let hash = try SHA256()
    func add(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { hash.update($0) } }
    var texts = fields[2].hasSuffix("pairs") ? Self.pairTexts : Self.scalarTexts
    if fields[2].hasPrefix("some-") {
      let step = fields[2].hasSuffix("pairs") ? 64 : 8
      texts = stride(from: 0, to: texts.count, by: step).map { texts[$0] }
    }
    if fields[0] == "normalizer" {
      let normalizer = try #require(try RecordedComponents.normalizers()[fields[1]])
      for text in texts { add(ComponentTests.normalized(text, normalizer) + [0x0A]) }
    } else {
      let preTokenizer = try #require(try RecordedComponents.preTokenizers()[fields[1]])
      for text in texts {
        let pieces = ComponentTests.pieces(text, preTokenizer)
        add(Array(pieces.joined(separator: [0])) + [0x0A])
      }
    }
    #expect(hash.hexadecimalDigest() == fields[3], "\(row)")
  }
}

/// Turns pieces into tokens: the `model` of a Hugging Face tokenizer.json, for any pipeline.
///
/// Shared by threads. A piece's tokens depend on its bytes alone.
protocol TokenModel: Sendable {
  /// Makes a worker for one thread.
  func makeWorker() -> any TokenWorker
  /// How a piece that is not empty becomes tokens; the same as a worker gives.
  func explain(_ piece: UnsafePointer<UInt8>, count: Int) -> PieceCut
  /// Whether a piece may be cut before each U+2581 that follows another scalar, with the same tokens.
  var cutsBeforeMarks: Bool { get }
  /// Whether a piece never has more tokens than bytes.
  var hasAtMostByteTokens: Bool { get }
}

extension TokenModel {
  var cutsBeforeMarks: Bool { false }
  var hasAtMostByteTokens: Bool { true }
}

/// A model at work on one thread.
protocol TokenWorker: AnyObject {
  /// Appends the tokens of a piece that is not empty, and how many of its bytes each takes.
  ///
  /// Behind the piece 16 bytes can be read. Unknown scalars of a model that has no token for them take
  /// none. O(n) or O(n log n).
  func segment(_ piece: UnsafePointer<UInt8>, count: Int, into segments: inout [Segment])
}

/// The tokens of the 256 bytes as byte fallback writes them: `<0x00>` … `<0xFF>`.
public struct ByteFallbackTokens: Sendable {
  /// The id of each byte's token, or −1.
  let ids: FlatMemory<Int32>

  /// The token of a byte, such as `<0x0A>`.
  public static func spelling(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return Array("<0x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)], UInt8(ascii: ">")]
  }

  init(_ table: PieceTable) {
    ids = FlatMemory((0..<256).map { table.find(Self.spelling(UInt8($0))) })
  }

  /// The tokens of some bytes, each taking one byte; false and none where a byte has no token.
  func append(
    _ text: UnsafePointer<UInt8>, _ count: Int, into segments: inout [Segment]
  ) -> Bool {
    for index in 0..<count where ids.base[Int(text[index])] < 0 { return false }
    for index in 0..<count {
      segments.append(Segment(id: UInt32(ids.base[Int(text[index])]), length: 1))
    }
    return true
  }
}

extension PieceTable {
  /// The id of a piece, or −1; for few look-ups.
  func find(_ text: [UInt8]) -> Int32 {
    (text + [UInt8](repeating: 0, count: 16)).withUnsafeBufferPointer {
      $0.baseAddress.map { find($0, count: text.count) } ?? -1
    }
  }
}

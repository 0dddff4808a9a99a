import Groundwork

/// What one input is of a mixed text.
public struct MixShare: Sendable, Hashable {
  /// The input's name, without its folder: a file's, a folder's, a pattern.
  public var name: String
  /// What each occurrence counts for.
  public var weight: UInt64
  /// The bytes of its texts that were taken, times the weight; not above 2⁶⁴ − 1.
  public var bytes: UInt64

  /// Records an input.
  public init(name: String, weight: UInt64, bytes: UInt64) {
    self.name = name
    self.weight = weight
    self.bytes = bytes
  }

  /// The shares as JSON: `name weight bytes share`, sorted by name, weight and bytes.
  ///
  /// `bytes` is exact; `share` is that of all bytes.
  static func json(_ shares: [MixShare]) -> JSONValue {
    let total = shares.reduce(0.0) { $0 + Double($1.bytes) }
    let sorted = shares.sorted { a, b in
      if a.name != b.name { return a.name.utf8.lexicographicallyPrecedes(b.name.utf8) }
      return (a.weight, a.bytes) < (b.weight, b.bytes)
    }
    return .array(
      sorted.map { share in
        .object([
          .init("name", .string(share.name)), .init("weight", .integer(share.weight)),
          .init("bytes", .integer(share.bytes)),
          .init("share", .double(total > 0 ? Double(share.bytes) / total : 0)),
        ])
      })
  }
}

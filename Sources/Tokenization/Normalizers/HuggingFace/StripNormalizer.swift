import UnicodeTables

/// Drops white space at the ends of a text.
public struct StripNormalizer: Normalizer {
  /// Whether the start is stripped.
  public let left: Bool
  /// Whether the end is stripped.
  public let right: Bool

  /// Creates a normalizer.
  public init(left: Bool, right: Bool) {
    self.left = left
    self.right = right
  }

  /// `Strip` and which ends.
  public var name: String {
    left && right ? "Strip" : left ? "Strip left" : right ? "Strip right" : "Strip nothing"
  }

  /// Strips.
  ///
  /// O(n).
  public func normalize(_ text: inout NormalizedText) {
    let source = text.bytes
    let table = TextClass.table
    var start = 0
    var end = text.count
    if left {
      while start < end {
        let (scalar, length) = decodeScalar(source + start)
        guard TextClass(rawValue: table[scalar]).contains(.space) else { break }
        start += length
      }
    }
    if right {
      while end > start {
        var before = end - 1
        while before > start, source[before] & 0xC0 == 0x80 { before -= 1 }
        let scalar = decodeScalar(source + before).scalar
        guard TextClass(rawValue: table[scalar]).contains(.space) else { break }
        end = before
      }
    }
    if start == 0, end == text.count { return }
    let rest = text.count - end
    text.beginRewriting()
    text.drop(start)
    text.keep(end - start)
    text.drop(rest)
    text.endRewriting()
  }
}

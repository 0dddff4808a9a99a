/// Applies a SentencePiece charsmap the way `tokenizers` does, which is not SentencePiece's.
///
/// Grapheme clusters shorter than six bytes are looked up whole, all else scalar by scalar; the
/// shortest rule that begins a cluster decides, and what the rule does not cover of it is dropped.
public struct PrecompiledNormalizer: Normalizer {
  /// `Precompiled`.
  public let name = "Precompiled"
  private let charsmap: Charsmap

  /// Clusters of so many bytes and more are not looked up whole.
  private static let longCluster = 6

  /// Creates a normalizer.
  public init(_ charsmap: Charsmap) { self.charsmap = charsmap }

  /// Replaces cluster by cluster.
  ///
  /// O(n).
  public func normalize(_ text: inout NormalizedText) {
    let source = text.bytes
    let end = text.count
    let breaks = ClusterBreaks(source, end)
    var at = 0
    var kept = 0
    var isRewriting = false
    // Gives whether a rule took the bytes `at ..< to`.
    func apply(_ at: Int, _ to: Int) -> Bool {
      guard let rule = shortestRule(source + at, count: to - at) else { return false }
      if !isRewriting {
        text.beginRewriting()
        isRewriting = true
      }
      if at > kept { text.keep(at - kept) }
      if rule.count > 0 {
        text.replace(to - at, with: rule.bytes, rule.count)
      } else {
        text.drop(to - at)
      }
      kept = to
      return true
    }
    while at < end {
      // ASCII letters, digits and most signs are clusters of their own, unless a mark follows.
      let clusterEnd =
        source[at] < 0x80 && source[at] >= 0x20 && at + 1 < end && source[at + 1] < 0x80
        ? at + 1 : breaks.clusterEnd(from: at)
      if clusterEnd - at >= Self.longCluster || !apply(at, clusterEnd) {
        var scalar = at
        while scalar < clusterEnd {
          let next = scalar + decodeScalar(source + scalar).length
          _ = apply(scalar, next)
          scalar = next
        }
      }
      at = clusterEnd
    }
    if isRewriting {
      if end > kept { text.keep(end - kept) }
      text.endRewriting()
    }
  }

  /// The replacement by the shortest rule at the start of a text; nil where no rule matches.
  private func shortestRule(
    _ text: UnsafePointer<UInt8>, count: Int
  ) -> (bytes: UnsafePointer<UInt8>, count: Int)? {
    let units = charsmap.units.base
    var node = Charsmap.offset(units[0])
    for index in 0..<count {
      let byte = text[index]
      if byte == 0 { return nil }
      node ^= Int(byte)
      let unit = units[node]
      if Charsmap.label(unit) != UInt32(byte) { return nil }
      node ^= Charsmap.offset(unit)
      if Charsmap.hasLeaf(unit) {
        let bytes = charsmap.texts.base + Int(units[node] & 0x7FFF_FFFF)
        var length = 0
        while bytes[length] != 0 { length += 1 }
        return (bytes, length)
      }
    }
    return nil
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension PieceTable {
  /// The pieces' numbers in the order of their bytes (unsigned, the shorter first where one starts the
  /// other).
  ///
  /// Pieces are distinct, so the order is total. O(n log n).
  public func canonicalOrder() -> [Int] {
    bytes.withUnsafeBufferPointer { bytes in
      var entries: [(prefix: UInt64, index: Int)] = []
      entries.reserveCapacity(count)
      for index in 0..<count {
        entries.append((prefix64(UnsafeBufferPointer(rebasing: bytes[range(index)])), index))
      }
      // Most comparisons end at the first eight bytes, without a visit to the buffer.
      entries.sort { a, b in
        if a.prefix != b.prefix { return a.prefix < b.prefix }
        return bytes[range(a.index)].lexicographicallyPrecedes(bytes[range(b.index)])
      }
      return entries.map(\.index)
    }
  }

  /// The same content with the pieces numbered in canonical order.
  ///
  /// O(n log n).
  public func sorted() -> PieceTable {
    var result = PieceTable()
    for index in canonicalOrder() { result.add(self[index], weight: counts[index]) }
    return result
  }

  /// Whether both tables hold the same pieces with the same counts, in whatever order.
  public func hasSameContent(as other: PieceTable) -> Bool {
    guard count == other.count else { return false }
    return (0..<count).allSatisfy { other.count(of: self[$0]) == counts[$0] }
  }
}

/// The first sixteen bytes of a piece behind whose start sixteen bytes may be read, as `prefix128` gives them.
@inline(__always)
func prefix128(readable base: UnsafePointer<UInt8>, count: Int) -> UInt128 {
  let word = UInt128(bigEndian: UnsafeRawPointer(base).loadUnaligned(as: UInt128.self))
  return count >= 16 ? word : count == 0 ? 0 : word & (UInt128.max &<< UInt128(128 &- 8 &* count))
}

/// The first sixteen bytes as a number that orders as they do, zeros behind short ones.
func prefix128(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt128 {
  let (first, rest) = (bytes.prefix(8), bytes.dropFirst(8))
  return UInt128(prefix64(UnsafeBufferPointer(rebasing: first))) << 64
    | UInt128(prefix64(UnsafeBufferPointer(rebasing: rest)))
}

/// The order of two pieces whose first sixteen bytes are the same, with zeros behind short ones.
@inline(__always)
func order(samePrefix a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
  a.count <= 16 && b.count <= 16 ? a.count - b.count : order(a, b)
}

/// The order of two pieces by their bytes, the shorter first where one starts the other: below, at or above 0.
func order(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
  let common = min(a.count, b.count)
  if common > 0, let one = a.baseAddress, let two = b.baseAddress {
    let result = memcmp(one, two, common)
    if result != 0 { return Int(result) }
  }
  return a.count - b.count
}

/// The first eight bytes as a number that orders as they do, zeros behind short ones.
func prefix64(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
  if bytes.count >= 8, let base = bytes.baseAddress {
    return UInt64(bigEndian: UnsafeRawPointer(base).loadUnaligned(as: UInt64.self))
  }
  var value: UInt64 = 0
  for index in 0..<8 {
    value = value << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
  }
  return value
}

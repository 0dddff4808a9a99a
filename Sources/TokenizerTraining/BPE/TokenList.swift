/// Tokens' bytes by id, in one flat buffer that grows.
struct TokenList: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where each token starts; one more entry than tokens.
  private(set) var offsets: [Int] = [0]

  init() {}

  /// Takes tokens that lie as they are to lie.
  init(bytes: [UInt8], offsets: [Int]) {
    self.bytes = bytes
    self.offsets = offsets
  }

  var count: Int { offsets.count - 1 }

  subscript(_ id: UInt32) -> ArraySlice<UInt8> { bytes[range(id)] }

  /// The first byte of a token, which has at least one.
  func firstByte(_ id: UInt32) -> UInt8 { bytes[offsets[Int(id)]] }

  private func range(_ id: UInt32) -> Range<Int> { offsets[Int(id)]..<offsets[Int(id) + 1] }

  mutating func append(_ token: some Sequence<UInt8>) {
    bytes.append(contentsOf: token)
    offsets.append(bytes.count)
  }

  /// Adds the token that `left` and `right` make together.
  mutating func append(joining left: UInt32, _ right: UInt32) {
    // Byte by byte: a slice of `bytes` that is alive while they grow would copy them all each time.
    for index in range(left) { bytes.append(bytes[index]) }
    for index in range(right) { bytes.append(bytes[index]) }
    offsets.append(bytes.count)
  }

  /// The first eight bytes as a number that orders as they do, zeros behind short ones.
  func prefix(_ id: UInt32) -> UInt64 {
    var value: UInt64 = 0
    let token = self[id]
    for byte in token.prefix(8) { value = value << 8 | UInt64(byte) }
    return value << UInt64(8 * max(0, 8 - token.count))
  }

  /// The first eight bytes of two tokens, one behind the other, as `prefix` gives them.
  func prefix(_ left: UInt32, _ right: UInt32) -> UInt64 {
    let length = range(left).count
    let first = prefix(left)
    return length >= 8 ? first : first | prefix(right) >> UInt64(8 * length)
  }

  /// The order of what two pairs of tokens make together by their bytes: below, at or above 0.
  func compare(
    joined a: (left: UInt32, right: UInt32), _ b: (left: UInt32, right: UInt32)
  ) -> Int {
    let (lengthA, lengthB) = (range(a.left).count, range(b.left).count)
    let (wholeA, wholeB) = (lengthA + range(a.right).count, lengthB + range(b.right).count)
    return bytes.withUnsafeBufferPointer { bytes in
      // A token's bytes follow each other; the right one's start where they would if they were joined.
      let (leftA, rightA) = (range(a.left).lowerBound, range(a.right).lowerBound - lengthA)
      let (leftB, rightB) = (range(b.left).lowerBound, range(b.right).lowerBound - lengthB)
      for index in 0..<min(wholeA, wholeB) {
        let byteA = bytes[(index < lengthA ? leftA : rightA) + index]
        let byteB = bytes[(index < lengthB ? leftB : rightB) + index]
        if byteA != byteB { return byteA < byteB ? -1 : 1 }
      }
      return wholeA - wholeB
    }
  }

  /// The order of two tokens by their bytes: below, at or above 0.
  func compare(_ a: UInt32, _ b: UInt32) -> Int {
    if a == b { return 0 }
    return bytes.withUnsafeBufferPointer { bytes in
      let (startA, startB) = (offsets[Int(a)], offsets[Int(b)])
      let (lengthA, lengthB) = (offsets[Int(a) + 1] - startA, offsets[Int(b) + 1] - startB)
      for index in 0..<min(lengthA, lengthB) {
        let (byteA, byteB) = (bytes[startA + index], bytes[startB + index])
        if byteA != byteB { return byteA < byteB ? -1 : 1 }
      }
      return lengthA - lengthB
    }
  }
}

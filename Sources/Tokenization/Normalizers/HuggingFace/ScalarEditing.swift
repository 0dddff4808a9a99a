/// What becomes of one scalar.
struct ScalarEdit {
  enum Kind { case keep, drop, put }
  var kind: Kind
  var bytes: UnsafePointer<UInt8>?
  var count: Int

  @inline(__always) static var keep: ScalarEdit { ScalarEdit(kind: .keep, bytes: nil, count: 0) }
  @inline(__always) static var drop: ScalarEdit { ScalarEdit(kind: .drop, bytes: nil, count: 0) }
  @inline(__always) static func put(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> ScalarEdit {
    ScalarEdit(kind: .put, bytes: bytes, count: count)
  }
}

extension NormalizedText {
  /// Rewrites the text scalar by scalar, without a copy where all are kept.
  ///
  /// O(n).
  ///
  /// The bytes that an edit puts need to live until the next call of `edit` only.
  @inline(__always)
  mutating func editScalars(_ edit: (UInt32) -> ScalarEdit) {
    let source = bytes
    let end = count
    var at = 0
    var kept = 0
    var isRewriting = false
    while at < end {
      let (scalar, length) = decodeScalar(source + at)
      let change = edit(scalar)
      if change.kind != .keep {
        if !isRewriting {
          beginRewriting()
          isRewriting = true
        }
        if at > kept { keep(at - kept) }
        if change.count > 0, let bytes = change.bytes {
          replace(length, with: bytes, change.count)
        } else {
          drop(length)
        }
        kept = at + length
      }
      at += length
    }
    if isRewriting {
      if at > kept { keep(at - kept) }
      endRewriting()
    }
  }
}

/// The scalar at the start of valid UTF-8, and its length.
@inline(__always)
func decodeScalar(_ text: UnsafePointer<UInt8>) -> (scalar: UInt32, length: Int) {
  let first = UInt32(text[0])
  if first < 0x80 { return (first, 1) }
  let second = UInt32(text[1] & 0x3F)
  if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
  let third = UInt32(text[2] & 0x3F)
  if first < 0xF0 { return ((first & 0xF) << 12 | second << 6 | third, 3) }
  // Masked to 21 bits, so that tables are never left, whatever the bytes.
  let scalar = (first & 7) << 18 | second << 12 | third << 6 | UInt32(text[3] & 0x3F)
  return (min(scalar, 0x10FFFF), 4)
}

/// Writes a scalar as UTF-8; gives its length.
@inline(__always)
@discardableResult
func encodeScalar(_ scalar: UInt32, to target: UnsafeMutablePointer<UInt8>) -> Int {
  func low(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: scalar >> shift & 0x3F | 0x80) }
  if scalar < 0x80 {
    target[0] = UInt8(truncatingIfNeeded: scalar)
    return 1
  }
  if scalar < 0x800 {
    target[0] = UInt8(truncatingIfNeeded: scalar >> 6 | 0xC0)
    target[1] = low(0)
    return 2
  }
  if scalar < 0x10000 {
    target[0] = UInt8(truncatingIfNeeded: scalar >> 12 | 0xE0)
    target[1] = low(6)
    target[2] = low(0)
    return 3
  }
  target[0] = UInt8(truncatingIfNeeded: scalar >> 18 | 0xF0)
  target[1] = low(12)
  target[2] = low(6)
  target[3] = low(0)
  return 4
}

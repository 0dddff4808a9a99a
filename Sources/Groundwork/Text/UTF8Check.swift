/// The offset of the first byte that is not part of well-formed UTF-8, or nil.
///
/// Complexity: O(bytes up to it), besides a fixed number.
public func firstInvalidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  if UTF8Scan.isValid(bytes) { return nil }
  // What is wrong, and where, is for the library to say.
  do {
    _ = try UTF8Span(validating: bytes.span)
    return nil
  } catch {
    return error.byteOffsets.lowerBound
  }
}

/// The first bytes that are not part of well-formed UTF-8, or nil: a maximal part of a scalar, or one byte.
///
/// Complexity: O(bytes up to it), so that all can be found one after the other.
public func firstInvalidUTF8Part(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
  do {
    _ = try UTF8Span(validating: bytes.span)
    return nil
  } catch {
    return error.byteOffsets
  }
}

/// The offset of the first byte that is not part of well-formed UTF-8, or nil.
public func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
  bytes.withUnsafeBufferPointer { firstInvalidUTF8($0) }
}

extension UnsafeBufferPointer<UInt8> {
  /// A copy in which each byte that is not part of well-formed UTF-8 is a question mark: places stay.
  ///
  /// - Complexity: O(n).
  public func replacingInvalidUTF8() -> [UInt8] {
    var bytes = [UInt8](self)
    var start = 0
    while let offset = firstInvalidUTF8(UnsafeBufferPointer(rebasing: self[start...])) {
      bytes[start + offset] = UInt8(ascii: "?")
      start += offset + 1
    }
    return bytes
  }
}

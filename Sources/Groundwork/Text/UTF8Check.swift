/// The offset of the first byte that is not part of well-formed UTF-8, or nil.
///
/// Complexity: O(n), about 1 GB/s (the standard library's validator).
public func firstInvalidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  do {
    _ = try UTF8Span(validating: bytes.span)
    return nil
  } catch {
    return error.byteOffsets.lowerBound
  }
}

/// The offset of the first byte that is not part of well-formed UTF-8, or nil.
public func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
  bytes.withUnsafeBufferPointer { firstInvalidUTF8($0) }
}

import CICU
import Groundwork

/// Texts as they would be in capitals, or without marks: what a text costs more or less for how it is written.
///
/// Owned by one thread.
public final class TextVariants {
  private let handle: OpaquePointer

  /// Creates a maker; throws where there is no memory for it.
  public init() throws(Failure) {
    guard let made = derlius_variants_new() else { throw ICU.unavailable("upper case") }
    handle = made
  }

  deinit { derlius_variants_free(handle) }

  /// Adds a text in full upper case by the root locale (Unicode chapter 3.13) to `output`.
  ///
  /// Complexity: O(n). Throws where the text has more than `ICU.textLimit` bytes.
  public func appendUpper(
    _ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) throws(Failure) {
    guard let base = text.baseAddress, !text.isEmpty else { return }
    var bytes: UnsafePointer<UInt8>?
    let count = derlius_variants_upper(handle, base, text.count, &bytes)
    if count < 0 { throw ICU.failed("upper case") }
    output.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
  }

  /// Adds a text without marks to `output`: its NFD without scalars of General_Category Mn, in NFC.
  ///
  /// Complexity: O(n). Throws where the text has more than `ICU.textLimit` bytes.
  public func appendWithoutMarks(
    _ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) throws(Failure) {
    guard let base = text.baseAddress, !text.isEmpty else { return }
    var bytes: UnsafePointer<UInt8>?
    let count = derlius_variants_without_marks(handle, base, text.count, &bytes)
    if count < 0 { throw ICU.failed("letters without marks") }
    output.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
  }
}

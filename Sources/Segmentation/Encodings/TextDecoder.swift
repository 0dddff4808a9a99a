import CICU
import Groundwork

/// Converts text in another encoding to UTF-8, part by part, by ICU.
///
/// Owned by one thread.
public final class TextDecoder {
  /// What a step did.
  public struct Step: Sendable, Hashable {
    /// Bytes of the input that were used.
    public var used = 0
    /// Bytes of UTF-8 that were written.
    public var written = 0
    /// The length in bytes of a sequence that is not valid in the encoding and ends where the used bytes end; 0
    /// where there is none.
    public var invalid = 0
  }

  /// ICU's own name of the encoding, such as `ibm-5353_P100-1998` for windows-1257.
  public let name: String
  private let handle: OpaquePointer

  /// Whether ICU knows an encoding by this name.
  public static func isKnown(_ encoding: String) -> Bool {
    guard let handle = derlius_converter_new(encoding) else { return false }
    derlius_converter_free(handle)
    return true
  }

  /// Creates a decoder for an encoding's name or alias; throws where ICU knows none.
  public init(_ encoding: String) throws(Failure) {
    guard let made = derlius_converter_new(encoding) else {
      throw Failure.usage(
        "there is no encoding \(encoding)",
        remedy: "use a name that ICU knows, such as UTF-16 or windows-1257")
    }
    handle = made
    name = String(cString: derlius_converter_name(made))
  }

  deinit { derlius_converter_free(handle) }

  /// Converts from the start of `input` into `output`, which has room for at least 4 bytes.
  ///
  /// A step ends where the input is used up, the output is full, or bytes are not valid. With `isLast` no
  /// input follows; the text has ended when a step uses and writes nothing. What is written is valid UTF-8. Complexity: O(n).
  public func step(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>,
    isLast: Bool
  ) throws(Failure) -> Step {
    var step = Step()
    let state = derlius_converter_apply(
      handle, input.baseAddress, input.count, &step.used, output.baseAddress, output.count,
      &step.written, &step.invalid, isLast ? 1 : 0)
    if state == DERLIUS_CONVERTED_FAILED {
      throw Failure("ICU cannot convert from \(name)", remedy: "convert the text with iconv")
    }
    return step
  }
}

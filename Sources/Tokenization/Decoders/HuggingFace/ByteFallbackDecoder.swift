import Groundwork

/// Makes tokens such as `<0x0A>` the bytes that they name.
///
/// Where the bytes of a run of such tokens are not UTF-8 the library writes U+FFFD for each; here they
/// stay bytes.
public struct ByteFallbackDecoder: DecoderStep {
  /// `ByteFallback`.
  public let name = "ByteFallback"

  /// Creates the step.
  public init() {}

  /// A text for each run of byte tokens and for each other token.
  ///
  /// O(bytes).
  public func decode(_ tokens: TextBatch) -> TextBatch {
    var result = TextBatch()
    var run: [UInt8] = []
    tokens.forEachText { _, token in
      if let byte = Self.byte(token) {
        run.append(byte)
        return
      }
      if !run.isEmpty { result.append(run) }
      run.removeAll(keepingCapacity: true)
      result.append(token)
    }
    if !run.isEmpty { result.append(run) }
    return result
  }

  /// The byte that `<0xHH>` names, in either case; nil for another token.
  static func byte(_ token: UnsafeBufferPointer<UInt8>) -> UInt8? {
    guard token.count == 6, token[0] == 0x3C, token[1] == 0x30, token[2] == 0x78, token[5] == 0x3E
    else { return nil }
    // `<0x+A>` names 10 in the library, whose number parser takes a sign.
    if token[3] == 0x2B { return digit(token[4]) }
    guard let high = digit(token[3]), let low = digit(token[4]) else { return nil }
    return high << 4 | low
  }

  private static func digit(_ character: UInt8) -> UInt8? {
    switch character {
    case 0x30...0x39: character - 0x30
    case 0x41...0x46: character - 0x41 + 10
    case 0x61...0x66: character - 0x61 + 10
    default: nil
    }
  }
}

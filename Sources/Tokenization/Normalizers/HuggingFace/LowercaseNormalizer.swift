import UnicodeTables

/// Lower case scalar by scalar: no final sigma, and U+0130 becomes two scalars.
public struct LowercaseNormalizer: Normalizer {
  /// `Lowercase`.
  public let name = "Lowercase"

  /// Creates the normalizer.
  public init() {}

  /// Lowers each scalar.
  ///
  /// O(n).
  public func normalize(_ text: inout NormalizedText) {
    let mappings = ScalarMappings.lowercase
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { buffer in
      guard let memory = buffer.baseAddress else { return }
      text.editScalars { scalar in
        if scalar < 0x80 {
          guard scalar >= 0x41, scalar <= 0x5A else { return .keep }
          memory[0] = UInt8(truncatingIfNeeded: scalar | 0x20)
          return .put(memory, 1)
        }
        guard let lower = mappings[scalar] else { return .keep }
        var count = 0
        for part in lower.prefix(4) { count += encodeScalar(part, to: memory + count) }
        return .put(memory, count)
      }
    }
  }
}

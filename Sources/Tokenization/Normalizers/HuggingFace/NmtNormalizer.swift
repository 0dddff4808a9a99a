/// Drops ASCII controls and makes other separators spaces: `Nmt`.
public struct NmtNormalizer: Normalizer {
  /// `Nmt`.
  public let name = "Nmt"

  /// Creates the normalizer.
  public init() {}

  /// Drops and replaces scalar by scalar.
  ///
  /// O(n).
  public func normalize(_ text: inout NormalizedText) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { space in
      guard let memory = space.baseAddress else { return }
      memory[0] = 0x20
      text.editScalars { scalar in
        switch scalar {
        case 0x20...0x7E: .keep
        case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0x8F, 0x9F: .drop
        case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF,
          0xFFFD:
          .put(memory, 1)
        default: .keep
        }
      }
    }
  }
}

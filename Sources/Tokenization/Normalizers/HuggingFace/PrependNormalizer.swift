/// Puts a text before each text that is not empty.
public struct PrependNormalizer: Normalizer {
  /// What is put before.
  public let prepended: [UInt8]

  /// Creates a normalizer.
  public init(_ prepended: [UInt8]) { self.prepended = prepended }

  /// `Prepend` and the text.
  public var name: String { "Prepend \(quoted(prepended))" }

  /// Puts it before.
  ///
  /// O(n).
  public func normalize(_ text: inout NormalizedText) {
    if text.count == 0 || prepended.isEmpty { return }
    text.beginRewriting()
    prepended.withUnsafeBufferPointer {
      if let base = $0.baseAddress { text.insert(base, $0.count) }
    }
    text.keep(text.count)
    text.endRewriting()
  }
}

/// Bytes as text in quotation marks, for names.
func quoted(_ bytes: [UInt8]) -> String { "\"\(String(decoding: bytes, as: UTF8.self))\"" }

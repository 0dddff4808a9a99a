import Groundwork
import Segmentation

/// Looks through documents for what makes numbers doubtful.
///
/// Of repeats only 64-bit hashes are held: memory is some 16 bytes for each distinct document, and
/// two of n documents are taken for one with a chance of about n² / 2⁶⁵.
public struct CorpusCheck: Sendable {
  private var seen = HashSet()
  private var documents = 0
  private var repeats = 0
  private var replaced = 0
  private var controlled = 0

  /// Starts a check.
  public init() {}

  /// Looks through a batch.
  ///
  /// Documents without words are passed over.
  public mutating func add(_ batch: TextBatch) {
    batch.forEachText { _, text in
      if WhiteSpace.wordCount(in: text) == 0 { return }
      documents += 1
      if !seen.insert(byteHash(text)) { repeats += 1 }
      let found = Self.doubtful(text)
      if found.replacement { replaced += 1 }
      if found.control { controlled += 1 }
    }
  }

  /// What was found, in a fixed order; empty where nothing was.
  public var warnings: [CorpusWarning] {
    var warnings: [CorpusWarning] = []
    if repeats > 0 { warnings.append(.repeatedDocuments(repeats: repeats, of: documents)) }
    if replaced > 0 { warnings.append(.replacementCharacters(documents: replaced, of: documents)) }
    if controlled > 0 { warnings.append(.controlCharacters(documents: controlled, of: documents)) }
    return warnings
  }

  private static func doubtful(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (replacement: Bool, control: Bool) {
    var replacement = false
    var control = false
    for index in 0..<text.count {
      let byte = text[index]
      if byte < 0x20 {
        control = control || byte != 0x09
      } else if byte == 0x7F {
        control = true
      } else if byte == 0xC2 {
        control = control || (text[index + 1] < 0xA0 && text[index + 1] != 0x85)
      } else if byte == 0xEF, text[index + 1] == 0xBF, text[index + 2] == 0xBD {
        replacement = true
      }
    }
    return (replacement, control)
  }
}

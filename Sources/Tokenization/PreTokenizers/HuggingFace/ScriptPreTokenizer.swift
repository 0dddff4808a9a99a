import UnicodeTables

/// Cuts where the script changes, by the library's own table; kana count as Han: `UnicodeScripts`.
///
/// As in the library, what stands before the first scalar that has a script is dropped.
public struct ScriptPreTokenizer: PreTokenizer {
  /// `UnicodeScripts`.
  public let name = "UnicodeScripts"

  /// Creates the pre-tokenizer.
  public init() {}

  /// Cuts each piece.
  ///
  /// O(n).
  public func cut(_ text: inout NormalizedText) {
    let table = TextScript.table
    let source = text.bytes
    text.beginCutting()
    for index in 0..<text.pieceCount {
      let piece = text.piece(index)
      var at = piece.start
      var last = -1
      var lastScript: UInt8 = 0
      while at < piece.end {
        let (scalar, length) = decodeScalar(source + at)
        let script = table[scalar]
        if script != 0, script != lastScript {
          if last >= 0 { text.cut(last, at) }
          last = at
          lastScript = script
        }
        at += length
      }
      if last >= 0 { text.cut(last, at) }
    }
    text.endCutting()
  }
}

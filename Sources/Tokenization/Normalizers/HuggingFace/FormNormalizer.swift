import UnicodeTables

/// NFC, NFD, NFKC and NFKD by the tables of `tokenizers`, which are older than today's Unicode.
public struct FormNormalizer: Normalizer {
  /// A normal form; the numbers are places in `FormTables.unrest`.
  public enum Form: UInt8, Sendable {
    // swift-format-ignore
    case nfd = 0, nfc = 2, nfkd = 4, nfkc = 6
  }

  /// The normal form.
  public let form: Form

  /// Creates a normalizer.
  public init(_ form: Form) { self.form = form }

  /// `NFC`, `NFD`, `NFKC` or `NFKD`.
  public var name: String { "\(form)".uppercased() }

  /// Normalizes stretch by stretch: from one scalar that can begin one to the next.
  ///
  /// O(n log n) for runs of marks, else O(n).
  public func normalize(_ text: inout NormalizedText) {
    let source = text.bytes
    let end = text.count
    let unrest = FormTables.shared.unrest
    let shift = form.rawValue
    var rewriter: StretchRewriter?
    var at = 0
    var start = 0
    // Whether the stretch is one scalar that stays as it is.
    var isQuiet = true
    while at < end {
      if source[at] < 0x80 {
        // ASCII begins a stretch and stays.
        if !isQuiet { StretchRewriter.run(&rewriter, &text, form, start, at) }
        start = at
        isQuiet = true
        at += 1
        continue
      }
      let (scalar, length) = decodeScalar(source + at)
      let bits = unrest[scalar] >> shift & 3
      if bits & 1 == 0 {
        if !isQuiet { StretchRewriter.run(&rewriter, &text, form, start, at) }
        start = at
        isQuiet = bits == 0
      } else {
        isQuiet = false
      }
      at += length
    }
    if !isQuiet { StretchRewriter.run(&rewriter, &text, form, start, end) }
    rewriter?.finish(&text)
  }
}

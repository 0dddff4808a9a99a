import CICU
import Groundwork

/// Brings UTF-8 texts to a form, by ICU.
///
/// Owned by one thread.
///
/// The text is normalized, its case mapped, and normalized again where case mapping left the form.
public final class TextNormalizer {
  /// The form that texts are brought to.
  public let form: TextForm
  private let handle: OpaquePointer?

  /// Creates a normalizer; throws where ICU's data is missing.
  public init(_ form: TextForm) throws(Failure) {
    self.form = form
    if form.isRaw {
      handle = nil
      return
    }
    guard
      let made = derlius_normalizer_new(
        form.normalForm.code, form.letterCase.code, form.locale)
    else { throw ICU.unavailable("form \(form)") }
    handle = made
  }

  deinit { derlius_normalizer_free(handle) }

  /// Calls `body` with the text in the form and whether it differs from `text`.
  ///
  /// The buffer lives until `body` returns; unchanged text is given back as it is, without a copy.
  /// Complexity: O(n). Throws where the text has more than `ICU.textLimit` bytes.
  public func withNormalized<Result>(
    _ text: UnsafeBufferPointer<UInt8>,
    _ body: (_ text: UnsafeBufferPointer<UInt8>, _ changed: Bool) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let handle, let base = text.baseAddress, !text.isEmpty else {
      return try body(text, false)
    }
    var output: UnsafePointer<UInt8>?
    var length = 0
    switch derlius_normalizer_apply(handle, base, text.count, &output, &length) {
    case 0: return try body(text, false)
    case 1: return try body(UnsafeBufferPointer(start: output, count: length), true)
    default: throw ICU.failed("form \(form)")
    }
  }

  /// Adds the text in the form to `output`; gives whether it differs from `text`.
  @discardableResult
  public func append(
    _ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) throws(Failure) -> Bool {
    try withNormalized(text) { (text, changed) throws(Failure) in
      output.append(contentsOf: text)
      return changed
    }
  }
}

extension NormalForm {
  fileprivate var code: derlius_form {
    switch self {
    case .raw: DERLIUS_FORM_RAW
    case .nfc: DERLIUS_FORM_NFC
    case .nfd: DERLIUS_FORM_NFD
    case .nfkc: DERLIUS_FORM_NFKC
    case .nfkd: DERLIUS_FORM_NFKD
    }
  }
}

extension LetterCase {
  fileprivate var code: derlius_case {
    switch self {
    case .kept: DERLIUS_CASE_KEPT
    case .lower: DERLIUS_CASE_LOWER
    case .folded: DERLIUS_CASE_FOLDED
    }
  }
}

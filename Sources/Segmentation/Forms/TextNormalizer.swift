import CICU
import Groundwork

/// Brings UTF-8 texts to a form: what needs no change is found by hand, the rest is done by ICU.
///
/// Owned by one thread. The steps and their order are those of `TextForm`.
public final class TextNormalizer {
  /// The form that texts are brought to.
  public let form: TextForm
  private let handle: OpaquePointer
  private let cleaning: CleaningStep?
  private let normalForm: NormalFormStep?
  private let recorder = ChangeRecorder()
  /// What the steps write, in turn.
  @exclusivity(unchecked) private var buffers = (StepBuffer(), StepBuffer())

  /// Creates a normalizer; throws where ICU's data is missing.
  public init(_ form: TextForm) throws(Failure) {
    self.form = form
    guard let made = derlius_normalizer_new(form.letterCase.code, form.locale) else {
      throw ICU.unavailable("form \(form)")
    }
    handle = made
    cleaning = CleaningStep(form)
    normalForm = form.normalForm == .raw ? nil : NormalFormStep(form.normalForm.code, made)
  }

  deinit { derlius_normalizer_free(handle) }

  /// What the texts given so far changed by.
  public var changes: FormChanges { recorder.changes }

  /// What the texts given so far changed by; the record starts anew, with document 0.
  public func takeChanges() -> FormChanges { recorder.take() }

  /// Calls `body` with the text in the form and whether it differs from `text`.
  ///
  /// The buffer lives until the next text; unchanged text is given back as it is, without a copy.
  /// Complexity: O(n). Throws where the text has more than `ICU.textLimit` bytes.
  public func withNormalized<Result>(
    _ text: UnsafeBufferPointer<UInt8>,
    _ body: (_ text: UnsafeBufferPointer<UInt8>, _ changed: Bool) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let result = try normalized(text)
    // Case mapping and then normalizing can arrive where the text began.
    let changed = result.map { !same($0, text) } ?? false
    recorder.end(changed: changed)
    return try body(changed ? result ?? text : text, changed)
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

  /// The text after all steps, or nil where none changed it.
  private func normalized(
    _ original: UnsafeBufferPointer<UInt8>
  ) throws(Failure) -> UnsafeBufferPointer<UInt8>? {
    guard original.count <= ICU.textLimit else { throw ICU.failed("form \(form)") }
    recorder.begin()
    var text = original
    var isChanged = false
    func take() {
      text = buffers.0.bytes
      buffers = (buffers.1, buffers.0)
      isChanged = true
    }
    if let cleaning {
      buffers.0.removeAll()
      if cleaning.apply(text, into: buffers.0, recorder) { take() }
    }
    if try normalize(text, original) { take() }
    if form.letterCase != .kept {
      buffers.0.removeAll()
      let step = CaseStep()
      if try step.apply(text, into: buffers.0, recorder, original: original, handle) {
        take()
        // Case mapping may leave the form.
        if try normalize(text, original) { take() }
      }
    }
    if form.foldsWhiteSpace {
      buffers.0.removeAll()
      if SpaceFoldingStep.apply(text, into: buffers.0, recorder, original: original) { take() }
    }
    return isChanged ? text : nil
  }

  private func normalize(
    _ text: UnsafeBufferPointer<UInt8>, _ original: UnsafeBufferPointer<UInt8>
  ) throws(Failure) -> Bool {
    guard let normalForm else { return false }
    buffers.0.removeAll()
    return try normalForm.apply(text, into: buffers.0, recorder, original: original)
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

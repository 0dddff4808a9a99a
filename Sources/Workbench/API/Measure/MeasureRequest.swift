import Groundwork
import Segmentation

/// What `api/measure` is asked.
struct MeasureRequest: Sendable {
  /// The rules for words that text without annotation can be measured by.
  enum Words: String, CaseIterable, Sendable {
    case whitespace, uax29

    var rule: WordRule { self == .whitespace ? .whitespace : .uax29 }
  }

  /// The text, UTF-8.
  var text: [UInt8] = []
  /// The same content in another language, for the premium.
  var second: [UInt8]?
  /// The tokenizers' names.
  var tokenizers: [String] = []
  var words = Words.whitespace
  /// The name of the morphology for the text; nil for none.
  var morphology: String?

  /// Reads a request's body.
  init(_ body: [UInt8], _ limits: WorkbenchLimits) throws(Refusal) {
    var hasText = false
    try RequestMembers.read(body, ["text", "second", "tokenizers", "words", "morphology"]) {
      (member, scanner) throws(Failure) in
      switch member {
      case 0:
        text = try scanner.bytes()
        hasText = true
      case 1: second = try scanner.optional { (scanner) throws(Failure) in try scanner.bytes() }
      case 2: tokenizers = try scanner.strings(limit: limits.tokenizers)
      case 3: words = try scanner.word(Words.self, for: "words")
      default:
        morphology = try scanner.optional { (scanner) throws(Failure) in try scanner.text() }
      }
    }
    if !hasText { throw .missing("text") }
  }
}

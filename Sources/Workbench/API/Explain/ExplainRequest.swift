import Groundwork
import Tokenization

/// What `api/explain` is asked.
struct ExplainRequest: Sendable {
  /// The text, UTF-8.
  var text: [UInt8] = []
  /// The tokenizer's name.
  var tokenizer = ""
  var specials = SpecialHandling.reference

  /// Reads a request's body.
  init(_ body: [UInt8], _ limits: WorkbenchLimits) throws(Refusal) {
    var seen = (text: false, tokenizer: false)
    try RequestMembers.read(body, ["text", "tokenizer", "specials"]) {
      (member, scanner) throws(Failure) in
      switch member {
      case 0:
        text = try scanner.bytes()
        seen.text = true
      case 1:
        tokenizer = try scanner.text()
        seen.tokenizer = true
      default: specials = try scanner.word(SpecialHandling.self, for: "specials")
      }
    }
    if !seen.text { throw .missing("text") }
    if !seen.tokenizer { throw .missing("tokenizer") }
    if text.count > limits.explainedBytes {
      throw Refusal(
        413, "the text has \(text.count) bytes",
        remedy: "steps are shown of at most \(limits.explainedBytes): choose a part of it")
    }
  }
}

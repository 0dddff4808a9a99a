import Groundwork
import Segmentation

/// What `api/edit` is asked.
struct EditRequest: Sendable {
  /// The tokenizer's name.
  var tokenizer = ""
  /// The text, UTF-8.
  var text: [UInt8] = []
  /// The form that the text is brought to before the tokenizer gets it; nil leaves it as it is.
  var normalization: TextForm?
  /// A split pattern by name, or a regular expression, in place of the tokenizer's own; nil leaves that.
  var split: String?

  /// The forms that can be chosen: the name, and what people read.
  static let forms = [
    ("NFC", "NFC"), ("NFD", "NFD"), ("NFKC", "NFKC"), ("NFKD", "NFKD"), ("lower", "lower case"),
    ("NFC+lower", "NFC, lower case"), ("NFKC+folded", "NFKC, case folded"),
    ("no-soft-hyphens", "without soft hyphens"), ("fold-spaces", "white space folded"),
  ]

  /// Reads a request's body.
  init(_ body: [UInt8], _ limits: WorkbenchLimits) throws(Refusal) {
    var seen = (text: false, tokenizer: false)
    try RequestMembers.read(body, ["tokenizer", "text", "normalization", "split"]) {
      (member, scanner) throws(Failure) in
      switch member {
      case 0:
        tokenizer = try scanner.text()
        seen.tokenizer = true
      case 1:
        text = try scanner.bytes()
        seen.text = true
      case 2:
        guard let name = try scanner.optional({ (scanner) throws(Failure) in try scanner.text() })
        else { return }
        guard let form = TextForm(name) else {
          throw Failure(
            "there is no normalization \"\(name.prefix(40))\"",
            remedy: "join some of these by +: \(TextForm.words)")
        }
        normalization = form
      default: split = try scanner.optional { (scanner) throws(Failure) in try scanner.text() }
      }
    }
    if !seen.text { throw .missing("text") }
    if !seen.tokenizer { throw .missing("tokenizer") }
    if (split?.utf8.count ?? 0) > 10_000 {
      throw Refusal(413, "the split pattern has over 10,000 bytes", remedy: "use a shorter one")
    }
  }
}

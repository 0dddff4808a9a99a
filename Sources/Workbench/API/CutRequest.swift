import Groundwork
import Tokenization

/// What `api/encode` and `api/compare` are asked.
struct CutRequest: Sendable {
  /// The text, UTF-8.
  var text: [UInt8] = []
  /// The tokenizers' names.
  var tokenizers: [String] = []
  var specials = SpecialHandling.reference
  /// The bytes whose tokens or stretches are listed; nil for all, an empty range for none.
  var window: Range<Int>?

  /// Reads a request's body.
  init(_ body: [UInt8], _ limits: WorkbenchLimits) throws(Refusal) {
    var hasText = false
    try RequestMembers.read(body, ["text", "tokenizers", "specials", "window"]) {
      (member, scanner) throws(Failure) in
      switch member {
      case 0:
        text = try scanner.bytes()
        hasText = true
      case 1: tokenizers = try scanner.strings(limit: limits.tokenizers)
      case 2: specials = try scanner.word(SpecialHandling.self, for: "specials")
      default: window = try scanner.optional { (scanner) throws(Failure) in try scanner.range() }
      }
    }
    if !hasText { throw .missing("text") }
  }
}

extension Refusal {
  /// A member that must be there is not.
  static func missing(_ member: String) -> Refusal {
    Refusal(400, "the request has no member \"\(member)\"", remedy: "add it")
  }
}

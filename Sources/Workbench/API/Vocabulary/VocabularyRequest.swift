import Groundwork

/// What `api/vocabulary` is asked.
struct VocabularyRequest: Sendable {
  /// How `search` is meant.
  enum Search: String, CaseIterable, Sendable {
    /// Tokens that hold the text; a space is also the vocabulary's mark for one.
    case text
    /// Tokens that hold the bytes, which are given in hexadecimal.
    case bytes
    /// Tokens of text in which a regular expression finds something.
    case regex
  }

  /// How tokens are ordered; ties by id.
  enum Order: String, CaseIterable, Sendable {
    case id, text, length
  }

  /// The tokenizer's name.
  var tokenizer = ""
  var search = ""
  var meaning = Search.text
  /// An ISO 15924 code, or `common`, `several`, `fragment`; nil for all.
  var script: String?
  /// Only tokens of these kinds; all where there is none.
  var kinds: [PieceKind] = []
  /// The least and the greatest number of characters.
  var length: ClosedRange<Int>?
  var reachable: Bool?
  var from = 0
  var count = 200
  var order = Order.id

  /// The most tokens in one answer.
  static let mostTokens = 1_000

  /// Reads a request's body.
  init(_ body: [UInt8], _ limits: WorkbenchLimits) throws(Refusal) {
    var hasTokenizer = false
    let names = [
      "tokenizer", "search", "as", "script", "kind", "length", "reachable", "from", "count",
      "order",
    ]
    try RequestMembers.read(body, names) { (member, scanner) throws(Failure) in
      switch member {
      case 0:
        tokenizer = try scanner.text()
        hasTokenizer = true
      case 1: search = try scanner.text()
      case 2: meaning = try scanner.word(Search.self, for: "as")
      case 3: script = try scanner.optional { (scanner) throws(Failure) in try scanner.text() }
      case 4:
        let words = try scanner.optional { (scanner) throws(Failure) in
          try scanner.strings(limit: PieceKind.allCases.count)
        }
        for word in words ?? [] {
          guard let kind = PieceKind(rawValue: word) else {
            throw Failure(
              "kind cannot be \"\(word.prefix(40))\"",
              remedy: "use \(PieceKind.allCases.map(\.rawValue).joined(separator: ", "))")
          }
          kinds.append(kind)
        }
      case 5:
        let range = try scanner.optional { (scanner) throws(Failure) in try scanner.range() }
        length = range.map { $0.lowerBound...$0.upperBound }
      case 6: reachable = try scanner.optional { (scanner) throws(Failure) in try scanner.bool() }
      case 7: from = try scanner.index()
      case 8: count = min(try scanner.index(), Self.mostTokens)
      default: order = try scanner.word(Order.self, for: "order")
      }
    }
    if !hasTokenizer { throw .missing("tokenizer") }
    if search.utf8.count > 1_000 {
      throw Refusal(413, "the search has over 1,000 bytes", remedy: "search for less")
    }
  }
}

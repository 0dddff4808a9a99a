import Groundwork

extension Tokenizer {
  /// The special tokens that a selection names.
  ///
  /// - Complexity: O(vocabulary).
  public func specials(_ selection: SpecialSelection) -> [SpecialToken] {
    switch selection {
    case .none: []
    case .all: specials
    case .only(let names):
      specials.filter { token in names.contains { $0.utf8.elementsEqual(token.bytes) } }
    }
  }

  /// The ids of a text as tiktoken's `encode(text, allowed_special=…, disallowed_special=…)` gives them.
  ///
  /// For a text now and then: each call makes an encoder. For many, keep a `SpecialTokenEncoder`.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - allowedSpecials: special tokens that become their ids.
  ///   - disallowedSpecials: what the text must not hold; `all` stands for all that are not allowed,
  ///     while names in `only` may be any text and are refused even where they are allowed too.
  /// - Throws: `Failure` (usage) with the first that the text holds and its byte offset.
  public func encode(
    _ text: [UInt8], allowedSpecials: SpecialSelection,
    disallowedSpecials: SpecialSelection = .all
  ) throws(Failure) -> [UInt32] {
    let allowed = specials(allowedSpecials)
    let refused: [SpecialToken]
    switch disallowedSpecials {
    case .none: refused = []
    case .all: refused = specials.filter { !allowed.contains($0) }
    case .only(let names): refused = names.map { SpecialToken(bytes: Array($0.utf8), id: 0) }
    }
    if let match = SpecialTokens(refused).firstMatch(in: text) {
      throw .usage(
        "the text holds \(match.token.text) at byte \(match.range.lowerBound)",
        remedy: "allow that special token, or disallow none to take it as text")
    }
    let encoder = makeEncoder(specials: .text)
    if allowed.isEmpty { return encoder.encode(text) }
    return SpecialTokenEncoder(encoder, specials: SpecialTokens(allowed)).encode(text)
  }

  /// The ids of a text; see `encode(_:allowedSpecials:disallowedSpecials:)` for bytes.
  public func encode(
    _ text: String, allowedSpecials: SpecialSelection,
    disallowedSpecials: SpecialSelection = .all
  ) throws(Failure) -> [UInt32] {
    try encode(
      Array(text.utf8), allowedSpecials: allowedSpecials, disallowedSpecials: disallowedSpecials)
  }
}

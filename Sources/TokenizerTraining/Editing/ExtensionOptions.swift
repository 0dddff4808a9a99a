import Groundwork

/// How a vocabulary is to be extended.
public struct ExtensionOptions: Sendable, Hashable {
  /// The most tokens to add, new letters and merges together.
  public var count: Int
  /// Pairs and letters that are rarer are not added: at least 1.
  public var minimumFrequency: UInt64 = 2
  /// The share of characters that are to have a token; for models of characters.
  public var characterCoverage = 0.9995

  /// Creates options.
  public init(count: Int) { self.count = count }

  /// Throws (usage) what makes no sense whatever the text is.
  public func validate() throws(Failure) {
    if count < 1 { throw .usage("--add \(count) adds nothing", remedy: "use 1 or more") }
    if minimumFrequency < 1 {
      throw .usage("a minimum frequency of 0 means nothing", remedy: "use 1 or more")
    }
    if !(characterCoverage > 0 && characterCoverage <= 1) {
      throw .usage(
        "a character coverage of \(characterCoverage) is not above 0 and at most 1",
        remedy: "use 0.9995, or 1 for a small alphabet")
    }
  }
}

/// What an extension found.
struct FoundTokens: Sendable {
  /// The new tokens: letters, then merges in their order.
  var tokens: [NewToken]
  /// How many of them are letters.
  var letters: Int
  /// The tokens of the text before and after; nil where that was not counted.
  var textTokens: (before: UInt64, after: UInt64)?
}

import Groundwork
import Tokenization

/// Recognizes pre-tokenizations that end in byte-level marks, which a byte-level BPE can do without.
enum ByteLevelPath {
  /// The way around the marks; nil where the stages must be followed one by one.
  ///
  /// - Parameter list: the pre-tokenizers in order, sequences resolved.
  static func find(
    _ list: [JSONValue], file: String, reading: (JSONValue) throws(Failure) -> any PreTokenizer
  ) throws(Failure) -> PipelineParts.ByteLevel? {
    guard let last = list.last, isType(last, "ByteLevel"),
      let addsSpace = last["add_prefix_space"]?.bool
    else { return nil }
    let usesPattern = last["use_regex"]?.bool ?? true
    let splitter = usesPattern ? SplitPattern.named("gpt2")?.makeSplitter() : nil
    let before = list.dropLast()
    if before.isEmpty { return .init(splitter: splitter, addsPrefixSpace: addsSpace) }
    // With something before, the space goes before each piece.
    if addsSpace { return nil }
    if before.count == 1, !usesPattern, let known = knownSplit(before[0]) {
      return .init(splitter: known)
    }
    var parts: [any PreTokenizer] = []
    for value in before { parts.append(try reading(value)) }
    return .init(before: parts, splitter: splitter)
  }

  /// The scanner of a `Split` whose pattern has one, and whose matches cover the text.
  private static func knownSplit(_ value: JSONValue) -> (any Splitter)? {
    guard isType(value, "Split"), let pattern = value["pattern"]?["Regex"]?.string,
      let behavior = value["behavior"]?.string, let isInverted = value["invert"]?.bool,
      behavior == "Isolated" || (behavior == "Removed" && isInverted)
    else { return nil }
    // Oniguruma reads `{1,3}+` as a repeated repetition, where tiktoken's engine reads a possessive one.
    if pattern.contains("}+") { return nil }
    return SplitPattern.recognized(pattern)?.makeSplitter()
  }

  static func isType(_ value: JSONValue, _ name: String) -> Bool { value["type"]?.string == name }
}

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
    guard let place = list.lastIndex(where: { isType($0, "ByteLevel") }),
      let addsSpace = list[place]["add_prefix_space"]?.bool
    else { return nil }
    let behind = list[(place + 1)...]
    let digits = digitCut(Array(behind))
    if digits == nil, !behind.isEmpty { return nil }
    let usesPattern = list[place]["use_regex"]?.bool ?? true
    let splitter = usesPattern ? SplitPattern.named("gpt2")?.makeSplitter() : nil
    let before = list[..<place]
    if before.isEmpty {
      return .init(splitter: splitter, digits: digits, addsPrefixSpace: addsSpace)
    }
    // With something before, the space goes before each piece.
    if addsSpace { return nil }
    if before.count == 1, !usesPattern, let known = knownSplit(before[0]) {
      return .init(splitter: known, digits: digits)
    }
    var parts: [any PreTokenizer] = []
    for value in before { parts.append(try reading(value)) }
    return .init(before: parts, splitter: splitter, digits: digits)
  }

  /// What `Digits` behind the marks comes to, alone or with Falcon's cut into threes.
  private static func digitCut(_ list: [JSONValue]) -> ByteDigitCut? {
    guard let first = list.first, isType(first, "Digits"),
      let isSingle = first["individual_digits"]?.bool
    else { return nil }
    if list.count == 1 { return ByteDigitCut(isSingle ? .single : .whole) }
    let split = list[1]
    guard list.count == 2, !isSingle, isType(split, "Split"),
      split["pattern"]?["Regex"]?.string == "[0-9][0-9][0-9]",
      split["behavior"]?.string == "Isolated", split["invert"]?.bool == false
    else { return nil }
    return ByteDigitCut(.threes)
  }

  /// The scanner of a `Split` whose pattern has one, and whose matches cover the text.
  private static func knownSplit(_ value: JSONValue) -> (any Splitter)? {
    guard isType(value, "Split"), let pattern = value["pattern"]?["Regex"]?.string,
      let behavior = value["behavior"]?.string, let isInverted = value["invert"]?.bool,
      behavior == "Isolated" || (behavior == "Removed" && isInverted)
    else { return nil }
    return SplitPattern.recognizedForOniguruma(pattern)?.makeSplitter()
  }

  static func isType(_ value: JSONValue, _ name: String) -> Bool { value["type"]?.string == name }
}

import Groundwork
import Tokenization

/// Writes a byte-level BPE as tiktoken has it: a rank file, and a side file with all that a rank file
/// cannot say.
public enum TiktokenWriter {
  /// The bytes of the rank file: a line `base64 SPACE rank` for each token, sorted by rank.
  ///
  /// - Complexity: O(bytes).
  public static func rankFile(_ tokens: RankedTokens) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(tokens.bytes.count * 4 / 3 + tokens.count * 12)
    for index in 0..<tokens.count {
      Base64.encode(tokens[index], into: &output)
      output.append(UInt8(ascii: " "))
      output.append(contentsOf: String(tokens.ranks[index]).utf8)
      output.append(UInt8(ascii: "\n"))
    }
    return output
  }

  /// The bytes of the side file: JSON with `name`, `pat_str` and `special_tokens`, and where they say
  /// something `first_ordinary_id` and `explicit_n_vocab`. `TiktokenSpecification(sideFile:)` reads it.
  ///
  /// A pattern given by name is written out as the regular expression, which tiktoken can take.
  public static func sideFile(_ specification: TiktokenSpecification) -> [UInt8] {
    let pattern = SplitPattern.named(specification.pattern)?.text ?? specification.pattern
    var members: [JSONValue.Member] = []
    if let name = specification.name { members.append(.init("name", .string(name))) }
    members.append(.init("pat_str", .string(pattern)))
    members.append(
      .init(
        "special_tokens",
        .object(specification.specials.map { .init($0.text, .integer($0.id)) })))
    if specification.firstOrdinaryID != 0 {
      members.append(.init("first_ordinary_id", .integer(specification.firstOrdinaryID)))
    }
    if let size = specification.explicitVocabularySize {
      members.append(.init("explicit_n_vocab", .integer(size)))
    }
    return Array((JSONValue.object(members).serialized(indented: true) + "\n").utf8)
  }
}

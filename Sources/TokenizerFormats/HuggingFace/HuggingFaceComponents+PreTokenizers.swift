import Groundwork
import Tokenization

extension HuggingFaceComponents {
  /// A pre-tokenizer; `pre_tokenizers/mod.rs` of `tokenizers` 0.23.3.
  func preTokenizer(_ part: Part) throws(Failure) -> any PreTokenizer {
    var fields = try fields(part)
    let result = try preTokenizer(try type(&fields), &fields)
    try fields.finish()
    return result
  }

  private func preTokenizer(
    _ type: String, _ fields: inout JSONFields
  ) throws(Failure) -> any PreTokenizer {
    switch type {
    case "BertPreTokenizer": return BertPreTokenizer()
    case "Whitespace": return WhitespacePreTokenizer()
    case "WhitespaceSplit": return ClassPreTokenizer.whitespaceSplit
    case "UnicodeScripts": return ScriptPreTokenizer()
    case "ByteLevel":
      // Trimming concerns offsets, not ids.
      _ = try fields.needBool("trim_offsets")
      return ByteLevelPreTokenizer(
        addPrefixSpace: try fields.needBool("add_prefix_space"),
        usesRegex: try fields.bool("use_regex") ?? true)
    case "Digits":
      return ClassPreTokenizer.digits(individually: try fields.needBool("individual_digits"))
    case "Punctuation": return ClassPreTokenizer.punctuation(try behavior(&fields) ?? .isolated)
    case "Split":
      let pattern = try pattern(&fields)
      let behavior = try fields.required("behavior", try behavior(&fields))
      return SplitPreTokenizer(pattern, behavior, inverted: try fields.needBool("invert"))
    case "FixedLength":
      let length = try fields.count("length") ?? 5
      guard length > 0 else {
        throw Failure(
          "\(fields.path).length is 0", at: .file(file), remedy: "give a length from 1 on")
      }
      return FixedLengthPreTokenizer(length: length)
    case "Delimiter", "CharDelimiterSplit":
      return DelimiterPreTokenizer(try fields.needScalar("delimiter"))
    case "Metaspace": return try metaspace(&fields)
    default: throw fields.unsupported("the pre-tokenizer \(type.debugDescription)")
    }
  }

  private func metaspace(_ fields: inout JSONFields) throws(Failure) -> MetaspacePreTokenizer {
    let mark = try fields.needScalar("replacement")
    let scheme = try metaspaceScheme(&fields)
    return MetaspacePreTokenizer(
      mark: mark, scheme: scheme, splits: try fields.bool("split") ?? true)
  }

  /// The scheme of a `Metaspace`, as the old setting and the new one together say.
  func metaspaceScheme(
    _ fields: inout JSONFields
  ) throws(Failure) -> MetaspacePreTokenizer.PrependScheme {
    // What it says is what `replacement` says.
    _ = try fields.string("str_rep")
    let addsSpace = try fields.bool("add_prefix_space")
    let name = try fields.string("prepend_scheme")
    let scheme: MetaspacePreTokenizer.PrependScheme
    switch name {
    case nil, "always"?: scheme = .always
    case "never"?: scheme = .never
    case "first"?: scheme = .first
    case let other?:
      throw Failure(
        "\(fields.path).prepend_scheme is \(other.debugDescription)", at: .file(file),
        remedy: "known are always, never and first")
    }
    if addsSpace == false, scheme != .never {
      throw Failure(
        "\(fields.path) has \"add_prefix_space\": false against its \"prepend_scheme\"",
        at: .file(file), remedy: "set \"prepend_scheme\": \"never\"")
    }
    return scheme
  }

  private func behavior(_ fields: inout JSONFields) throws(Failure) -> DelimiterBehavior? {
    guard let name = try fields.string("behavior") else { return nil }
    guard let behavior = DelimiterBehavior(name) else {
      throw Failure(
        "\(fields.path).behavior is \(name.debugDescription)", at: .file(file),
        remedy: "known are Removed, Isolated, MergedWithPrevious, MergedWithNext and Contiguous")
    }
    return behavior
  }
}

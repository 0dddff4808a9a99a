import Groundwork
import Tokenization

extension HuggingFaceComponents {
  /// A post-processor; `processors/mod.rs` of `tokenizers` 0.23.3.
  func postProcessor(_ part: Part) throws(Failure) -> any PostProcessor {
    var fields = try fields(part)
    let result = try postProcessor(try type(&fields), &fields)
    try fields.finish()
    return result
  }

  private func postProcessor(
    _ type: String, _ fields: inout JSONFields
  ) throws(Failure) -> any PostProcessor {
    switch type {
    case "ByteLevel":
      // Its settings change offsets alone.
      for key in ["add_prefix_space", "trim_offsets", "use_regex"] { _ = try fields.bool(key) }
      return OffsetPostProcessor()
    case "BertProcessing":
      return FramingPostProcessor.bert(
        start: try tokenAndID("cls", &fields), separator: try tokenAndID("sep", &fields))
    case "RobertaProcessing":
      for key in ["add_prefix_space", "trim_offsets"] { _ = try fields.bool(key) }
      return FramingPostProcessor.roberta(
        start: try tokenAndID("cls", &fields), separator: try tokenAndID("sep", &fields))
    case "TemplateProcessing": return try template(&fields)
    default: throw fields.unsupported("the post-processor \(type.debugDescription)")
    }
  }

  /// The id of `["[CLS]", 101]`.
  private func tokenAndID(_ key: String, _ fields: inout JSONFields) throws(Failure) -> UInt32 {
    let list = try fields.required(key, try fields.array(key))
    guard list.count == 2, list[0].string != nil, let id = id(list[1]) else {
      throw Failure(
        "\(fields.path).\(key) is no pair of a token and its id", at: .file(file),
        remedy: "correct the JSON, or get the file again")
    }
    return id
  }

  private func id(_ value: JSONValue) -> UInt32? { value.integer.flatMap { UInt32(exactly: $0) } }

  private func template(_ fields: inout JSONFields) throws(Failure) -> TemplatePostProcessor {
    let tokens = try fields.required("special_tokens", fields.take("special_tokens"))
    let single = try parts("single", tokens, &fields)
    let pair = try parts("pair", tokens, &fields)
    guard single.count(where: { $0 == .first }) == 1, !single.contains(.second) else {
      throw Failure(
        "\(fields.path).single does not have the text just once, which is not supported",
        at: .file(file), remedy: "use a tokenizer whose template has it once")
    }
    return TemplatePostProcessor(single: single, pair: pair)
  }

  private func parts(
    _ key: String, _ tokens: JSONValue, _ fields: inout JSONFields
  ) throws(Failure) -> [TemplatePart] {
    var parts: [TemplatePart] = []
    let list = try fields.required(key, try fields.array(key))
    for (index, piece) in list.enumerated() {
      let path = "\(fields.path).\(key)[\(index)]"
      if let text = piece["Sequence"]?["id"]?.string, text == "A" || text == "B" {
        parts.append(text == "A" ? .first : .second)
        continue
      }
      guard let name = piece["SpecialToken"]?["id"]?.string,
        let list = tokens[name]?["ids"]?.array
      else {
        throw Failure(
          "\(path) is neither a text nor one of special_tokens", at: .file(file),
          remedy: "correct the JSON, or get the file again")
      }
      var ids: [UInt32] = []
      for value in list {
        guard let id = id(value) else {
          throw Failure(
            "\(fields.path).special_tokens: \(name.debugDescription) has an id that is none",
            at: .file(file), remedy: "correct the JSON, or get the file again")
        }
        ids.append(id)
      }
      parts.append(.special(ids))
    }
    return parts
  }
}

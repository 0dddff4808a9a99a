import Groundwork
import Tokenization

extension HuggingFaceComponents {
  /// A normalizer; `normalizers/mod.rs` of `tokenizers` 0.23.3.
  func normalizer(_ part: Part) throws(Failure) -> any Normalizer {
    var fields = try fields(part)
    let result = try normalizer(try type(&fields), &fields)
    try fields.finish()
    return result
  }

  private func normalizer(
    _ type: String, _ fields: inout JSONFields
  ) throws(Failure) -> any Normalizer {
    switch type {
    case "NFC": return FormNormalizer(.nfc)
    case "NFD": return FormNormalizer(.nfd)
    case "NFKC": return FormNormalizer(.nfkc)
    case "NFKD": return FormNormalizer(.nfkd)
    case "Lowercase": return LowercaseNormalizer()
    case "Nmt": return NmtNormalizer()
    case "StripAccents": return AccentNormalizer()
    case "ByteLevel": return ByteLevelNormalizer()
    case "Strip":
      return StripNormalizer(
        left: try fields.needBool("strip_left"), right: try fields.needBool("strip_right"))
    case "Prepend": return PrependNormalizer(Array(try fields.needString("prepend").utf8))
    case "Replace":
      return ReplaceNormalizer(
        try pattern(&fields), with: Array(try fields.needString("content").utf8))
    case "BertNormalizer":
      return BertNormalizer(
        cleanText: try fields.needBool("clean_text"),
        handleChineseCharacters: try fields.needBool("handle_chinese_chars"),
        stripAccents: try fields.bool("strip_accents"),
        lowercase: try fields.needBool("lowercase"))
    case "Precompiled":
      let text = try fields.needString("precompiled_charsmap")
      var blob: [UInt8] = []
      guard Array(text.utf8).withUnsafeBufferPointer({ Base64.decode($0, into: &blob) }) else {
        throw Failure(
          "\(fields.path).precompiled_charsmap is no base64", at: .file(file),
          remedy: "get the file again")
      }
      return try placed(fields) { () throws(Failure) in PrecompiledNormalizer(try Charsmap(blob)) }
    default: throw fields.unsupported("the normalizer \(type.debugDescription)")
    }
  }

  /// `{"String": "…"}` or `{"Regex": "…"}`.
  func pattern(_ fields: inout JSONFields) throws(Failure) -> TextPattern {
    let value = try fields.required("pattern", fields.take("pattern"))
    var inner = try JSONFields(value, path: fields.path + ".pattern", file: file)
    let string = try inner.string("String")
    let regex = try inner.string("Regex")
    try inner.finish()
    return try placed(fields) { () throws(Failure) in
      if let string, regex == nil { return try TextPattern(string: string) }
      if let regex, string == nil { return try TextPattern(regex: regex) }
      throw Failure(
        "needs one of \"String\" and \"Regex\"", remedy: "correct the JSON, or get the file again")
    }
  }

  /// Names the component and the file in failures that know neither.
  func placed<Value>(
    _ fields: JSONFields, _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    do throws(Failure) {
      return try body()
    } catch {
      throw Failure(
        "\(fields.path): \(error.problem)", at: .file(file), remedy: error.remedy)
    }
  }

  func fields(_ part: Part) throws(Failure) -> JSONFields {
    try JSONFields(part.value, path: part.path, file: file)
  }

  func type(_ fields: inout JSONFields) throws(Failure) -> String { try fields.needString("type") }
}

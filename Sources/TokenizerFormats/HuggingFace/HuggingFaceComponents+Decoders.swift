import Groundwork
import Tokenization

extension HuggingFaceComponents {
  /// A decoder; `decoders/mod.rs` of `tokenizers` 0.23.3.
  func decoder(_ part: Part) throws(Failure) -> any DecoderStep {
    var fields = try fields(part)
    let result = try decoder(try type(&fields), &fields)
    try fields.finish()
    return result
  }

  private func decoder(
    _ type: String, _ fields: inout JSONFields
  ) throws(Failure) -> any DecoderStep {
    switch type {
    case "ByteFallback": return ByteFallbackDecoder()
    case "Fuse": return FuseDecoder()
    case "ByteLevel":
      // Settings of the pre-tokenizer of that name, of no account here.
      _ = try fields.bool("add_prefix_space")
      _ = try fields.bool("trim_offsets")
      _ = try fields.bool("use_regex")
      return ByteLevelDecoder()
    case "Metaspace":
      let mark = try fields.needScalar("replacement")
      _ = try fields.bool("split")
      return MetaspaceDecoder(mark: mark, dropsFirst: try metaspaceScheme(&fields) != .never)
    case "WordPiece":
      return WordPieceDecoder(
        prefix: Array(try fields.needString("prefix").utf8),
        cleansUp: try fields.needBool("cleanup"))
    case "BPEDecoder": return SuffixDecoder(suffix: try text("suffix", &fields))
    case "CTC":
      return CTCDecoder(
        padToken: Array(try fields.needString("pad_token").utf8),
        wordDelimiter: try text("word_delimiter_token", &fields),
        cleansUp: try fields.needBool("cleanup"))
    case "Replace":
      return ReplaceDecoder(
        try pattern(&fields), with: Array(try fields.needString("content").utf8))
    case "Strip":
      return StripDecoder(
        content: try fields.needScalar("content"),
        start: try fields.required("start", try fields.count("start")),
        stop: try fields.required("stop", try fields.count("stop")))
    default: throw fields.unsupported("the decoder \(type.debugDescription)")
    }
  }

  /// A text that is not empty.
  private func text(_ key: String, _ fields: inout JSONFields) throws(Failure) -> [UInt8] {
    let text = try fields.needString(key)
    if text.isEmpty {
      throw Failure(
        "\(fields.path).\(key) is empty", at: .file(file), remedy: "name a text")
    }
    return Array(text.utf8)
  }
}

import Groundwork
import Tokenization

/// Makes the stages of a pipeline out of their JSON; what is not known is refused by name.
struct HuggingFaceComponents {
  /// A component and where it stands in the file.
  struct Part {
    var value: JSONValue
    var path: String
  }

  let file: String

  /// The components in order, with those of a `Sequence` in its place.
  func flattened(_ value: JSONValue?, _ path: String) throws(Failure) -> [Part] {
    guard let value else { return [] }
    guard ByteLevelPath.isType(value, "Sequence") else { return [Part(value: value, path: path)] }
    var fields = try JSONFields(value, path: path, file: file)
    _ = fields.take("type")
    // Each stage has its own name for the list.
    let stage = path.prefix { $0 != "." && $0 != "[" }
    let key =
      switch stage {
      case "normalizer": "normalizers"
      case "pre_tokenizer": "pretokenizers"
      case "post_processor": "processors"
      default: "decoders"
      }
    let list = try fields.required(key, try fields.array(key))
    try fields.finish()
    var parts: [Part] = []
    for (index, element) in list.enumerated() {
      parts += try flattened(element, "\(path).\(key)[\(index)]")
    }
    return parts
  }

  func normalizers(_ parts: [Part]) throws(Failure) -> [any Normalizer] {
    var result: [any Normalizer] = []
    for part in parts { result.append(try normalizer(part)) }
    return result
  }

  func preTokenizers(_ parts: [Part]) throws(Failure) -> [any PreTokenizer] {
    var result: [any PreTokenizer] = []
    for part in parts { result.append(try preTokenizer(part)) }
    return result
  }

  func postProcessors(_ parts: [Part]) throws(Failure) -> [any PostProcessor] {
    var result: [any PostProcessor] = []
    for part in parts { result.append(try postProcessor(part)) }
    return result
  }

  func decoders(_ parts: [Part]) throws(Failure) -> [any DecoderStep] {
    var result: [any DecoderStep] = []
    for part in parts { result.append(try decoder(part)) }
    return result
  }

  /// The way around byte-level marks, where there is one.
  func byteLevel(_ parts: [Part]) throws(Failure) -> PipelineParts.ByteLevel? {
    try ByteLevelPath.find(parts.map(\.value), file: file) { value throws(Failure) in
      try preTokenizer(Part(value: value, path: "pre_tokenizer"))
    }
  }
}

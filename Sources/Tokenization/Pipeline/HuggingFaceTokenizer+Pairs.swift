import Groundwork

extension HuggingFaceTokenizer {
  /// The ids of a pair of texts, as the library's `encode(first, second, add_special_tokens=…)` gives them.
  ///
  /// Each text is encoded alone; the post-processors say in what order they come and what goes around
  /// them. Without any post-processor the second follows the first.
  ///
  /// - Parameters:
  ///   - first: UTF-8.
  ///   - second: UTF-8.
  ///   - addsSpecials: whether the post-processors' special tokens are put in.
  /// - Throws: `Failure` (usage) where the post-processors cannot take a pair; the library panics there.
  public func encodePair(
    _ first: [UInt8], _ second: [UInt8], addsSpecials: Bool = true
  ) throws(Failure) -> [UInt32] {
    let parts = try pairTemplate(addsSpecials: addsSpecials)
    let encoder = makeEncoder()
    let ids = (encoder.encode(first), encoder.encode(second))
    return parts.flatMap { part in
      switch part {
      case .first: ids.0
      case .second: ids.1
      case .special(let specials): specials
      }
    }
  }

  /// The ids of a pair of texts; see `encodePair` for bytes.
  public func encodePair(
    _ first: String, _ second: String, addsSpecials: Bool = true
  ) throws(Failure) -> [UInt32] {
    try encodePair(Array(first.utf8), Array(second.utf8), addsSpecials: addsSpecials)
  }

  /// What stands for a pair of texts.
  ///
  /// - Throws: `Failure` (usage) where the post-processors cannot take a pair.
  public func pairTemplate(addsSpecials: Bool = true) throws(Failure) -> [TemplatePart] {
    let template = parts.postProcessors.template(
      texts: [.first, .second], addsSpecials: addsSpecials)
    guard let template else {
      let names = parts.postProcessors.map(\.name).joined(separator: ", ")
      throw .usage(
        "the post-processors \(names) do not take a pair of texts",
        remedy: "encode the texts one by one")
    }
    return template
  }
}

extension TemplatePart {
  /// The special tokens.
  var ids: [UInt32] {
    if case .special(let ids) = self { ids } else { [] }
  }
}

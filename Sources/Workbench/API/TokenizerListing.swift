import Groundwork
import Tokenization

/// `api/tokenizers`: what there is, and uploads.
extension WorkbenchService {
  /// `GET`: tokenizers, morphologies, patterns, samples and limits.
  func listing() -> Answer {
    .json { output in
      output.key("derlius")
      output.string(Version.derlius)
      output.key("limits")
      output.beginObject()
      for (name, value) in [
        ("bodyBytes", limits.bodyBytes), ("seconds", limits.seconds),
        ("tokenizers", limits.tokenizers), ("listedTokens", limits.listedTokens),
        ("explainedBytes", limits.explainedBytes),
      ] {
        output.key(name)
        output.integer(value)
      }
      output.endObject()
      output.key("tokenizers")
      output.beginArray()
      for one in shelf.all { one.write(to: &output) }
      output.endArray()
      output.key("morphologies")
      output.beginArray()
      for morphology in morphologies {
        output.beginObject()
        output.key("name")
        output.string(morphology.name)
        output.key("language")
        output.string(morphology.language)
        output.endObject()
      }
      output.endArray()
      output.key("patterns")
      output.strings(SplitPattern.all.map(\.name))
      output.key("normalizations")
      output.beginArray()
      for (name, label) in EditRequest.forms { output.strings([name, label]) }
      output.endArray()
      output.key("samples")
      output.beginArray()
      for sample in SampleText.all { sample.write(to: &output) }
      output.endArray()
    }
  }

  /// `POST`: adds an uploaded tokenizer.
  func upload(
    _ bytes: [UInt8], name: String, pattern: String?, _ deadline: Deadline
  ) throws(Refusal) -> Answer {
    let added = try shelf.add(bytes, file: name, pattern: pattern, deadline)
    return .json(status: 201) { output in
      output.key("tokenizer")
      added.write(to: &output)
    }
  }

  /// `DELETE`: removes an uploaded tokenizer.
  func remove(_ name: String) throws(Refusal) -> Answer {
    try shelf.remove(name)
    return .json { output in
      output.key("removed")
      output.string(name)
    }
  }
}

extension ShelvedTokenizer {
  /// The tokenizer's entry.
  fileprivate func write(to output: inout JSONOutput) {
    let summary = tokenizer.summary
    output.beginObject()
    for (key, value) in [
      ("name", name), ("format", summary.format), ("model", summary.model),
      ("sha256", summary.sha256),
    ] {
      output.key(key)
      output.string(value)
    }
    output.key("pattern")
    if let pattern = summary.pattern { output.string(pattern) } else { output.null() }
    output.key("normalizer")
    if let normalizer = summary.normalizer { output.string(normalizer) } else { output.null() }
    output.key("vocabulary")
    output.integer(tokenizer.vocabulary.count)
    output.key("specials")
    // Some vocabularies have hundreds that are reserved.
    output.strings(specials.tokens.prefix(Self.listedSpecials).map(\.text))
    output.key("specialCount")
    output.integer(specials.tokens.count)
    output.key("uploaded")
    output.bool(uploadedBytes != nil)
    output.key("explains")
    output.bool(tokenizer is any ExplainingTokenizer)
    output.key("editable")
    output.strings(editable)
    output.endObject()
  }

  private static let listedSpecials = 100
}

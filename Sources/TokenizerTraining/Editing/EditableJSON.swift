import Groundwork
import Tokenization
import TokenizerFormats

/// A tokenizer.json: everything but vocabulary, merges, added tokens and ids stays as it is written.
struct EditableJSON: EditableFormat {
  let pipeline: HuggingFaceTokenizer
  let document: JSONValue
  let file: String

  init(_ pipeline: HuggingFaceTokenizer, bytes: [UInt8], file: String) throws(Failure) {
    self.pipeline = pipeline
    self.file = file
    document = try JSONValue(parsing: bytes, file: file)
  }

  var tokenizer: any Tokenizer { pipeline }
  var parts: PipelineParts { pipeline.parts }

  /// Whether the model has an id, which added tokens behind it have not.
  func isOfModel(_ id: UInt32) -> Bool {
    Int(id) < parts.tokens.count && parts.tokens.kind(of: id) != .unused
  }

  /// The BPE; throws where it marks where parts of words stand, so that tokens are no plain sums of others.
  func requirePlain(_ bpe: BPEParts, _ what: String) throws(Failure) {
    if bpe.continuingPrefix.isEmpty, bpe.endOfWordSuffix.isEmpty { return }
    let key =
      bpe.continuingPrefix.isEmpty ? "end_of_word_suffix" : "continuing_subword_prefix"
    throw Failure(
      "model.\(key) is set, with which a BPE cannot be \(what)", at: .file(file),
      remedy: "use a tokenizer without it")
  }

  func growth() throws(Failure) -> VocabularyGrowth {
    switch parts.model {
    case .bpe(let bpe):
      try requirePlain(bpe, "extended")
      if parts.hasByteLevelMarks { return .bytes }
      let known = (0..<UInt32(parts.tokens.count)).compactMap { id -> UInt32? in
        let scalars = String(decoding: parts.tokens[id], as: UTF8.self).unicodeScalars
        return scalars.count == 1 ? scalars.first?.value : nil
      }
      return .characters(known: Set(known), shapes: .length(nil))
    case .unigram(let scores, _, _):
      var shapes = PieceShapeRules.length(16)
      shapes.splitsAtSpaces = true
      let lowest = scores.min() ?? 0
      let single = Float(lowest)
      return .unigram(shapes: shapes, lowest: Double(single) < lowest ? single.nextUp : single)
    case .wordPiece, .wordLevel, .unigramRow:
      throw Failure(
        "a \(pipeline.summary.model) model has no merges and no scores to go on from",
        at: .file(file),
        remedy: "extend a BPE or Unigram, or add whole words: derlius edit add-special")
    }
  }

  /// None: merges name their pairs.
  func dormant() -> [UInt32] { [] }

  /// What a reader makes of an edited file.
  func draft(_ edited: JSONValue, notes: [String] = []) throws(Failure) -> EditDraft {
    let bytes = Array((edited.serialized(indented: true) + "\n").utf8)
    return EditDraft(
      bytes: bytes,
      tokenizer: try HuggingFaceReader.load(bytes: bytes, file: "the tokenizer.json"),
      notes: notes)
  }

  /// The file with another model and other added tokens.
  func document(model: JSONValue, added: [JSONValue]) -> JSONValue {
    document.with("added_tokens", .array(added)).with("model", model)
  }

  var modelJSON: JSONValue { document["model"] ?? .object([]) }
  /// The merges, without the line that old files begin with.
  var mergesJSON: [JSONValue] {
    (modelJSON["merges"]?.array ?? []).filter { $0.string?.hasPrefix("#version") != true }
  }
  var addedJSON: [JSONValue] { document["added_tokens"]?.array ?? [] }
}

extension JSONValue {
  /// The object with a member in its place, or behind all others.
  func with(_ key: String, _ value: JSONValue) -> JSONValue {
    guard var members = self.members else { return self }
    if let index = members.firstIndex(where: { $0.key.utf8.elementsEqual(key.utf8) }) {
      members[index].value = value
    } else {
      members.append(.init(key, value))
    }
    return .object(members)
  }
}

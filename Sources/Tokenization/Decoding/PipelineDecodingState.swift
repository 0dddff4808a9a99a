import Groundwork

/// Decodes a Hugging Face tokenizer's ids one by one: each decoder gives what no later id can change.
///
/// Held back are bytes that do not make a scalar yet; for `BPEDecoder` the last token; for `Strip` what may
/// be the end of the text; for `ByteFallback` a run of byte tokens, unless `Fuse` or nothing follows; for
/// a text to be replaced, what it may begin with. All at the end come: a `Replace` of a regular expression,
/// and `ByteLevel`, behind a decoder that makes all tokens one text; and steps that others define.
struct PipelineDecodingState: DecodingState {
  private let tokens: Vocabulary
  private let separates: Bool
  private let fresh: [any DecoderStream]
  private var streams: [any DecoderStream]
  private var isFirst = true
  private var held: [UInt8] = []

  /// Creates a state.
  ///
  /// - Parameters:
  ///   - tokens: the tokens as the file writes them.
  ///   - decoders: the steps in order; nil where tokens are joined by spaces.
  init(_ tokens: Vocabulary, _ decoders: [any DecoderStep]?) {
    self.tokens = tokens
    separates = decoders == nil
    let steps = (decoders ?? []).flatMap(Self.flattened)
    var streams: [any DecoderStream] = []
    var isJoined = false
    for (index, step) in steps.enumerated() {
      let joinsNext = index + 1 == steps.count || steps[index + 1] is FuseDecoder
      let place = StreamPlace(isJoined: isJoined, joinsNext: joinsNext)
      let streaming = step as? any StreamingStep
      streams.append(streaming?.stream(place) ?? WaitingStream(step, isJoined: isJoined))
      isJoined = isJoined || streaming?.joins ?? false
    }
    fresh = streams
    self.streams = streams
  }

  private static func flattened(_ step: any DecoderStep) -> [any DecoderStep] {
    (step as? SequenceDecoder)?.steps.flatMap(flattened) ?? [step]
  }

  mutating func push(_ id: UInt32, into output: inout [UInt8]) throws(Failure) {
    guard Int(id) < tokens.count, tokens.kind(of: id) != .unused else {
      throw .usage(
        "the id \(id) is no token of this vocabulary", remedy: "ids are below \(tokens.count)")
    }
    var texts = TextBatch()
    if separates, !isFirst { texts.append(CollectionOfOne(UInt8(ascii: " "))) }
    isFirst = false
    texts.append(tokens[id])
    for index in streams.indices { texts = pushed(texts, to: index) }
    held += texts.bytes
    let whole = held.count - unfinishedScalarLength(held)
    output += held[..<whole]
    held.removeFirst(whole)
  }

  mutating func finish(into output: inout [UInt8]) {
    var texts = TextBatch()
    for index in streams.indices {
      texts = pushed(texts, to: index)
      streams[index].finish(into: &texts)
    }
    output += held + texts.bytes
    held.removeAll()
    streams = fresh
    isFirst = true
  }

  private mutating func pushed(_ texts: TextBatch, to index: Int) -> TextBatch {
    var next = TextBatch()
    texts.forEachText { _, text in streams[index].push(text, into: &next) }
    return next
  }
}

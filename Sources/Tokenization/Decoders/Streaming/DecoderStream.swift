import Groundwork

/// A decoder step at work on texts that come one after the other.
///
/// What `push` and `finish` give, all together, are the texts that `decode` gives for all at once. Where
/// the texts are the parts of one (after `Fuse` or `ByteLevel`), so may be what is given.
protocol DecoderStream: Sendable {
  /// Takes a text, or the next bytes of the only one.
  mutating func push(_ text: UnsafeBufferPointer<UInt8>, into output: inout TextBatch)
  /// Takes the end of the texts.
  mutating func finish(into output: inout TextBatch)
}

extension DecoderStream {
  mutating func finish(into output: inout TextBatch) {}
}

/// What comes before and behind a step, as far as streaming needs it.
struct StreamPlace {
  /// Whether there is only one text, which comes in parts.
  var isJoined: Bool
  /// Whether what the step gives is only joined, so that it may give texts in parts.
  var joinsNext: Bool
}

/// A decoder step that need not see all texts first.
protocol StreamingStep: DecoderStep {
  /// The step at work; nil where only the last text decides.
  func stream(_ place: StreamPlace) -> (any DecoderStream)?
  /// Whether all texts become one.
  var joins: Bool { get }
}

extension StreamingStep {
  var joins: Bool { false }
}

/// A step that gives all at the end.
struct WaitingStream: DecoderStream {
  let step: any DecoderStep
  let isJoined: Bool
  private var texts = TextBatch()

  init(_ step: any DecoderStep, isJoined: Bool) {
    self.step = step
    self.isJoined = isJoined
  }

  mutating func push(_ text: UnsafeBufferPointer<UInt8>, into output: inout TextBatch) {
    texts.append(text)
  }

  mutating func finish(into output: inout TextBatch) {
    if isJoined {
      let bytes = texts.bytes
      texts.removeAll()
      texts.append(bytes)
    }
    step.decode(texts).forEachText { _, text in output.append(text) }
    texts.removeAll()
  }
}

/// A step that looks at each text alone, and at whether it is the first.
struct EachTextStream: DecoderStream {
  let rewrite:
    @Sendable (_ index: Int, _ text: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) -> Void
  private var index = 0

  init(
    _ rewrite: @escaping @Sendable (Int, UnsafeBufferPointer<UInt8>, inout [UInt8]) -> Void
  ) {
    self.rewrite = rewrite
  }

  mutating func push(_ text: UnsafeBufferPointer<UInt8>, into output: inout TextBatch) {
    rewrite(index, text, &output.bytes)
    output.ends.append(output.bytes.count)
    index += 1
  }
}

/// A step that changes nothing but where texts end.
struct PassingStream: DecoderStream {
  mutating func push(_ text: UnsafeBufferPointer<UInt8>, into output: inout TextBatch) {
    output.append(text)
  }
}

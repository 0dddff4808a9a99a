import Groundwork

/// `BPEDecoder` on texts one by one: the last one is treated otherwise, so each waits for the next.
struct SuffixStream: DecoderStream {
  let suffix: [UInt8]
  private var held: [UInt8]?

  init(suffix: [UInt8]) { self.suffix = suffix }

  mutating func push(_ text: UnsafeBufferPointer<UInt8>, into output: inout TextBatch) {
    if let held { output.append(replaced(held, suffix, by: [0x20])) }
    held = Array(text)
  }

  mutating func finish(into output: inout TextBatch) {
    if let held { output.append(replaced(held, suffix, by: [])) }
    held = nil
  }
}

/// `CTC` on texts one by one: a text that repeats the one before is dropped.
struct CTCStream: DecoderStream {
  let step: CTCDecoder
  private var before: [UInt8]?

  init(_ step: CTCDecoder) { self.step = step }

  mutating func push(_ text: UnsafeBufferPointer<UInt8>, into output: inout TextBatch) {
    if let before, before.elementsEqual(text) { return }
    before = Array(text)
    let rewritten = step.rewritten(Array(text))
    if !rewritten.isEmpty { output.append(rewritten) }
  }
}

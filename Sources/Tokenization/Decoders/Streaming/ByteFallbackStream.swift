import Groundwork

/// `ByteFallback` on texts one by one: a run of byte tokens is one text, so it is held until it ends,
/// unless texts are joined afterwards.
struct ByteFallbackStream: DecoderStream {
  let joinsNext: Bool
  private var run: [UInt8] = []

  init(joinsNext: Bool) { self.joinsNext = joinsNext }

  mutating func push(_ text: UnsafeBufferPointer<UInt8>, into output: inout TextBatch) {
    guard let byte = ByteFallbackDecoder.byte(text) else {
      finish(into: &output)
      output.append(text)
      return
    }
    if joinsNext {
      output.append(CollectionOfOne(byte))
    } else {
      run.append(byte)
    }
  }

  mutating func finish(into output: inout TextBatch) {
    if !run.isEmpty { output.append(run) }
    run.removeAll()
  }
}

/// `ByteFallback` on one text that comes in parts, which as a whole may name a byte.
struct JoinedByteFallbackStream: DecoderStream {
  private var held: [UInt8]? = []

  mutating func push(_ text: UnsafeBufferPointer<UInt8>, into output: inout TextBatch) {
    guard let before = held else {
      output.append(text)
      return
    }
    let bytes = before + text
    held = bytes.count > 6 ? nil : bytes
    if held == nil { output.append(bytes) }
  }

  mutating func finish(into output: inout TextBatch) {
    guard let bytes = held else { return }
    let byte = bytes.withUnsafeBufferPointer { ByteFallbackDecoder.byte($0) }
    output.append(byte.map { [$0] } ?? bytes)
  }
}

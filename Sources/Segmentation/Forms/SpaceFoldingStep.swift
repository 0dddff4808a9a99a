/// Makes each run of white space one space, and none at the ends.
enum SpaceFoldingStep {
  /// Writes the folded text to `output`, which is empty; false, and nothing written, where nothing
  /// changes.
  static func apply(
    _ text: UnsafeBufferPointer<UInt8>, into output: StepBuffer, _ recorder: ChangeRecorder,
    original: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var copied = 0
    var last = 0
    var isChanged = false
    func fold(_ run: Range<Int>, isInside: Bool) {
      if run.isEmpty || (isInside && run.count == 1 && text[run.lowerBound] == 0x20) { return }
      output.append(UnsafeBufferPointer(rebasing: text[copied..<run.lowerBound]))
      let start = output.count
      if isInside { output.append(0x20) }
      recorder.record(
        .whiteSpace, original, text, run, UnsafeBufferPointer(rebasing: output.bytes[start...]),
        at: start)
      copied = run.upperBound
      isChanged = true
    }
    WhiteSpace.forEachWord(in: text) { start, end in
      fold(last..<start, isInside: last > 0)
      last = end
    }
    fold(last..<text.count, isInside: false)
    if !isChanged { return false }
    output.append(UnsafeBufferPointer(rebasing: text[copied...]))
    recorder.endStep()
    return true
  }
}

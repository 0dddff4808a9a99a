import Groundwork

extension TextBatch {
  /// Each text rewritten: `body` appends what becomes of the text, given its index, to the bytes.
  @inline(__always)
  func mapTexts(
    _ body: (_ index: Int, _ text: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) -> Void
  ) -> TextBatch {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var ends: [Int] = []
    ends.reserveCapacity(count)
    forEachText { index, text in
      body(index, text, &output)
      ends.append(output.count)
    }
    var result = TextBatch()
    result.bytes = output
    result.ends = ends
    return result
  }
}

/// A text with each occurrence of another, which is not empty, replaced from left to right.
func replaced(_ text: [UInt8], _ old: [UInt8], by new: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  text.withUnsafeBufferPointer { text in
    old.withUnsafeBufferPointer { old in
      guard let base = text.baseAddress else { return }
      var at = 0
      while let found = firstMatch(of: old, in: base, from: at, to: text.count) {
        output.append(contentsOf: text[at..<found])
        output.append(contentsOf: new)
        at = found + old.count
      }
      output.append(contentsOf: text[at...])
    }
  }
  return output
}

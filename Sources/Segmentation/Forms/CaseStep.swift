import CICU
import Groundwork

/// Maps the case of texts, by ICU, whole texts at a time: a final sigma depends on what surrounds it.
struct CaseStep {
  /// Writes the mapped text to `output`, which is empty; false, and nothing written, where nothing
  /// changes.
  func apply(
    _ text: UnsafeBufferPointer<UInt8>, into output: StepBuffer, _ recorder: ChangeRecorder,
    original: UnsafeBufferPointer<UInt8>, _ handle: OpaquePointer
  ) throws(Failure) -> Bool {
    var bytes: UnsafePointer<UInt8>?
    var count = 0
    var changes: UnsafePointer<Int32>?
    let changed = derlius_normalizer_case(
      handle, text.baseAddress, text.count, &bytes, &count, &changes)
    if changed < 0 { throw ICU.failed("case") }
    guard changed > 0, let changes else { return false }
    output.append(UnsafeBufferPointer(start: bytes, count: count))
    for index in 0..<changed {
      let change = changes + 4 * index
      let (from, to) = (Int(change[0])..<Int(change[1]), Int(change[2])..<Int(change[3]))
      recorder.record(
        .letterCase, original, text, from,
        UnsafeBufferPointer(rebasing: output.bytes[to]), at: to.lowerBound)
    }
    recorder.endStep()
    return true
  }
}

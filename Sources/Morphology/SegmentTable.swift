import Groundwork

/// One fixed analysis per form: flat, filled while a list is read.
///
/// Of several analyses of a form the one with the highest frequency stays, then the one with the
/// fewest cuts, then the first in the order of its segments joined by `-`, as bytes.
struct SegmentTable: Sendable {
  private(set) var forms: ByteTable
  private(set) var ambiguous = 0
  private var frequencies: [Int] = []
  private var isAmbiguous: [Bool] = []
  /// The cuts of form n: `cuts[starts[n] ..< starts[n] + counts[n]]`.
  private var starts: [Int] = []
  private var counts: [Int32] = []
  private var cuts: [Int32] = []

  init(capacity: Int) { forms = ByteTable(capacity: capacity) }

  /// Takes an analysis in; cuts are ascending offsets within the form.
  mutating func add(_ form: UnsafeBufferPointer<UInt8>, cuts new: [Int], frequency: Int) {
    let (number, isNew) = forms.insert(form)
    if isNew {
      frequencies.append(frequency)
      isAmbiguous.append(false)
      starts.append(cuts.count)
      counts.append(Int32(new.count))
      cuts.append(contentsOf: new.lazy.map { Int32($0) })
      return
    }
    let old = cuts[starts[number]..<(starts[number] + Int(counts[number]))].map { Int($0) }
    let isSame = old == new
    if !isSame, !isAmbiguous[number] {
      isAmbiguous[number] = true
      ambiguous += 1
    }
    let best = frequencies[number]
    frequencies[number] = max(best, frequency)
    if isSame || frequency < best { return }
    if frequency == best {
      if new.count > old.count { return }
      if new.count == old.count, !CutOrder.precedes(new, old, in: form) { return }
    }
    starts[number] = cuts.count
    counts[number] = Int32(new.count)
    cuts.append(contentsOf: new.lazy.map { Int32($0) })
  }

  /// Puts the cuts of a form into `result`; false where the form is not known.
  func findCuts(of form: UnsafeBufferPointer<UInt8>, into result: inout [Int]) -> Bool {
    analyze(form, into: &result) != nil
  }

  /// The same, with the form's greatest frequency and whether rows analyse it in different ways; nil where
  /// the form is not known.
  func analyze(_ form: UnsafeBufferPointer<UInt8>, into result: inout [Int]) -> FormFacts? {
    result.removeAll(keepingCapacity: true)
    guard let number = forms.number(of: form) else { return nil }
    let start = starts[number]
    for index in start..<(start + Int(counts[number])) { result.append(Int(cuts[index])) }
    let frequency = frequencies[number]
    return FormFacts(
      isAmbiguous: isAmbiguous[number], frequency: frequency > 0 ? frequency : nil)
  }

  /// Calls `body` with each segment of each form's analysis.
  func forEachSegment(_ body: (UnsafeBufferPointer<UInt8>, SegmentPosition) -> Void) {
    forms.bytes.withUnsafeBufferPointer { bytes in
      for number in 0..<forms.count {
        let range = forms.range(number)
        var start = 0
        for index in 0...Int(counts[number]) {
          let end =
            index < Int(counts[number]) ? Int(cuts[starts[number] + index]) : range.count
          let segment = (range.lowerBound + start)..<(range.lowerBound + end)
          body(UnsafeBufferPointer(rebasing: bytes[segment]), start == 0 ? .initial : .inner)
          start = end
        }
      }
    }
  }
}

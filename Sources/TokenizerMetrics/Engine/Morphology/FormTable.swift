import Groundwork

/// The distinct letter words of texts, in look-up form, with how often each came: integers only, so that
/// parts merge.
struct FormTable: Sendable {
  /// The forms.
  private(set) var forms = ByteTable()
  /// How often each came, up to the largest integer.
  private(set) var counts: [Int64] = []

  /// The number of distinct forms.
  var count: Int { forms.count }

  /// Counts a form that occurs `times` times more.
  mutating func add(_ form: UnsafeBufferPointer<UInt8>, times: Int64) {
    if times == 0 { return }
    let (number, isNew) = forms.insert(form)
    if isNew { counts.append(0) }
    let (sum, overflow) = counts[number].addingReportingOverflow(times)
    counts[number] = overflow ? .max : sum
  }

  /// Adds the forms of further texts.
  mutating func merge(_ other: FormTable) {
    other.forms.bytes.withUnsafeBufferPointer { bytes in
      for number in 0..<other.count {
        add(
          UnsafeBufferPointer(rebasing: bytes[other.forms.range(number)]),
          times: other.counts[number])
      }
    }
  }
}

/// The order among analyses of one form with as many cuts.
enum CutOrder {
  /// Whether the form cut at `first`, its segments joined by `-`, comes before the form cut at `second`, by bytes.
  static func precedes(
    _ first: [Int], _ second: [Int], in form: some RandomAccessCollection<UInt8>
  ) -> Bool {
    for (one, other) in zip(first, second) where one != other {
      // At the earlier cut stands `-`, in the other string the form's byte.
      let byte = form[form.index(form.startIndex, offsetBy: min(one, other))]
      return one < other ? 0x2D < byte : byte < 0x2D
    }
    return first.count < second.count
  }

  /// Whether `first` is to be taken before `second`: fewest cuts, then the order of the segments.
  static func isBetter(_ first: [Int], _ second: [Int], in form: [UInt8]) -> Bool {
    if first.count != second.count { return first.count < second.count }
    return first != second && precedes(first, second, in: form)
  }
}

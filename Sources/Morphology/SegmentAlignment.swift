/// Finds the cuts of a form in its written segments, both in look-up form.
///
/// A cut is a run of `-` and spaces. Where the form itself has such a run, the segments must have it
/// too: what the segments have more of before or after it are cuts (`e-mail` against `e - mail` cuts
/// twice, against `e--mail` after the hyphen, against `e-mail` not at all).
enum SegmentAlignment {
  /// Puts the byte offsets of the cuts within the form into `cuts`, ascending, without its ends.
  ///
  /// False where the segments do not concatenate to the form. Complexity: O(n).
  static func findCuts(
    form: UnsafeBufferPointer<UInt8>, segments: UnsafeBufferPointer<UInt8>,
    into cuts: inout [Int]
  ) -> Bool {
    cuts.removeAll(keepingCapacity: true)
    var place = 0
    var index = 0
    while index < segments.count || place < form.count {
      let written = run(in: segments, from: index)
      let own = run(in: form, from: place)
      if written.isEmpty, own.isEmpty {
        guard index < segments.count, place < form.count, segments[index] == form[place] else {
          return false
        }
        index += 1
        place += 1
        continue
      }
      guard let before = offset(of: form, own, in: segments, written) else { return false }
      if before > 0 { add(place, to: &cuts, form.count) }
      if before + own.count < written.count { add(own.upperBound, to: &cuts, form.count) }
      index = written.upperBound
      place = own.upperBound
    }
    return true
  }

  private static func add(_ cut: Int, to cuts: inout [Int], _ end: Int) {
    if cut > 0, cut < end, cuts.last != cut { cuts.append(cut) }
  }

  private static func run(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int> {
    var end = start
    while end < text.count, text[end] == 0x2D || text[end] == 0x20 { end += 1 }
    return start..<end
  }

  /// Where the form's own run lies in the written run: in the middle if it is there, else at its
  /// first place; nil where it is nowhere.
  private static func offset(
    of form: UnsafeBufferPointer<UInt8>, _ own: Range<Int>,
    in segments: UnsafeBufferPointer<UInt8>, _ written: Range<Int>
  ) -> Int? {
    let most = written.count - own.count
    guard most >= 0 else { return nil }
    func holds(_ offset: Int) -> Bool {
      (0..<own.count).allSatisfy {
        form[own.lowerBound + $0] == segments[written.lowerBound + offset + $0]
      }
    }
    // Runs are a few bytes long in real lists; the first place is sought only off the middle.
    return holds(most / 2) ? most / 2 : (0...most).first(where: holds)
  }
}

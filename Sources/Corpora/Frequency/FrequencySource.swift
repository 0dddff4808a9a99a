import Groundwork

/// Reads frequency lists: a document is a form, and it occurs as often as its count says.
///
/// A line is `form TAB count` or `form SPACE count`, or the count first; the first line that is not
/// ambiguous decides for the file. A first line `name TAB name` without a number is a header. Forms with
/// the count 0 are left out.
enum FrequencySource: CorpusSource {
  static let format = CorpusFormat.frequency

  /// The most bytes of text that a list may stand for: sums of what metrics count fit 64 bits.
  static let textLimit: UInt64 = 1 << 40

  /// Whether all whole lines, at least two, are one word and a count.
  ///
  /// Lists without tabs, or with counts first, must have three lines at least, and their counts must not
  /// rise, so that numbered lines of text are not taken for one.
  static func recognizes(_ sample: FormatSample) -> Bool {
    var lines = sample.lines.filter { !$0.isEmpty }
    guard let layout = layout(of: lines) else { return false }
    if layout.hasTab, let first = lines.first, first.withUnsafeBufferPointer(isHeader) {
      lines.removeFirst()
    }
    let mustFall = !layout.hasTab || layout.isCountFirst
    guard lines.count >= (mustFall ? 3 : 2) else { return false }
    var last = UInt64.max
    for line in lines {
      let count = line.withUnsafeBufferPointer { line -> UInt64? in
        guard let entry = layout.entry(line), !entry.form.contains(0x20) else { return nil }
        return entry.count
      }
      guard let count, !mustFall || count <= last else { return false }
      last = count
    }
    return true
  }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    let start = try reader.peek(FormatSample.limit)
    let sample = FormatSample(start, isWhole: start.count < FormatSample.limit)
    let layout =
      layout(of: sample.lines) ?? FrequencyLayout(hasTab: true, isCountFirst: false)
    let lines = CorpusLines(reader)
    var text: UInt64 = 0
    while let line = try lines.next() {
      if line.isEmpty || (lines.number == 1 && layout.hasTab && isHeader(line)) { continue }
      let place = Place.line(lines.number, of: reader.name)
      guard let entry = layout.entry(line) else { throw failure(layout, place) }
      if entry.count == 0 { continue }
      let (bytes, overflow) = entry.count.multipliedReportingOverflow(
        by: UInt64(entry.form.count) + 1)
      if overflow || bytes > textLimit - text {
        throw Failure(
          "the counts add up to more than 2^40 bytes of text", at: place,
          remedy: "divide the counts by a number")
      }
      text += bytes
      try writer.add(UnsafeBufferPointer(rebasing: entry.form), weight: entry.count)
    }
  }

  /// The layout that the first unambiguous line shows; where forms are numbers too, the form stands first.
  private static func layout(of lines: [ArraySlice<UInt8>]) -> FrequencyLayout? {
    var both: FrequencyLayout?
    for line in lines {
      let found = line.withUnsafeBufferPointer { line -> FrequencyLayout? in
        if let layout = FrequencyLayout(of: line) { return layout }
        let layout = FrequencyLayout(hasTab: line.contains(0x09), isCountFirst: false)
        if both == nil, layout.entry(line) != nil { both = layout }
        return nil
      }
      if let found { return found }
    }
    return both
  }

  /// Whether a line is two names with a tab between them, the second without a digit.
  private static func isHeader(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let layout = FrequencyLayout(hasTab: true, isCountFirst: false)
    guard let fields = layout.fields(of: line) else { return false }
    return FrequencyLayout.number(fields.0) == nil
      && !fields.1.contains { (0x30...0x39).contains($0) }
  }

  private static func failure(_ layout: FrequencyLayout, _ place: Place) -> Failure {
    let mark = layout.hasTab ? "a tab" : "a space"
    let order = layout.isCountFirst ? "a count, \(mark) and a form" : "a form, \(mark) and a count"
    return Failure(
      "the line is not \(order)", at: place,
      remedy: "write counts as whole numbers, or read lines with --format text")
  }
}

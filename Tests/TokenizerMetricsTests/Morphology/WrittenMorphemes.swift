import Morphology

/// Morphemes as a table of strings: a form, its segments, a frequency and whether there are other analyses.
struct WrittenMorphemes: MorphemeProvider {
  struct Entry {
    var segments: [String]
    var frequency: Int?
    var isAmbiguous = false
  }

  var name = "written"
  var language = "lt"
  let sha256 = ""
  var entries: [String: Entry]

  /// Reads `kalb-os` and `ir`; a number after `:` is the frequency, `?` behind it says that there are other
  /// analyses.
  init(_ rows: [String], name: String = "written") {
    self.name = name
    entries = [:]
    for row in rows {
      let isAmbiguous = row.hasSuffix("?")
      let parts = row.filter { $0 != "?" }.split(separator: ":")
      let segments = parts[0].split(separator: "-").map(String.init)
      entries[segments.joined()] = Entry(
        segments: segments, frequency: parts.count > 1 ? Int(parts[1]) : nil,
        isAmbiguous: isAmbiguous)
    }
  }

  func analyze(
    _ form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]
  ) -> FormFacts? {
    cuts = []
    guard let entry = entries[String(decoding: form, as: UTF8.self)] else { return nil }
    for segment in entry.segments.dropLast() { cuts.append((cuts.last ?? 0) + segment.utf8.count) }
    return FormFacts(isAmbiguous: entry.isAmbiguous, frequency: entry.frequency)
  }

  func findCuts(of form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]) -> Bool {
    analyze(form, into: &cuts) != nil
  }

  func knowsSegment(
    _ piece: UnsafeBufferPointer<UInt8>, at position: SegmentPosition
  ) -> Bool {
    knows(String(decoding: piece, as: UTF8.self), position)
  }

  func knows(_ piece: String, _ position: SegmentPosition) -> Bool {
    switch position {
    case .initial: entries[piece] != nil || entries.values.contains { $0.segments[0] == piece }
    case .inner: entries.values.contains { $0.segments.dropFirst().contains(piece) }
    }
  }
}

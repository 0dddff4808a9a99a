import Morphology

/// The forms of a table that a provider knows, with their analyses.
struct AnalyzedForms: Sendable {
  /// The largest weight that a form has: sums of two thousand million forms stay exact.
  static let mostWeight: Int64 = 1 << 32

  /// The forms' bytes, those of unknown forms between them.
  let bytes: [UInt8]
  /// The known forms as words of one text, which `bytes` is.
  private(set) var words = AnalyzedWords()
  /// How often each form came, at most `mostWeight`.
  private(set) var occurrences: [Int64] = []
  /// How often each form occurs by the provider's count, at most `mostWeight`; 0 where it has none.
  private(set) var frequencies: [Int64] = []

  /// The number of known forms.
  var count: Int { words.count }

  /// Asks for the analysis of every form of a table.
  init(_ table: FormTable, _ provider: any MorphemeProvider) {
    bytes = table.forms.bytes
    var cuts: [Int] = []
    bytes.withUnsafeBufferPointer { bytes in
      for number in 0..<table.count {
        let range = table.forms.range(number)
        let form = UnsafeBufferPointer(rebasing: bytes[range])
        guard let facts = provider.analyze(form, into: &cuts) else { continue }
        words.append(
          range, scalars: scalarCount(form), cuts: cuts.map { $0 + range.lowerBound },
          isFirst: facts.link == 0, isAmbiguous: facts.isAmbiguous)
        occurrences.append(min(table.counts[number], Self.mostWeight))
        frequencies.append(min(Int64(clamping: facts.frequency ?? 0), Self.mostWeight))
      }
    }
  }

  /// The place of a form in `bytes`.
  func range(_ form: Int) -> Range<Int> { words.starts[form]..<words.ends[form] }

  /// The places of a form's segments in `bytes`.
  func segments(_ form: Int) -> [Range<Int>] {
    var start = words.starts[form]
    return (words.cuts[words.cutRange(form)] + [words.ends[form]]).map { end in
      defer { start = end }
      return start..<end
    }
  }

  /// The places of a form's scalars in `bytes`.
  func scalars(_ form: Int) -> [Range<Int>] {
    let starts = range(form).filter { bytes[$0] & 0xC0 != 0x80 }
    return zip(starts, starts.dropFirst() + [words.ends[form]]).map { $0..<$1 }
  }
}

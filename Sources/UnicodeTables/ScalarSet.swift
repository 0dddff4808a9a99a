/// A set of scalars as ranges: sorted, apart from each other, without surrogates.
public struct ScalarSet: Sendable, Hashable {
  /// The ranges, first and last scalar each.
  public private(set) var ranges: [ClosedRange<UInt32>] = []

  /// Creates an empty set.
  public init() {}

  /// The number of scalars.
  public var count: Int { ranges.reduce(0) { $0 + Int($1.upperBound - $1.lowerBound) + 1 } }

  /// Whether the scalar is in the set.
  ///
  /// - Complexity: O(log ranges).
  public func contains(_ scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(scalar)
  }

  /// The scalars of White_Space: what `\s` means in the patterns.
  public static let whiteSpace: ScalarSet = {
    var set = ScalarSet()
    for range in generatedWhiteSpace { set.append(range.first...range.last) }
    return set
  }()

  /// The scalars that `\w` matches: letters, marks, numbers and more.
  public static let word: ScalarSet = {
    var set = ScalarSet()
    var code: UInt32 = 0
    var length: UInt32 = 0
    var inside = false
    func close() {
      if inside, length > 0 { set.append(code...code + length - 1) }
      code += length
      length = 0
      inside.toggle()
    }
    generatedWordRuns.withUTF8Buffer { text in
      for byte in text {
        if byte == UInt8(ascii: " ") {
          close()
        } else {
          length = length * 10 + UInt32(byte - UInt8(ascii: "0"))
        }
      }
    }
    close()
    return set
  }()

  /// The scalars that `\w` matches in Oniguruma: superscript digits and fractions, no joiners.
  public static let onigurumaWord: ScalarSet = {
    let joiners: ClosedRange<UInt32> = 0x200C...0x200D
    let more: [UInt32] = [0xB2, 0xB3, 0xB9, 0xBC, 0xBD, 0xBE]
    var ranges = word.ranges.filter { !$0.overlaps(joiners) }
    ranges += more.map { $0...$0 }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    var set = ScalarSet()
    for range in ranges { set.append(range) }
    return set
  }()

  /// The scalars of a property as patterns name it, or nil for one without a table.
  ///
  /// Known are the general categories (`Lu`), their groups (`L`, `M`, `N`, `P`, `S`, `Z`, `C`; also by
  /// the long names `Letter`, `Mark`, `Number`, `Punctuation`, `Symbol`, `Separator`, `Other`), and
  /// `White_Space`.
  public static func property(_ name: String) -> ScalarSet? {
    if name == "White_Space" { return whiteSpace }
    let short = longNames.first { $0.0 == name }?.1 ?? name
    let chosen = GeneralCategory.allCases.filter {
      $0.abbreviation == short || (short.utf8.count == 1 && $0.abbreviation.hasPrefix(short))
    }
    return chosen.isEmpty ? nil : ScalarSet(of: chosen)
  }

  /// The scalars of some categories.
  public init(of categories: [GeneralCategory]) {
    for run in categoryRuns where categories.contains(run.category) && run.category != .cs {
      append(run.first...run.last)
    }
  }

  private mutating func append(_ range: ClosedRange<UInt32>) {
    if let last = ranges.last, last.upperBound + 1 == range.lowerBound {
      ranges[ranges.count - 1] = last.lowerBound...range.upperBound
    } else {
      ranges.append(range)
    }
  }

  private static let longNames = [
    ("Letter", "L"), ("Mark", "M"), ("Number", "N"), ("Punctuation", "P"), ("Symbol", "S"),
    ("Separator", "Z"), ("Other", "C"),
  ]
}

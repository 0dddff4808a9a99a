/// Which resampling unit a document belongs to.
struct UnitMap: Sendable {
  /// The most units that are resampled; unit i shares the sums of unit i mod 65,536.
  static let limit = 1 << 16

  private let units: ResamplingUnits
  private let linesPerUnit: Int

  init(_ units: ResamplingUnits, linesPerUnit: Int) {
    self.units = units
    self.linesPerUnit = max(1, linesPerUnit)
  }

  /// The units of the sources of one corpus.
  init(_ sources: [LanguageSource], _ settings: MetricSettings) {
    self.init(
      sources.first?.units ?? .blocks,
      linesPerUnit: settings.resampling.unit == .document ? 1 : settings.resampling.linesPerUnit)
  }

  /// What policies call the unit.
  var name: String {
    switch units {
    case .blocks: linesPerUnit == 1 ? "document" : "block of \(linesPerUnit) lines"
    case .named(let name, _): name
    }
  }

  /// The unit of a document; those after the last named end share one further unit.
  func unit(of document: Int) -> Int {
    guard case .named(_, let ends) = units else { return document / linesPerUnit }
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= document { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

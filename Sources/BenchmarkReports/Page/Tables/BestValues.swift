import TokenizerMetrics

/// Which of some values are the best, as they are read: ties are what looks alike.
struct BestValues: Sendable {
  private let names: Set<String>

  /// - Parameters:
  ///   - values: values by name; nobody is best alone.
  ///   - decimals: how many decimals a reader sees.
  init(
    _ values: [(name: String, value: Double)], _ direction: MetricRecord.Direction, decimals: Int
  ) {
    func cost(_ value: Double) -> Double {
      switch direction {
      case .lower: value
      case .higher: -value
      // A half is as far from fair as a double.
      case .one: value > 0 ? max(value, 1 / value) : .infinity
      case .none: 0
      }
    }
    guard values.count > 1, direction != .none,
      let least = values.min(by: { cost($0.value) < cost($1.value) })
    else {
      names = []
      return
    }
    let shown = NumberText.fixed(cost(least.value), decimals: decimals)
    let ties = values.filter { NumberText.fixed(cost($0.value), decimals: decimals) == shown }
    names = ties.count == values.count ? [] : Set(ties.map(\.name))
  }

  func contains(_ name: String) -> Bool { names.contains(name) }
}

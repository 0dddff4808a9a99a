/// Sums of columns within units, laid out so that a resample adds whole rows.
///
/// Columns stand in blocks of 16; a block holds, unit after unit, one row of 16 doubles (two cache
/// lines), so that the rows of a few hundred units stay in the first-level cache while thousands of
/// resamples add them. Sums of integers are exact up to 2⁵³.
struct UnitMatrix: Sendable {
  /// The number of columns in a block.
  static let lanes = 16
  /// The number of units.
  let units: Int
  /// The number of columns.
  let columns: Int
  /// Blocks one after the other, each of `units` rows; lanes beyond the last column are 0.
  let rows: [SIMD16<Double>]

  /// The number of blocks.
  var blocks: Int { (columns + Self.lanes - 1) / Self.lanes }

  /// Lays out `columns` columns; `value` gives a column's sum in a unit.
  init(units: Int, columns: Int, value: (_ column: Int, _ unit: Int) -> Double) {
    self.units = units
    self.columns = columns
    let blocks = (columns + Self.lanes - 1) / Self.lanes
    var rows = [SIMD16<Double>](repeating: .zero, count: blocks * units)
    for column in 0..<columns {
      let first = column / Self.lanes * units
      for unit in 0..<units { rows[first + unit][column % Self.lanes] = value(column, unit) }
    }
    self.rows = rows
  }

  /// The sums of all columns over all units, in order of units.
  var totals: [Double] {
    var totals: [Double] = []
    for block in 0..<blocks {
      var sum = SIMD16<Double>.zero
      for unit in 0..<units { sum += rows[block * units + unit] }
      for lane in 0..<Self.lanes { totals.append(sum[lane]) }
    }
    return totals
  }
}

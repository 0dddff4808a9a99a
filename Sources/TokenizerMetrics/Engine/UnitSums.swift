import Groundwork

/// The sums of token columns, unit by unit: column by column, and nothing for columns that hold zeros alone.
///
/// Most runs fill three of the columns, and a tokenizer's sums may be of 65,536 units.
struct UnitSums: Sendable {
  /// The number of units.
  private(set) var units = 0
  /// For each column its units; empty for zeros.
  private var columns = [[Int64]](repeating: [], count: TokenColumn.count)

  /// Creates sums of zero.
  init(units: Int = 0) { self.units = units }

  /// Takes rows of all columns, unit by unit.
  init(rows: [Int64]) {
    units = rows.count / TokenColumn.count
    for column in columns.indices {
      let places = stride(from: column, to: rows.count, by: TokenColumn.count)
      if places.contains(where: { rows[$0] != 0 }) { columns[column] = places.map { rows[$0] } }
    }
  }

  /// Makes units of zero up to a number.
  mutating func grow(to units: Int) {
    if units <= self.units { return }
    for column in columns.indices where !columns[column].isEmpty {
      columns[column] += [Int64](repeating: 0, count: units - self.units)
    }
    self.units = units
  }

  /// The sum of a column in one unit; 0 beyond the units.
  subscript(_ unit: Int, _ column: TokenColumn) -> Int64 {
    let values = columns[column.rawValue]
    return unit < values.count ? values[unit] : 0
  }

  /// The sum of a column over all units.
  func total(_ column: TokenColumn) -> Int64 { columns[column.rawValue].reduce(0, &+) }

  /// Takes the sums of a column that has none, one for each unit.
  mutating func take(_ values: [Int64], for column: TokenColumn) {
    assert(values.count == units && columns[column.rawValue].isEmpty)
    columns[column.rawValue] = values
  }

  /// Adds the sums of other units, the first of which is `first`; units from `limit` on share those before.
  mutating func add(_ other: UnitSums, at first: Int, limit: Int) {
    for column in columns.indices where !other.columns[column].isEmpty {
      if columns[column].isEmpty { columns[column] = [Int64](repeating: 0, count: units) }
      columns[column].withUnsafeMutableBufferPointer { sums in
        var slot = first % limit
        for value in other.columns[column] {
          sums[slot] &+= value
          slot += 1
          if slot == limit { slot = 0 }
        }
      }
    }
  }

  /// Adds sums over the same units, or more.
  mutating func add(_ other: UnitSums) {
    grow(to: other.units)
    add(other, at: 0, limit: max(1, units))
  }

  /// Makes one unit of all.
  mutating func join() {
    for column in columns.indices where !columns[column].isEmpty {
      columns[column] = [columns[column].reduce(0, &+)]
    }
    units = min(units, 1)
  }
}

extension UnitSums: Archivable {
  func write(to archive: inout ArchiveWriter) {
    archive.put(units)
    for column in columns {
      // Zeros that were added are no other than zeros that were not.
      archive.put(column.contains { $0 != 0 } ? column : [])
    }
  }

  init(from archive: inout ArchiveReader) throws(Failure) {
    self.init(units: try archive.int())
    guard (0...UnitMap.limit).contains(units) else { throw archive.failure() }
    for column in columns.indices {
      columns[column] = try archive.integers()
      guard columns[column].isEmpty || columns[column].count == units, columns[column].hasSum
      else { throw archive.failure() }
    }
  }
}

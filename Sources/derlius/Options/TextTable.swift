/// Plain tables for terminals.
enum TextTable {
  /// Rows in columns two spaces apart, numbers to the right, the last column to the left if wanted.
  static func rightAligned(_ rows: [[String]], lastLeft: Bool) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    var text = ""
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column > 0 { text += "  " }
        let left = lastLeft && column == columns - 1
        if !left { text += String(repeating: " ", count: widths[column] - cell.count) }
        text += cell
      }
      text += "\n"
    }
    return text
  }

  /// Rows in columns two spaces apart, all to the left, without spaces at line ends.
  static func leftAligned(_ rows: [[String]]) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    var text = ""
    for row in rows {
      for (column, cell) in row.enumerated() {
        text += cell
        if column < row.count - 1 {
          text += String(repeating: " ", count: widths[column] - cell.count + 2)
        }
      }
      text += "\n"
    }
    return text
  }
}

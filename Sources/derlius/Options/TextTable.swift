/// Plain tables for terminals.
enum TextTable {
  /// How many columns of a terminal a text takes: marks none, wide scalars two, colour none.
  static func width(_ text: String) -> Int {
    var width = 0
    var isEscape = false
    for scalar in text.unicodeScalars {
      if isEscape {
        isEscape = scalar != "m"
        continue
      }
      switch scalar.value {
      case 0x1B: isEscape = true
      case 0x20...0x7E: width += 1
      case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        width += 2
      default:
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: break
        default: width += 1
        }
      }
    }
    return width
  }

  /// Rows in columns two spaces apart, numbers to the right, the last column to the left if wanted.
  static func rightAligned(_ rows: [[String]], lastLeft: Bool) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? width($0[column]) : 0 }.max() ?? 0
    }
    var text = ""
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column > 0 { text += "  " }
        let left = lastLeft && column == columns - 1
        if !left { text += String(repeating: " ", count: widths[column] - width(cell)) }
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
      rows.map { column < $0.count ? width($0[column]) : 0 }.max() ?? 0
    }
    var text = ""
    for row in rows {
      for (column, cell) in row.enumerated() {
        text += cell
        if column < row.count - 1 {
          text += String(repeating: " ", count: widths[column] - width(cell) + 2)
        }
      }
      text += "\n"
    }
    return text
  }
}

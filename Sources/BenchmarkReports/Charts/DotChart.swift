/// One line of a dot chart.
struct DotRow: Sendable {
  /// How a mark is drawn; shape and weight say it as well as colour.
  enum Kind: String, Sendable {
    /// The tokenizer (or language) that the page is about: filled, in the accent, name in bold.
    case focus
    /// Others: filled, grey.
    case plain
    /// Controls: hollow.
    case control
  }

  var label: String
  var value: Double?
  var interval: (low: Double, high: Double)?
  var kind: Kind = .plain
  /// What stands in place of a mark.
  var why: String?
}

/// Horizontal dots with intervals on one scale, values beside the marks, and a named reference line.
struct DotChart: Sendable {
  /// A value to compare with, drawn as a dashed line with its label on it.
  struct Reference: Sendable {
    var value: Double
    var label: String
  }

  /// The finding, for people who do not see the marks.
  var title: String
  /// What is drawn, in a sentence.
  var description: String
  var rows: [DotRow]
  var reference: Reference?
  var isLogarithmic = false
  /// Further values that the scale must hold, so that several charts share one.
  var alsoCovering: [Double] = []
  /// Whether the interval is written beside the value.
  var writesIntervals = true

  /// Where everything goes, in pixels.
  struct Layout: Sendable {
    /// The whole width.
    var width: Double
    /// The widest label; nil puts labels on a line of their own above the marks.
    var labelLimit: Double?
    /// The height of a row.
    var rowHeight: Double
    /// Room to the right of the scale for the values.
    var valueRoom: Double

    /// As wide as the page's column.
    static func wide(rows: Int) -> Layout {
      Layout(width: 1040, labelLimit: 300, rowHeight: rows > 12 ? 21 : 24, valueRoom: 150)
    }
    /// As wide as a phone.
    static let narrow = Layout(width: 358, labelLimit: nil, rowHeight: 40, valueRoom: 118)
    /// One of several panels side by side.
    static let panel = Layout(width: 330, labelLimit: 118, rowHeight: 17, valueRoom: 44)
  }
}

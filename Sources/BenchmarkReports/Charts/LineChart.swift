/// Lines over vocabulary sizes, each named at its end, on a logarithmic scale of sizes.
struct LineChart: Sendable {
  /// A place on a line.
  struct Point: Sendable {
    var size: Int
    var value: Double
    var interval: (low: Double, high: Double)?
  }

  /// One line.
  struct Series: Sendable {
    var name: String
    /// The kind's place among all kinds: its colour and its shape.
    var style: Int
    var points: [Point]
    /// The size that is ringed, and what stands above it; nothing where it is said elsewhere.
    var mark: (size: Int, label: String)?
  }

  /// The finding, for people who do not see the marks.
  var title: String
  /// What is drawn, in a sentence.
  var description: String
  var series: [Series]
  /// A value that is drawn as a dashed line, with its label.
  var threshold: (value: Double, label: String)?
  /// Whether the scale of values starts at zero.
  var startsAtZero = false
  /// Whether values stand beside the marks.
  var writesValues = false
  /// How a value is written on the scale and beside marks; nil for three digits.
  var format: (@Sendable (Double) -> String)?

  /// Where everything goes, in pixels.
  struct Layout: Sendable {
    var width: Double
    var height: Double
    /// The most room on the right for the lines' names.
    var nameRoom: Double

    /// As wide as the page's column.
    static let wide = Layout(width: 1040, height: 330, nameRoom: 150)
    /// As wide as a phone.
    static let narrow = Layout(width: 358, height: 300, nameRoom: 118)
    /// One of several panels side by side.
    static let panel = Layout(width: 330, height: 190, nameRoom: 124)
  }

  /// A size as people say it: `8k`, else in digits.
  static func short(_ size: Int) -> String {
    size >= 1000 && size.isMultiple(of: 1000)
      ? NumberText.count(size / 1000) + "k" : NumberText.count(size)
  }
}

/// Points by two measures, named beside their marks; who is beaten by nobody in both may be joined by a line.
struct ScatterChart: Sendable {
  /// One of them.
  struct Point: Sendable {
    var label: String
    var x: Double
    var y: Double
    var xInterval: (low: Double, high: Double)?
    var yInterval: (low: Double, high: Double)?
    var kind = DotRow.Kind.plain
    /// Whether it is on the front.
    var isOnFront = false
  }

  /// The finding, for people who do not see the marks.
  var title: String
  /// What is drawn, in a sentence.
  var description: String
  var points: [Point]
  /// What the horizontal scale is, under its end.
  var xName: String
  /// What the vertical scale is, above it.
  var yName: String
  /// Whether equal steps of the horizontal scale are equal factors.
  var isLogarithmic = false
  /// What the line of the front is called; nil draws none.
  var frontName: String?

  /// Where everything goes, in pixels.
  struct Layout: Sendable {
    var width: Double
    var height: Double
    /// The most room for a point's name.
    var nameRoom: Double

    /// As wide as the page's column.
    static let wide = Layout(width: 1040, height: 380, nameRoom: 260)
    /// As wide as a phone.
    static let narrow = Layout(width: 358, height: 330, nameRoom: 150)
  }

  /// The points that nobody is at least as good as in both measures and better than in one, from the left.
  ///
  /// - Parameter candidates: less of the first measure and more of the second is better. O(n²).
  static func front(_ candidates: [(x: Double, y: Double)]) -> [Int] {
    candidates.indices.filter { index in
      let own = candidates[index]
      return !candidates.contains { other in
        other.x <= own.x && other.y >= own.y && (other.x < own.x || other.y > own.y)
      }
    }.sorted { (candidates[$0].x, $0) < (candidates[$1].x, $1) }
  }
}

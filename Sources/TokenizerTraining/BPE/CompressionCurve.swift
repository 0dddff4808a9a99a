/// How many tokens the training text has after how many merges, at a few points.
struct CompressionCurve {
  private(set) var points: [TrainedBPE.CurvePoint]
  private var next = 1

  /// Starts with the text in letters.
  init(tokens: UInt64) { points = [.init(merges: 0, tokens: tokens)] }

  /// Goes on after some merges, with the text cut anew into `tokens`.
  init(continuing points: [TrainedBPE.CurvePoint], merges: Int, tokens: UInt64) {
    self.points = points.filter { $0.merges < merges }
    append(merges, tokens)
  }

  /// Notes a merge, at 1, 2, 3, 5, 10, 20, 30, 50, ….
  @inline(__always)
  mutating func add(merges: Int, tokens: UInt64) {
    if merges == next { append(merges, tokens) }
  }

  /// Notes the end.
  mutating func finish(merges: Int, tokens: UInt64) {
    if points.last?.merges != merges { points.append(.init(merges: merges, tokens: tokens)) }
  }

  private mutating func append(_ merges: Int, _ tokens: UInt64) {
    points.append(.init(merges: merges, tokens: tokens))
    var step = 1
    while step * 10 <= merges { step *= 10 }
    next =
      merges < 2 * step
      ? 2 * step
      : merges < 3 * step
        ? 3 * step
        : merges < 5 * step ? 5 * step : 10 * step
  }
}

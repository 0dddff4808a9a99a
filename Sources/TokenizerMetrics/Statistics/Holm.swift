/// Holm's correction for testing several hypotheses at once (Holm 1979, step-down).
public enum Holm {
  /// The corrected p-values, in the order given.
  ///
  /// The i-th smallest p of m (from 0; equal ones in the order given) is multiplied by m − i; no
  /// corrected value is less than that of a smaller p, and none is above 1. O(m log m).
  public static func adjust(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var adjusted = values
    var highest = 0.0
    for (rank, index) in order.enumerated() {
      highest = max(highest, min(1, values[index] * Double(values.count - rank)))
      adjusted[index] = highest
    }
    return adjusted
  }
}

/// How progress is written: for a person on one line, for a machine as JSON.
public enum ProgressText {
  /// Such as `merge: 1200 of 32000, 3 %, 4 s left`; the stage alone where nothing is known of it.
  ///
  /// - Parameters:
  ///   - stage: what is done.
  ///   - current: how much of it is done.
  ///   - total: how much there is, where that is known.
  ///   - time: how long the stage runs.
  public static func steps(
    _ stage: String, _ current: Int, of total: Int?, after time: Duration
  ) -> String {
    guard let total, total > 0 else { return current > 0 ? "\(stage): \(current)" : stage }
    var text = "\(stage): \(current) of \(total), \(percent(current, total)) %"
    if current > 0, let left = milliseconds(time).multiplied(total - current, by: current) {
      text += timeLeft(left / 1000)
    }
    return text
  }

  /// Such as `reading law.txt: 120 of 980 MB, 12 %, 240 MB/s, 4 s left`.
  ///
  /// - Parameters:
  ///   - stage: what is done.
  ///   - current: the bytes that are done.
  ///   - total: the bytes that there are, where that is known.
  ///   - time: how long the stage runs.
  public static func bytes(
    _ stage: String, _ current: Int, of total: Int?, after time: Duration
  ) -> String {
    func megabytes(_ bytes: Int) -> Int { (bytes + 500_000) / 1_000_000 }
    // Bytes a millisecond are kilobytes a second.
    let speed = current / milliseconds(time)
    var text = "\(stage): \(megabytes(current))"
    if let total, total > 0 {
      text += " of \(megabytes(total)) MB, \(percent(current, total)) %"
    } else {
      text += " MB"
    }
    text += ", \(speed / 1000) MB/s"
    if let total, speed > 0 { text += timeLeft(max(0, total - current) / speed / 1000) }
    return text
  }

  /// `{"stage":"merge","current":1200,"total":32000}`; the total is null where it is not known.
  public static func json(_ stage: String, _ current: Int, of total: Int?) -> String {
    #"{"stage":\#(JSONValue.string(stage).serialized()),"current":\#(current),"total":"#
      + (total.map(String.init) ?? "null") + "}"
  }

  private static func percent(_ current: Int, _ total: Int) -> Int {
    min(100, current.multipliedFullWidth(by: 100).high == 0 ? current * 100 / total : 100)
  }

  private static func milliseconds(_ time: Duration) -> Int {
    max(1, Int(time / .milliseconds(1)))
  }

  private static func timeLeft(_ seconds: Int) -> String {
    seconds < 120 ? ", \(seconds) s left" : ", \(seconds / 60) min left"
  }
}

extension Int {
  /// The product divided by a number above 0; nil where the product does not fit, or is negative.
  fileprivate func multiplied(_ factor: Int, by divisor: Int) -> Int? {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow || product < 0 ? nil : product / divisor
  }
}

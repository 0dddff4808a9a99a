import Groundwork

/// What a run took; said to the user, and never written into a file that is to be the same each time.
enum RunCost {
  /// Such as `1.4 s, 96 MB`.
  static func text(since start: ContinuousClock.Instant) -> String {
    let tenths = Int((ContinuousClock.now - start) / .milliseconds(100))
    let time = "\(tenths / 10).\(tenths % 10) s"
    guard let peak = peakMemory else { return time }
    return "\(time), \(peak / 1_000_000) MB"
  }

  /// The most memory that this process has had at a time, in bytes; nil where the system does not say.
  ///
  /// `getrusage` would count what the process was forked from, too.
  private static var peakMemory: Int? {
    guard let status = try? readFile("/proc/self/status") else { return nil }
    for line in status.split(separator: 0x0A) where line.starts(with: Array("VmHWM:".utf8)) {
      let digits = line.filter { (0x30...0x39).contains($0) }
      return Int(String(decoding: digits, as: UTF8.self)).map { $0 * 1024 }
    }
    return nil
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a run took; said to the user, and never written into a file that is to be the same each time.
enum RunCost {
  /// Such as `1.4 s, 96 MB`.
  static func text(since start: ContinuousClock.Instant) -> String {
    let tenths = Int((ContinuousClock.now - start) / .milliseconds(100))
    var text = "\(tenths / 10).\(tenths % 10) s"
    var usage = rusage()
    #if canImport(Glibc)
      if getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 {
        text += ", \(usage.ru_maxrss / 1000) MB"
      }
    #endif
    return text
  }
}

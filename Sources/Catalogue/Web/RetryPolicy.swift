import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// When a download is tried again, and how long it waits before.
struct RetryPolicy: Sendable {
  /// The tries in a row that bring no byte before it gives up.
  var triesWithoutBytes = 5
  /// All tries of one file.
  var tries = 30
  /// The first wait in seconds; it doubles with each try in a row that brings no byte.
  var firstWait = 1.0
  /// The longest wait that a server may ask for, in seconds.
  var longestWait = 120

  /// The policy of this run: `DERLIUS_RETRY_SECONDS` sets the first wait.
  static func fromEnvironment() throws(Failure) -> RetryPolicy {
    var policy = RetryPolicy()
    if let text = environmentVariable("DERLIUS_RETRY_SECONDS") {
      guard let seconds = Double(text), (0...3600).contains(seconds) else {
        throw Failure.usage(
          "DERLIUS_RETRY_SECONDS is \(text)", remedy: "give a number from 0 to 3600, or none")
      }
      policy.firstWait = seconds
    }
    return policy
  }

  /// The wait after `failures` tries in a row without a byte (1, 2, …), in seconds.
  func wait(after failures: Int) -> Double {
    firstWait * Double(1 << min(max(failures - 1, 0), 6))
  }

  /// Waits.
  static func sleep(_ seconds: Double) {
    var rest = timespec()
    rest.tv_sec = Int(seconds)
    rest.tv_nsec = Int((seconds - Double(Int(seconds))) * 1e9)
    var left = timespec()
    while nanosleep(&rest, &left) != 0, errno == EINTR { rest = left }
  }
}

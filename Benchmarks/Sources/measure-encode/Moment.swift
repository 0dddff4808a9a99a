import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Seconds of this process's processors (all threads) and of the clock, as Python's `process_time` and `perf_counter`.
struct Moment {
  let processor: Double
  let clock: Double

  init() {
    self.init(processor: Self.read(CLOCK_PROCESS_CPUTIME_ID), clock: Self.read(CLOCK_MONOTONIC))
  }

  private init(processor: Double, clock: Double) {
    self.processor = processor
    self.clock = clock
  }

  func since(_ start: Moment) -> Moment {
    Moment(processor: processor - start.processor, clock: clock - start.clock)
  }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Resident memory when it was made; the system's peak is set back to it where it can be (Linux).
struct MemoryMark {
  private let before: Int

  init() {
    if let file = fopen("/proc/self/clear_refs", "w") {
      fputs("5", file)
      fclose(file)
    }
    before = Self.kilobytes("VmRSS:") ?? 0
  }

  /// How many bytes more were resident at once since; null where the system does not say.
  func peakGrowth() -> JSONValue {
    guard let peak = Self.kilobytes("VmHWM:") else { return .null }
    return .integer(max(0, peak - before) * 1024)
  }

  private static func kilobytes(_ name: String) -> Int? {
    guard let status = try? readFile("/proc/self/status") else { return nil }
    for line in String(decoding: status, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
      if fields.count == 3, fields[0] == name { return Int(fields[1]) }
    }
    return nil
  }
}

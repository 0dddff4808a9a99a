#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What this machine is and how busy it is, for what stands beside measured times.
///
/// Differs from run to run, so it never goes into a file that is compared.
public enum Machine {
  /// The processors' architecture.
  public static var architecture: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "aarch64"
    #else
      "other"
    #endif
  }

  /// The model of the first processor as the system names it; nil where it does not.
  public static var processorModel: String? {
    guard let bytes = try? readFile("/proc/cpuinfo") else { return nil }
    for line in bytes.split(separator: 0x0A) where line.starts(with: "model name".utf8) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let name = line[(colon + 1)...].drop { $0 == 0x20 }
      return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }
    return nil
  }

  /// The release of the Linux kernel; nil elsewhere.
  public static var kernelRelease: String? {
    guard let bytes = try? readFile("/proc/sys/kernel/osrelease") else { return nil }
    return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  /// The load averages of the last 1, 5 and 15 minutes; empty where the system does not say.
  public static var loadAverages: [Double] {
    var loads = [0.0, 0.0, 0.0]
    let count = getloadavg(&loads, 3)
    return Array(loads.prefix(Int(max(0, count))))
  }

  /// Processor time of this process in seconds, all threads together.
  public static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Whether this program was built without optimization, so that its speeds say nothing.
  public static var isDebugBuild: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }
}

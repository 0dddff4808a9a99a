import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The temporary files and folders of this process, so that an interrupted run leaves none behind.
enum TemporaryPaths {
  private static let paths = Mutex<[String]>([])

  static func add(_ path: String) { paths.withLock { $0.append(path) } }

  static func remove(_ path: String) {
    paths.withLock { all in
      if let index = all.lastIndex(of: path) { all.remove(at: index) }
    }
  }

  static func removeAllFromDisk() {
    for path in paths.withLock({ $0 }) { removeTree(path) }
  }
}

/// Ends the process where no caller can take a failure: as the command line does, with one line, the
/// failure's exit code and no temporary files left.
public func endProcess(with failure: Failure) -> Never {
  printToStandardError("derlius: \(failure)")
  TemporaryPaths.removeAllFromDisk()
  _exit(failure.fault.exitCode)
}

/// What happens on Ctrl-C: temporary files go, and the process ends with code 130.
///
/// Work that can be kept holds the first signal back, looks whether one came, keeps what it has, and ends the
/// process itself; a second signal ends it at once.
public enum Interruption {
  /// Installs the handling of SIGINT and SIGTERM, and ignores SIGPIPE and SIGXFSZ (a limit on the size
  /// of files) so that writers see the error.
  public static func install() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        let isKept = held.withLock { held in
          if !held.isOn || held.signal != nil { return false }
          held.signal = number
          return true
        }
        if isKept { arrived.signal() } else { end(number) }
      }
      source.activate()
      sources.withLock { $0.append(Source(source)) }
    }
  }

  /// Holds the first signal back from now on.
  public static func hold() { held.withLock { $0.isOn = true } }

  /// Ends the holding back; where a signal came meanwhile, ends the process as it would have.
  public static func release() {
    let signal = held.withLock { held in
      defer { held = Held() }
      return held.signal
    }
    if let signal { end(signal) }
  }

  /// Whether a signal was held back.
  public static var isPending: Bool { held.withLock { $0.signal != nil } }

  /// Waits for the first signal, and holds it back: for programs that work until they are told to end.
  ///
  /// A second one ends the process at once.
  public static func wait() {
    hold()
    arrived.wait()
  }

  private static func end(_ signal: Int32) -> Never {
    TemporaryPaths.removeAllFromDisk()
    _exit(128 + signal)
  }

  private struct Held {
    var isOn = false
    var signal: Int32?
  }

  private static let held = Mutex(Held())
  private static let arrived = DispatchSemaphore(value: 0)
  private static let queue = DispatchQueue(label: "derlius.interruption")
  private static let sources = Mutex<[Source]>([])

  // Dispatch's sources are safe to share but not declared so.
  private struct Source: @unchecked Sendable {
    let source: any DispatchSourceSignal
    init(_ source: any DispatchSourceSignal) { self.source = source }
  }
}

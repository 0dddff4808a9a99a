#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output behind one buffer.
///
/// A closed pipe ends the process with success, as `head` expects; any other error with exit code 1.
public struct StandardOutput: ~Copyable {
  private var buffer: [UInt8] = []
  private let limit: Int

  /// Creates the writer; bytes leave when `limit` of them wait, at `flush`, and at the end.
  public init(limit: Int = 1 << 16) {
    self.limit = limit
    buffer.reserveCapacity(limit + 4096)
  }

  deinit { write(buffer) }

  /// Adds bytes.
  public mutating func write(_ bytes: some Sequence<UInt8>) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= limit { flush() }
  }

  /// Adds text.
  public mutating func write(_ text: String) { write(text.utf8) }

  /// Sends what waits.
  public mutating func flush() {
    write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private borrowing func write(_ bytes: [UInt8]) {
    if bytes.isEmpty || writeAll(bytes, to: STDOUT_FILENO) { return }
    if errno == EPIPE { exit(0) }
    endProcess(
      with: Failure(
        "cannot write: \(lastSystemError())", at: .file("<stdout>"),
        remedy: "send the output to a place that has room"))
  }
}

/// Writes a message to standard error, followed by a newline unless another end is given.
public func printToStandardError(_ message: String, terminator: String = "\n") {
  _ = writeAll(Array((message + terminator).utf8), to: STDERR_FILENO)
}

/// Whether standard error is a terminal (progress is shown only there).
public func standardErrorIsTerminal() -> Bool { isatty(STDERR_FILENO) == 1 }

/// Whether standard output is a terminal (colour is used only there).
public func standardOutputIsTerminal() -> Bool { isatty(STDOUT_FILENO) == 1 }

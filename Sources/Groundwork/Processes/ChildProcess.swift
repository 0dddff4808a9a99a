#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Another program, run to its end.
public enum ChildProcess {
  /// What a program left.
  public struct Outcome: Sendable {
    /// The exit code; 128 + the signal's number where a signal ended it; 127 where it was not found.
    public var status: Int32
    /// The last line of standard error that is not empty.
    public var lastMessage: String
  }

  /// Runs `arguments` (the first is searched in PATH), without standard input.
  ///
  /// - Parameters:
  ///   - arguments: the program and what it is given.
  ///   - output: the file that takes standard output (created or emptied).
  ///   - messages: the file that takes standard error.
  public static func run(
    _ arguments: [String], output: String = "/dev/null", messages: String
  ) throws(Failure) -> Outcome {
    guard let program = arguments.first else { return Outcome(status: 127, lastMessage: "") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let create = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, create, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, messages, create, 0o600)

    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process = pid_t()
    let code = posix_spawnp(&process, program, &actions, nil, &pointers, environ)
    if code != 0 {
      return Outcome(status: 127, lastMessage: String(cString: strerror(code)))
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR {
        throw Failure("cannot wait for \(program): \(lastSystemError())")
      }
    }
    let signal = status & 0x7F
    let exit = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    return Outcome(status: exit, lastMessage: lastLine(of: messages))
  }

  private static func lastLine(of path: String) -> String {
    guard let bytes = try? readFile(path) else { return "" }
    let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    return lines.last { !$0.allSatisfy(\.isWhitespace) } ?? ""
  }
}

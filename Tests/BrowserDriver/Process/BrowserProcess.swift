import Foundation
import Groundwork
import Synchronization

/// A running Chromium without a window, spoken to through two pipes, with a profile of its own.
///
/// It lives in a process group of its own, which is killed when the tests end; where they are killed
/// themselves, the pipes close and Chromium ends by itself.
struct BrowserProcess: Sendable {
  /// Chromium reads commands from it.
  let commands: Int32
  /// Chromium writes answers into it.
  let answers: Int32
  /// Everything of it on disk.
  let folder: String
  /// What Chromium writes to standard error.
  private let messages: String

  /// Starts the program.
  init(_ program: String) throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("derlius-chromium-\(getpid())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    messages = joinPath(folder, "messages")
    let toBrowser = try Self.pipe()
    let fromBrowser = try Self.pipe()
    (commands, answers) = (toBrowser.write, fromBrowser.read)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, messages, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, toBrowser.read, 3)
    posix_spawn_file_actions_adddup2(&actions, fromBrowser.write, 4)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

    var arguments: [UnsafeMutablePointer<CChar>?] =
      // What it keeps besides its profile goes into the folder too.
      (["env", "TMPDIR=\(folder)", "XDG_CONFIG_HOME=\(folder)", program]
      + Self.arguments(profile: joinPath(folder, "profile"))).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let code = posix_spawnp(&process, "env", &actions, &attributes, &arguments, environ)
    close(toBrowser.read)
    close(fromBrowser.write)
    guard code == 0 else { throw BrowserFailure("cannot start \(program): error \(code)") }
    Self.running.withLock { $0.append(Running(group: process, folder: folder)) }
    atexit { BrowserProcess.endAll() }
  }

  /// The end of what Chromium wrote to standard error.
  var lastMessages: String {
    let bytes = (try? readFile(messages)) ?? []
    return String(decoding: bytes.suffix(600), as: UTF8.self)
  }

  private static func arguments(profile: String) -> [String] {
    [
      "--headless", "--no-sandbox", "--remote-debugging-pipe", "--user-data-dir=\(profile)",
      "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
      "--disable-extensions", "--disable-sync", "--disable-background-networking",
      "--disable-component-update", "--disable-default-apps", "--mute-audio",
      "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows",
      "--disable-renderer-backgrounding",
      "--force-color-profile=srgb",
      "--lang=en-US",
      "about:blank",
    ]
  }

  /// A pipe whose ends are not those that Chromium expects, and are not inherited.
  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard Foundation.pipe(&ends) == 0 else { throw BrowserFailure("cannot make a pipe") }
    let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
    for end in ends { close(end) }
    guard !moved.contains(-1) else { throw BrowserFailure("cannot move a pipe") }
    return (moved[0], moved[1])
  }

  private struct Running {
    var group: pid_t
    var folder: String
  }

  private static let running = Mutex<[Running]>([])

  /// Kills what was started and removes its profiles.
  static func endAll() {
    let all = running.withLock { running in
      defer { running = [] }
      return running
    }
    for one in all {
      kill(-one.group, SIGKILL)
      var status: Int32 = 0
      waitpid(one.group, &status, 0)
      // Children of the browser may write for another moment.
      for _ in 0..<20 where exists(one.folder) {
        removeTree(one.folder)
        if exists(one.folder) { usleep(50_000) }
      }
    }
  }
}

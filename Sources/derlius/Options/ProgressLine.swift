import Groundwork
import Synchronization

/// Progress on one line of a terminal; silent elsewhere, and where `NO_COLOR` is set or `TERM` is `dumb`.
enum ProgressLine {
  private static var isShown: Bool {
    standardErrorIsTerminal() && environmentVariable("TERM") != "dumb"
      && environmentVariable("NO_COLOR") == nil
  }

  /// The receiver for long work.
  static func make() -> Progress {
    guard isShown else { return .silent }
    let last = Mutex<String>("")
    return Progress { stage, current, total in
      var text = stage
      if let total, total > 0 {
        text += " \(current * 100 / total) %"
      } else if current > 0 {
        text += " \(current)"
      }
      last.withLock { shown in
        if shown == text { return }
        shown = text
        printToStandardError("\u{1B}[2K\r\(text)", terminator: "")
      }
    }
  }

  /// Clears the line.
  static func clear() {
    guard isShown else { return }
    printToStandardError("\u{1B}[2K\r", terminator: "")
  }
}

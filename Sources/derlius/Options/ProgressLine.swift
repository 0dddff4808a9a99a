import Groundwork
import Synchronization

/// Progress on one line of a terminal; silent elsewhere, and where `NO_COLOR` is set or `TERM` is `dumb`.
enum ProgressLine {
  private static var isPossible: Bool {
    standardErrorIsTerminal() && environmentVariable("TERM") != "dumb"
      && environmentVariable("NO_COLOR") == nil
  }

  /// What is on the line, and since when its stage runs.
  private struct Shown {
    var text = ""
    var stage = ""
    var start = ContinuousClock.now
    var last: ContinuousClock.Instant?

    /// Puts a text on the line; ten times a second are enough for eyes, but a new stage is shown at once.
    mutating func show(_ stage: String, _ write: (Duration) -> String) {
      let now = ContinuousClock.now
      if self.stage != stage {
        self.stage = stage
        start = now
      } else if let last, now - last < .milliseconds(100) {
        return
      }
      last = now
      let text = write(now - start)
      if self.text == text { return }
      self.text = text
      printToStandardError("\u{1B}[2K\r\(text)", terminator: "")
    }
  }

  private static let shown = Mutex(Shown())

  /// The receiver for long work.
  static func make() -> Progress {
    guard isPossible else { return .silent }
    return Progress(
      { stage, current, total in
        shown.withLock {
          $0.show(stage) { ProgressText.steps(stage, current, of: total, after: $0) }
        }
      },
      bytes: { stage, current, total in
        shown.withLock {
          $0.show(stage) { ProgressText.bytes(stage, current, of: total, after: $0) }
        }
      })
  }

  /// Clears the line, where something is on it.
  static func clear() {
    shown.withLock { shown in
      if shown.text.isEmpty { return }
      shown = Shown()
      printToStandardError("\u{1B}[2K\r", terminator: "")
    }
  }
}

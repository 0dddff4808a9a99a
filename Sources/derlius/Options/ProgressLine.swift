import Groundwork
import Synchronization

/// Progress on one line of a terminal; silent elsewhere, and where `NO_COLOR` is set or `TERM` is `dumb`.
enum ProgressLine {
  private static var isShown: Bool {
    standardErrorIsTerminal() && environmentVariable("TERM") != "dumb"
      && environmentVariable("NO_COLOR") == nil
  }

  /// What is on the line, and since when its stage runs.
  private struct Shown {
    var text = ""
    var stage = ""
    var start = ContinuousClock.now
    var last: ContinuousClock.Instant?
  }

  /// The receiver for long work.
  static func make() -> Progress {
    guard isShown else { return .silent }
    let shown = Mutex(Shown())
    return Progress(
      { stage, current, total in
        var text = stage
        if let total, total > 0 {
          text += " \(current * 100 / total) %"
        } else if current > 0 {
          text += " \(current)"
        }
        shown.withLock { shown in
          shown.stage = ""
          if shown.text == text { return }
          shown.text = text
          printToStandardError("\u{1B}[2K\r\(text)", terminator: "")
        }
      },
      bytes: { stage, current, total in
        shown.withLock { shown in
          let now = ContinuousClock.now
          if shown.stage != stage {
            if !shown.stage.isEmpty { shown.start = now }
            shown.stage = stage
          }
          // Ten times a second are enough for eyes.
          if let last = shown.last, now - last < .milliseconds(100) { return }
          shown.last = now
          shown.text = byteText(stage, current, of: total, after: now - shown.start)
          printToStandardError("\u{1B}[2K\r\(shown.text)", terminator: "")
        }
      })
  }

  /// Such as `reading law.txt: 120 of 980 MB, 12 %, 240 MB/s, 4 s left`.
  static func byteText(
    _ stage: String, _ current: Int, of total: Int?, after time: Duration
  ) -> String {
    func megabytes(_ bytes: Int) -> Int { (bytes + 500_000) / 1_000_000 }
    let milliseconds = max(1, Int(time / .milliseconds(1)))
    // Bytes a millisecond are kilobytes a second.
    let speed = current / milliseconds
    var text = "\(stage): \(megabytes(current))"
    if let total, total > 0 {
      text += " of \(megabytes(total)) MB, \(min(100, current * 100 / total)) %"
    } else {
      text += " MB"
    }
    text += ", \(speed / 1000) MB/s"
    if let total, speed > 0 {
      let seconds = max(0, total - current) / speed / 1000
      text += seconds < 120 ? ", \(seconds) s left" : ", \(seconds / 60) min left"
    }
    return text
  }

  /// Clears the line.
  static func clear() {
    guard isShown else { return }
    printToStandardError("\u{1B}[2K\r", terminator: "")
  }
}

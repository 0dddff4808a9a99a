import ArgumentParser
import Groundwork

/// How progress is shown.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
  /// One line of a terminal; nothing where there is none.
  case line
  /// A JSON object a line on standard error.
  case json
  case none
}

/// How progress is shown, for every command that may run long.
struct ProgressOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Progress on standard error: line (on a terminal), json ({\"stage\":…,\"current\":…,\"total\":…} lines) or none.",
      valueName: "style"))
  var progress = ProgressStyle.line

  /// The receiver.
  func make() -> Progress {
    switch progress {
    case .line: ProgressLine.make()
    case .json:
      Progress { stage, current, total in
        printToStandardError(ProgressText.json(stage, current, of: total))
      }
    case .none: .silent
    }
  }
}

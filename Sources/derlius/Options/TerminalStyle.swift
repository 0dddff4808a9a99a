import Groundwork

/// Weight and colour for terminals; plain text elsewhere, and where `NO_COLOR` or `TERM=dumb` ask for it.
struct TerminalStyle {
  var isOn: Bool

  /// The style for standard output.
  static func forOutput() -> TerminalStyle {
    let noColor = environmentVariable("NO_COLOR") ?? ""
    return TerminalStyle(
      isOn: standardOutputIsTerminal() && noColor.isEmpty
        && environmentVariable("TERM") != "dumb")
  }

  /// What the eye should find first.
  func strong(_ text: String) -> String { wrap(text, "1") }
  /// What can be passed over.
  func faint(_ text: String) -> String { wrap(text, "2") }
  /// The first colour: what just changed, or was chosen.
  func accent(_ text: String) -> String { wrap(text, "1;34") }

  /// A second colour: what came next after the chosen.
  func second(_ text: String) -> String { wrap(text, "33") }

  private func wrap(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

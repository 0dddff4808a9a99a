import Groundwork

/// The strict parser of html5lib, of Debian's package python3-html5lib.
///
/// Use as a trait: `@Test(.enabled(if: HTMLValidator.isInstalled, "skipped: python3 has no html5lib"))`.
public enum HTMLValidator {
  private static let script = joinPath(SharedData.repository, "scripts/check-html.py")

  /// Whether there is a Python that has it.
  public static let isInstalled: Bool = {
    let outcome = try? ChildProcess.run(
      ["python3", "-c", "import html5lib"], messages: "/dev/null")
    return outcome?.status == 0
  }()

  /// What the parser says of pages, by their names, a line for each fault; none is empty.
  public static func faults(of pages: [(name: String, bytes: [UInt8])]) throws(Failure) -> String {
    let folder = try TemporaryFolder()
    var paths: [String] = []
    for page in pages {
      let name = page.name.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
      paths.append(joinPath(folder.path, name + ".html"))
      try AtomicFile.write(page.bytes, to: paths[paths.count - 1])
    }
    let output = joinPath(folder.path, "output")
    let messages = joinPath(folder.path, "messages")
    let outcome = try ChildProcess.run(
      ["python3", script] + paths, output: output, messages: messages)
    if outcome.status > 1 { throw Failure("check-html.py: \(outcome.lastMessage)") }
    return String(decoding: try readFile(output), as: UTF8.self)
  }
}

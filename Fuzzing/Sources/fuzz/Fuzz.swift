import CFuzzer

/// Runs libFuzzer on one target: `fuzz` with the target's name in `FUZZ_TARGET`.
@main
struct Fuzz {
  static func main() {
    guard let wanted = environment("FUZZ_TARGET"), let target = targets.first(named: wanted) else {
      for target in targets { print(target.name, target.about, separator: "\t") }
      exit(64)
    }
    chosen = target
    exit(
      runFuzzer(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
        chosen?.run([UInt8](UnsafeBufferPointer(start: start, count: count)))
        return 0
      })
  }
}

// libFuzzer calls a plain C function, which can hold nothing: the target waits here.
nonisolated(unsafe) private var chosen: Target?

extension [Target] {
  fileprivate func first(named name: String) -> Target? { first { $0.name == name } }
}

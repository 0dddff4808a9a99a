import ArgumentParser

/// How much memory tables may take before they are written to a temporary file.
struct MemoryOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Memory for tables, such as 512M or 4G; beyond it they go to a temporary file in TMPDIR.",
      valueName: "size"))
  var maxMemory = MemorySize(bytes: 2 << 30)
}

/// A size in bytes: a number, with K, M, G or T for powers of 1024; a B or iB may follow, as in 2GB.
struct MemorySize: ExpressibleByArgument {
  var bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    let units: [Character: Int] = ["K": 10, "M": 20, "G": 30, "T": 40]
    var digits = argument[...]
    for ending in ["iB", "ib", "B", "b"] where digits.hasSuffix(ending) {
      digits = digits.dropLast(ending.count)
      break
    }
    let unit = digits.last.flatMap { units[Character($0.uppercased())] }
    if unit != nil { digits = digits.dropLast() }
    guard let number = Int(digits), number > 0, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << (unit ?? 0))
    if overflow { return nil }
    self.bytes = bytes
  }

  var defaultValueDescription: String { bytes % (1 << 30) == 0 ? "\(bytes >> 30)G" : "\(bytes)" }

  /// In whole megabytes, rounded up, such as `310M`.
  static func megabytes(_ bytes: Int) -> String { "\((bytes + (1 << 20) - 1) >> 20)M" }
}

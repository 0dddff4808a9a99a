import Corpora
import Groundwork

/// Commands as a page shows them: files by their names, never by where they lie.
enum SweepCommandText {
  /// The command that trains one size alone, with `SIZE` in the size's place.
  static func train(_ kind: SweepKind, _ arguments: [String], _ command: Sweep) -> String {
    var words = ["derlius", "train", kind.trainer, "--vocab-size", "SIZE"] + arguments
    if command.form != "raw" { words += ["--form", command.form] }
    words += reading(command.reading)
    for path in command.heldOut + command.exclude {
      words += ["--exclude", lastPathComponent(path)]
    }
    for file in command.counts { words += ["--counts", lastPathComponent(file)] }
    if let mix = command.mix { words += ["--mix", lastPathComponent(mix)] }
    if command.limits.minCount != 1 { words += ["--min-count", "\(command.limits.minCount)"] }
    words += ["--output", "\(kind.rawValue)-SIZE.\(kind.ending)"]
    return (words + command.train.map(lastPathComponent)).map(quoted).joined(separator: " ")
  }

  private static func reading(_ options: CorpusOptions) -> [String] {
    var words: [String] = []
    func add(_ name: String, _ value: String?) { if let value { words += [name, value] } }
    add("--format", options.format?.rawValue)
    add("--document", options.document?.rawValue)
    add("--field", options.field)
    add("--column", options.column)
    if options.noQuotes { words.append("--no-quotes") }
    add("--language", options.language)
    add("--encoding", options.encoding)
    add("--invalid", options.invalid?.rawValue)
    if options.keepGoing { words.append("--keep-going") }
    return words
  }

  /// A word as a shell takes it.
  static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
        || "-_./=,:%@+".utf8.contains(byte) || byte >= 0x80
    }
    if isPlain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}

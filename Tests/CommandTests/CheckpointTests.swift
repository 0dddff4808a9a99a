import Groundwork
import TestSupport
import Testing

/// `--checkpoint`: what is kept, and what goes on.
@Suite struct CheckpointTests {
  private let derlius: RunCommand
  private let text: String

  init() throws {
    derlius = try RunCommand()
    text = try derlius.write(
      (0..<3000).map { "laukas \($0 * $0 % 977) žalias rytas \($0 % 7)\n" }.joined(),
      to: "text.txt")
  }

  private func run(_ kind: String, _ output: String, _ more: [String]) throws -> RunCommand.Result {
    try derlius.run(
      [
        "train", kind, "--vocab-size", kind == "bpe" ? "400" : "80", "--output",
        derlius.path(output), text,
      ] + more)
  }

  /// Runs into a disk that is full where the model is to be written.
  private func fail(_ kind: String, _ output: String) throws {
    _ = try ChildProcess.run(
      ["ln", "-s", "/dev/full", derlius.path(output)], output: "/dev/null", messages: "/dev/null")
    let failed = try run(
      kind, output, ["--checkpoint", derlius.path("ck"), "--checkpoint-every", "20K"])
    #expect(failed.status == 1)
    #expect(
      failed.messages.hasSuffix(
        "derlius: \(derlius.path(output)): cannot write: no space left on device; choose a place that "
          + "exists, has room and that you may write to\n"), "\(failed.messages)")
    removeTree(derlius.path(output))
  }

  @Test(arguments: [("bpe", "x.tiktoken", "x.json"), ("unigram", "x.model", "x.model.json")])
  func aRunGoesOnToTheSameBytes(_ kind: String, _ output: String, _ record: String) throws {
    #expect(try run(kind, output, []).status == 0)
    let files = [derlius.path(output), derlius.path(record)]
    let wanted = try files.map { (path) throws in try readFile(path) }
    for file in files { removeTree(file) }
    try fail(kind, output)
    #expect(files.allSatisfy { !exists($0) })
    #expect(
      try listDirectory(derlius.path("ck")).filter { $0.hasSuffix("tsv") || $0.hasSuffix("json") }
        == ["checkpoint.json", "counts-0-0.tsv"])
    let result = try run(kind, output, ["--checkpoint", derlius.path("ck"), "--threads", "1"])
    #expect(result.status == 0)
    #expect(result.messages.contains("derlius: went on from \(derlius.path("ck"))\n"))
    for (file, content) in zip(files, wanted) { #expect(try readFile(file) == content) }
    #expect(!exists(derlius.path("ck")))
  }

  @Test func anotherTrainingIsRefused() throws {
    try fail("bpe", "x.tiktoken")
    let folder = derlius.path("ck")
    let remedy = "run the command that it was made with, or name another folder\n"
    let size = try derlius.run([
      "train", "bpe", "--vocab-size", "401", "--output", derlius.path("x.tiktoken"), text,
      "--checkpoint", folder,
    ])
    #expect(size.status == 1)
    #expect(
      size.messages
        == "derlius: \(folder): is of another training: --vocab-size 400 there, --vocab-size 401 here; "
        + remedy)
    let option = try run("bpe", "x.tiktoken", ["--min-count", "2", "--checkpoint", folder])
    #expect(option.status == 1)
    #expect(
      option.messages
        == "derlius: \(folder): is of another training: nothing there, --min-count here; " + remedy)
    try AtomicFile.write(readFile(text) + Array("more\n".utf8), to: text)
    let bytes = try readFile(text).count
    let input = try run("bpe", "x.tiktoken", ["--checkpoint", folder])
    #expect(input.status == 1)
    #expect(
      input.messages
        == "derlius: \(folder): is of other inputs: \(text) had \(bytes - 5) bytes, and has \(bytes); bring "
        + "back the inputs that it was made with, or name another folder\n")
    // The same size, another text.
    var changed = Array(try readFile(text).dropLast(5))
    changed[0] = 0x4C
    try AtomicFile.write(changed, to: text)
    let other = try run("bpe", "x.tiktoken", ["--checkpoint", folder])
    #expect(other.status == 1)
    #expect(
      other.messages
        == "derlius: \(folder): is of other inputs: the text that was counted is not there any more; bring "
        + "back the inputs that it was made with, or name another folder\n")
  }

  @Test func whatIsDamagedIsRefused() throws {
    try fail("bpe", "x.tiktoken")
    let counts = derlius.path("ck/counts-0-0.tsv")
    try AtomicFile.write(readFile(counts) + Array("zzz\t1\n".utf8), to: counts)
    let result = try run("bpe", "x.tiktoken", ["--checkpoint", derlius.path("ck")])
    #expect(result.status == 1)
    #expect(result.messages.hasPrefix("derlius: \(counts): is not the file that "))
    let state = derlius.path("ck/checkpoint.json")
    try AtomicFile.write("{\"derlius\": \"0\"}\n", to: state)
    let damaged = try run("bpe", "x.tiktoken", ["--checkpoint", derlius.path("ck")])
    #expect(
      damaged.messages
        == "derlius: \(state): is no checkpoint of this version; remove it, or name another folder with "
        + "--checkpoint\n")
    let input = try derlius.run([
      "train", "bpe", "--vocab-size", "300", "--output", derlius.path("x.tiktoken"), "-",
      "--checkpoint", derlius.path("ck2"),
    ])
    #expect(input.status == 64)
    #expect(
      input.messages
        == "derlius: --checkpoint and standard input contradict each other: it cannot be read again; name "
        + "files, or leave out --checkpoint\n")
  }

  /// A pipe is given half of the text; the signal comes, and then the other half.
  @Test(arguments: [("INT", 130), ("TERM", 143)])
  func aSignalLeavesAUsableCheckpoint(_ signal: String, _ status: Int32) throws {
    let half = try derlius.write(
      (0..<90_000).map { "laukas \($0 * $0 % 977) rytas\n" }.joined(), to: "half.txt")
    let pipe = derlius.path("pipe")
    let arguments = [
      "train", "bpe", "--vocab-size", "400", "--output", derlius.path("x.tiktoken"), pipe,
    ]
    let kept = arguments + ["--checkpoint", derlius.path("ck")]
    let program = joinPath(parentPath(CommandLine.arguments[0]), "derlius")
    func feed(_ arguments: [String], stops: Bool) throws -> (status: Int32, messages: String) {
      let script = """
        pipe=$1; half=$2; shift 2; rm -f "$pipe"; mkfifo "$pipe"
        "$@" & process=$!
        { cat "$half"; \(stops ? "kill -\(signal) $process; sleep 0.3;" : "") cat "$half"; } \
        >"$pipe" 2>/dev/null
        wait $process
        """
      let messages = derlius.path("stderr")
      let outcome = try ChildProcess.run(
        ["sh", "-c", script, "sh", pipe, half, program] + arguments, output: "/dev/null",
        messages: messages)
      return (outcome.status, String(decoding: try readFile(messages), as: UTF8.self))
    }
    #expect(try feed(arguments, stops: false).status == 0)
    let wanted = try readFile(derlius.path("x.tiktoken"))
    removeTree(derlius.path("x.tiktoken"))
    let stopped = try feed(kept, stops: true)
    #expect(stopped.status == status)
    #expect(
      stopped.messages
        == "derlius: stopped; the same command goes on from \(derlius.path("ck"))\n")
    let state = try JSONValue(contentsOf: derlius.path("ck/checkpoint.json"))
    #expect(state["countings"]?.array?.first?["batches"]?.integer ?? 0 >= 1)
    #expect(state["countings"]?.array?.first?["complete"]?.bool == false)
    #expect(try feed(kept, stops: false).status == 0)
    #expect(try readFile(derlius.path("x.tiktoken")) == wanted)
  }

  @Test(.enabled(if: SmallDisk.isPossible, "skipped: needs the right to mount a disk"))
  func aFullDiskLosesNothing() throws {
    let page = try SmallDisk(bytes: 4 << 10)
    // The checkpoint does not fit.
    let folder = joinPath(page.path, "ck")
    let checkpoint = try run("bpe", "x.tiktoken", ["--checkpoint", folder])
    #expect(checkpoint.status == 1)
    #expect(
      checkpoint.messages
        == "derlius: \(joinPath(folder, "checkpoint.json")): cannot write: no space left on device; choose a "
        + "place that exists, has room and that you may write to\n")
    #expect(!exists(joinPath(folder, "checkpoint.json")))
    #expect(!exists(derlius.path("x.tiktoken")))
    // The model does not fit: the old one stays, and the counts are kept.
    let disk = try SmallDisk(bytes: 64 << 10)
    let model = joinPath(disk.path, "y.model")
    try AtomicFile.write("old", to: model)
    let filler = joinPath(disk.path, "filler")
    try AtomicFile.write([UInt8](repeating: 0, count: 56 << 10), to: filler)
    let arguments = [
      "train", "bpe", "--vocab-size", "400", "--output", model, text, "--checkpoint",
      derlius.path("ck"),
    ]
    let output = try derlius.run(arguments)
    #expect(output.status == 1)
    #expect(
      output.messages
        == "derlius: \(model): cannot write: no space left on device; choose a place that "
        + "exists, has room and that you may write to\n")
    #expect(try readFile(model) == Array("old".utf8))
    #expect(try listDirectory(disk.path) == ["filler", "y.model"])
    removeTree(filler)
    let larger = try derlius.run(arguments)
    #expect(larger.status == 0, "\(larger.messages)")
    #expect(larger.messages.contains("derlius: went on from \(derlius.path("ck"))\n"))
    let free = try run("bpe", "y.model", [])
    #expect(free.status == 0)
    #expect(try readFile(model) == readFile(derlius.path("y.model")))
    // Counts that go to a temporary file have no room there.
    let words = try derlius.write(
      (0..<180_000).map { String($0 * 7919, radix: 36) + "\n" }.joined(), to: "words.txt")
    let spill = try derlius.run(
      [
        "train", "bpe", "--vocab-size", "400", "--threads", "1", "--max-memory", "96M", "--output",
        derlius.path("z.model"), words,
      ], environment: ["TMPDIR=\(page.path)"])
    #expect(spill.status == 1)
    #expect(spill.messages.contains("of a temporary file: no space left on device"))
    #expect(!exists(derlius.path("z.model")))
  }
}

import Groundwork
import TestSupport
import Testing

/// The built program, run as a user runs it.
struct RunCommand {
  /// What a run left.
  struct Result {
    var status: Int32
    var output: String
    var messages: String
  }

  /// A folder of its own for the run's files and its home.
  let folder: TemporaryFolderBox

  init() throws { folder = try TemporaryFolderBox() }

  /// Runs `derlius` with arguments; its home is inside the folder, so nothing of the machine's is seen.
  func callAsFunction(_ arguments: String..., input: String = "") throws -> Result {
    try run(arguments, input: input)
  }

  func run(
    _ arguments: [String], input: String = "", environment: [String] = []
  ) throws -> Result {
    let inputPath = path("stdin")
    try AtomicFile.write(input, to: inputPath)
    let output = path("stdout")
    let messages = path("stderr")
    let program = joinPath(parentPath(CommandLine.arguments[0]), "derlius")
    try #require(exists(program), "the program is not built: \(program)")
    // A shell gives standard input and the environment; arguments are passed as they are.
    let script = "in=$1; shift; exec env \"$@\" <\"$in\""
    let variables = ["DERLIUS_HOME=\(path("home"))"] + environment
    let outcome = try ChildProcess.run(
      ["sh", "-c", script, "sh", inputPath] + variables + [program] + arguments,
      output: output, messages: messages)
    return Result(
      status: outcome.status, output: String(decoding: try readFile(output), as: UTF8.self),
      messages: String(decoding: try readFile(messages), as: UTF8.self))
  }

  /// A path in the folder.
  func path(_ name: String) -> String { joinPath(folder.path, name) }

  /// Writes a file in the folder and gives its path.
  func write(_ text: String, to name: String) throws -> String {
    try createDirectory(parentPath(path(name)))
    try AtomicFile.write(text, to: path(name))
    return path(name)
  }

  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try createDirectory(parentPath(path(name)))
    try AtomicFile.write(bytes, to: path(name))
    return path(name)
  }

  /// A rank file of 256 bytes and some merges, with its side file; gives its path.
  func writeRanks(_ name: String = "toy.tiktoken", merges: [String] = ["he", "ll", "hell", " w"])
    throws -> String
  {
    var bytes: [UInt8] = []
    let tokens = (0...255).map { [UInt8($0)] } + merges.map { Array($0.utf8) }
    for (rank, token) in tokens.enumerated() {
      Base64.encode(token, into: &bytes)
      bytes.append(contentsOf: " \(rank)\n".utf8)
    }
    try AtomicFile.write(
      #"{"pat_str": "gpt2", "special_tokens": {"<|end|>": 300}}"#,
      to: path(pathStem(name) + ".json"))
    return try write(bytes, to: name)
  }
}

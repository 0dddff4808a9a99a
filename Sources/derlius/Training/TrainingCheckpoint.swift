import Corpora
import Groundwork
import TokenizerTraining

/// The folder of `--checkpoint`: what a training has done so far, so that it can go on.
///
/// Every file in it takes its name when it is complete, the state last. So the folder holds one point of the
/// run, whenever the process ends. Counts are kept in parts, each of what was counted since the one before;
/// a run that goes on reads all inputs again, which proves them the same, and counts what is not counted yet.
/// Decided in docs/decisions/0027-checkpoints.md.
final class TrainingCheckpoint {
  /// The folder.
  let folder: String
  /// The bytes of text between two checkpoints of a counting.
  let interval: Int
  /// Whether a run before left something here.
  let goesOn: Bool
  private(set) var state: CheckpointState
  private let lock: FolderLock
  /// The number of the next counting.
  private var next = 0

  /// Opens a folder, or makes one.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - inputs: what is read; standard input cannot be read again.
  ///   - settings: what decides the result besides the command and the inputs.
  ///   - interval: the bytes of text between two checkpoints.
  ///   - command: the command, with all its options.
  /// - Throws: `Failure` where the folder is of another training, which says what is different; where another
  ///   process uses it; where it cannot be written.
  init(
    _ folder: String, inputs: TrainingInputs, settings: [UInt8], interval: Int,
    command: [String] = CommandLine.arguments
  ) throws(Failure) {
    if inputs.texts.contains(where: { $0.path == "-" }) {
      throw .usage(
        "--checkpoint and standard input contradict each other: it cannot be read again",
        remedy: "name files, or leave out --checkpoint")
    }
    self.folder = folder
    self.interval = interval
    try createDirectory(folder)
    lock = try FolderLock(folder, of: folder)
    let path = joinPath(folder, CheckpointState.name)
    let command = Self.deciding(command)
    let settings = try SHA256.hexadecimalDigest(of: settings)
    goesOn = exists(path)
    if goesOn {
      state = try CheckpointState(try JSONValue(contentsOf: path), file: path)
      if let difference = Self.difference(state, command, settings) {
        throw Failure(
          "is of another training: \(difference)", at: .file(folder),
          remedy: "run the command that it was made with, or name another folder")
      }
    } else {
      state = CheckpointState(command: command, settings: settings)
      try AtomicFile.checkWritable(file: path)
    }
    try removeRemains()
  }

  deinit { lock.release() }

  /// The next counting of the run.
  func counting(_ files: [CorpusFile]) throws(Failure) -> CountingCheckpoint {
    defer { next += 1 }
    let inputs = files.map {
      CheckpointState.Counting.Input(path: $0.path, bytes: fileSize($0.path) ?? 0)
    }
    if next == state.countings.count { state.countings.append(.init(inputs: inputs)) }
    let known = state.countings[next]
    for (then, now) in zip(known.inputs, inputs) where then != now {
      let difference =
        then.path == now.path
        ? "\(now.path) had \(then.bytes) bytes, and has \(now.bytes)"
        : "\(then.path) was read where \(now.path) is now"
      throw isOfOther(difference)
    }
    if known.inputs.count != inputs.count {
      throw isOfOther("\(known.inputs.count) files were read, and there are \(inputs.count)")
    }
    return CountingCheckpoint(self, number: next, known)
  }

  /// Writes the state of a counting, whose tables are written.
  func save(_ counting: CheckpointState.Counting, number: Int) throws(Failure) {
    state.countings[number] = counting
    try AtomicFile.write(
      state.json.serialized(indented: true) + "\n", to: joinPath(folder, CheckpointState.name))
  }

  /// Where a trainer keeps its own state, such as the pieces that are left.
  var training: TrainingStore {
    let path = joinPath(folder, Self.trainingName)
    return TrainingStore(
      load: { () throws(Failure) in
        if !exists(path) { return nil }
        let bytes = try readFile(path)
        let rest = Array(bytes.dropFirst(64))
        guard try SHA256.hexadecimalDigest(of: rest).utf8.elementsEqual(bytes.prefix(64)) else {
          throw Failure(
            "is damaged: its SHA-256 is another", at: .file(path),
            remedy: "remove it; training starts from the counts then")
        }
        return rest
      },
      save: { (bytes) throws(Failure) in
        let digest = try SHA256.hexadecimalDigest(of: bytes)
        try AtomicFile.write(Array(digest.utf8) + bytes, to: path)
      })
  }

  /// Removes everything that was kept: the model is written.
  ///
  /// The state goes first: without it, what else is left means nothing.
  func remove() {
    removeTree(joinPath(folder, CheckpointState.name))
    for counting in state.countings {
      for table in counting.tables { removeTree(joinPath(folder, table.name)) }
    }
    for name in [Self.trainingName, ".lock"] { removeTree(joinPath(folder, name)) }
    if let left = try? listDirectory(folder), left.isEmpty { removeTree(folder) }
  }

  private static let trainingName = "training.state"

  func isOfOther(_ difference: String) -> Failure {
    Failure(
      "is of other inputs: \(difference)", at: .file(folder),
      remedy: "bring back the inputs that it was made with, or name another folder")
  }

  /// Removes what a process that was killed was writing, and what no state knows of.
  private func removeRemains() throws(Failure) {
    for name in try listDirectory(folder) {
      let isOurs =
        name == Self.trainingName || name.hasPrefix("counts-") && name.hasSuffix(".tsv")
      let isPart = name.hasPrefix(".") && name.hasSuffix(".partial")
      if isPart || isOurs && !goesOn { removeTree(joinPath(folder, name)) }
    }
  }

  /// The arguments of a command that decide its result.
  static func deciding(_ arguments: [String]) -> [String] {
    let free: Set = [
      "--threads", "--progress", "--max-memory", "--checkpoint", "--checkpoint-every",
    ]
    var deciding: [String] = []
    var skipsNext = true
    for argument in arguments {
      defer { skipsNext = free.contains(argument) && !skipsNext }
      if skipsNext || free.contains(argument) { continue }
      if let equals = argument.firstIndex(of: "="), free.contains(String(argument[..<equals])) {
        continue
      }
      deciding.append(argument)
    }
    return deciding
  }

  /// How another training differs from the one that was kept, in words; nil where it does not.
  private static func difference(
    _ state: CheckpointState, _ command: [String], _ settings: String
  ) -> String? {
    if state.version != Version.derlius {
      return "derlius \(state.version) made it, and this is \(Version.derlius)"
    }
    let count = max(state.command.count, command.count)
    for index in 0..<count {
      let then = index < state.command.count ? state.command[index] : nil
      let now = index < command.count ? command[index] : nil
      if then == now { continue }
      let option = index > 0 && command[index - 1].hasPrefix("--") ? command[index - 1] + " " : ""
      func shown(_ argument: String?) -> String {
        argument.map { option + $0 } ?? "nothing"
      }
      return "\(shown(then)) there, \(shown(now)) here"
    }
    return state.settings == settings ? nil : "a file that an option names has changed"
  }
}

import Counting
import Groundwork

/// What a checkpoint's folder says of a training: which one it is, and how far its counting is.
struct CheckpointState {
  /// The file that holds it.
  static let name = "checkpoint.json"

  /// The version that wrote it: another may count or train otherwise.
  var version = Version.derlius
  /// The command, without the options that change no result.
  var command: [String]
  /// SHA-256 of what else decides the result: rules read from files.
  var settings: String
  /// Each counting of texts, in the order of the run; most trainers have one.
  var countings: [Counting] = []

  /// How far one counting is.
  struct Counting {
    /// An input file.
    struct Input: Equatable {
      var path: String
      var bytes: Int
    }

    /// A count file in the folder.
    struct Table {
      var name: String
      var sha256: String
    }

    /// The files that are counted, in their order.
    var inputs: [Input]
    /// How many batches of text are in the tables.
    var batches = 0
    /// SHA-256 of those batches.
    var digest = ""
    /// Whether all texts are counted.
    var isComplete = false
    /// What became of their sentences.
    var sentences = SentenceTally()
    /// The counts, in parts.
    var tables: [Table] = []
  }
}

extension CheckpointState {
  var json: JSONValue {
    .object([
      .init("derlius", .string(version)),
      .init("command", .array(command.map { .string($0) })),
      .init("settings", .string(settings)),
      .init("countings", .array(countings.map(\.json))),
    ])
  }

  /// Reads a state; throws where it is none.
  init(_ json: JSONValue, file: String) throws(Failure) {
    guard let version = json["derlius"]?.string,
      let command = json["command"]?.array?.compactMap(\.string),
      let settings = json["settings"]?.string, let countings = json["countings"]?.array
    else { throw Self.damaged(file) }
    self.version = version
    self.command = command
    self.settings = settings
    for counting in countings {
      guard let counting = Counting(counting) else { throw Self.damaged(file) }
      self.countings.append(counting)
    }
  }

  private static func damaged(_ file: String) -> Failure {
    Failure(
      "is no checkpoint of this version", at: .file(file),
      remedy: "remove it, or name another folder with --checkpoint")
  }
}

extension CheckpointState.Counting {
  fileprivate var json: JSONValue {
    .object([
      .init(
        "inputs",
        .array(
          inputs.map {
            .object([.init("path", .string($0.path)), .init("bytes", .integer($0.bytes))])
          })),
      .init("batches", .integer(batches)), .init("digest", .string(digest)),
      .init("complete", .bool(isComplete)),
      .init(
        "sentences",
        .array(
          [sentences.taken, sentences.tooLong, sentences.reserved].map { .integer($0) })),
      .init(
        "tables",
        .array(
          tables.map {
            .object([.init("name", .string($0.name)), .init("sha256", .string($0.sha256))])
          })),
    ])
  }

  fileprivate init?(_ json: JSONValue) {
    guard let inputs = json["inputs"]?.array, let batches = json["batches"]?.integer,
      let digest = json["digest"]?.string, let isComplete = json["complete"]?.bool,
      let sentences = json["sentences"]?.array?.compactMap(\.integer), sentences.count == 3,
      let tables = json["tables"]?.array
    else { return nil }
    self.inputs = []
    for input in inputs {
      guard let path = input["path"]?.string, let bytes = input["bytes"]?.integer else {
        return nil
      }
      self.inputs.append(Input(path: path, bytes: bytes))
    }
    for table in tables {
      // A name leads nowhere else: counts lie beside the state.
      guard let name = table["name"]?.string, !name.utf8.contains(UInt8(ascii: "/")),
        let sha256 = table["sha256"]?.string
      else { return nil }
      self.tables.append(Table(name: name, sha256: sha256))
    }
    self.batches = batches
    self.digest = digest
    self.isComplete = isComplete
    self.sentences.taken = sentences[0]
    self.sentences.tooLong = sentences[1]
    self.sentences.reserved = sentences[2]
  }
}

import Groundwork
import Segmentation

/// What a form changed, for people and as JSON.
enum ChangeText {
  /// A row of counts, and a row for each of the first changes of each kind: where, what became what, in
  /// which word.
  static func rows(_ files: [(name: String, changes: FormChanges)]) -> [[String]] {
    var rows: [[String]] = []
    for kind in FormChanges.Kind.allCases {
      let count = files.reduce(0) { $0 + $1.changes.count(kind) }
      if count == 0 { continue }
      rows.append([kind.rawValue, "\(count) changed"])
      let samples = files.flatMap { file in file.changes.samples(kind).map { (file.name, $0) } }
      for (name, sample) in samples.prefix(FormChanges.samplesOfAKind) {
        rows.append(["", "\(name):\(sample.document + 1): \(sample)"])
      }
    }
    return rows
  }

  /// The counts of all files by kind.
  static func counts(_ changes: [FormChanges]) -> JSONValue {
    .object(
      FormChanges.Kind.allCases.compactMap { kind in
        let count = changes.reduce(0) { $0 + $1.count(kind) }
        return count == 0 ? nil : .init(kind.rawValue, .integer(count))
      })
  }

  /// Counts and first changes of one file; documents are numbered from 1, bytes from 0.
  static func samples(_ changes: FormChanges) -> JSONValue {
    .object(
      changes.kinds.map { kind in
        let samples = changes.samples(kind).map { sample in
          JSONValue.object([
            .init("document", .integer(sample.document + 1)),
            .init("byte", .integer(sample.offset)),
            .init("before", .string(String(decoding: sample.before, as: UTF8.self))),
            .init("after", .string(String(decoding: sample.after, as: UTF8.self))),
            .init("word", .string(String(decoding: sample.word, as: UTF8.self))),
          ])
        }
        return .init(
          kind.rawValue,
          .object([
            .init("count", .integer(changes.count(kind))), .init("samples", .array(samples)),
          ]))
      })
  }
}

import Groundwork
import TestSupport
import Testing
import Tokenization

/// The recorded ids of the shared data, for the readers of several formats.
enum FormatGoldens {
  /// The texts by name.
  static let inputs: [(id: String, text: [UInt8])] = {
    guard let bytes = try? readFile(SharedData.path("conformance/golden/inputs.jsonl")) else {
      return []
    }
    return bytes.split(separator: 0x0A).compactMap { line in
      guard let value = try? JSONValue(parsing: Array(line), file: "inputs.jsonl"),
        let id = value["id"]?.string, let text = value["text"]?.string
      else { return nil }
      return (id, Array(text.utf8))
    }
  }()

  /// Expects the ids of `golden/NAME.ids.tsv` for all texts.
  static func expect(_ tokenizer: some Tokenizer, gives name: String) throws {
    var golden: [String: [UInt32]] = [:]
    let lines = try readFile(SharedData.path("conformance/golden/\(name).ids.tsv"))
    for line in lines.split(separator: 0x0A) {
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      let ids = String(decoding: fields[1], as: UTF8.self).split(separator: " ")
      golden[String(decoding: fields[0], as: UTF8.self)] = ids.compactMap { UInt32($0) }
    }
    try #require(inputs.count > 100)
    let encoder = tokenizer.makeEncoder()
    for input in inputs {
      let expected = try #require(golden[input.id])
      #expect(encoder.encode(input.text) == expected, "\(input.id)")
    }
  }
}

import Corpora
import Groundwork

/// The member `reading` of a manifest: how its corpora are read, where that is not the default.
extension Manifest {
  /// The choices that are not the default, in a fixed order.
  var readingChoices: [(name: String, value: String)] {
    var choices: [(name: String, value: String)] = []
    func add(_ name: String, _ value: String?) {
      if let value { choices.append((name, value)) }
    }
    add("format", format?.rawValue)
    add("document", reading.document == .line ? nil : reading.document.rawValue)
    add("field", reading.field)
    add("column", reading.column)
    add("language", reading.language)
    add("encoding", reading.encoding)
    add("invalid", reading.invalid == .error ? nil : reading.invalid.rawValue)
    add("broken", reading.keepGoing ? "kept" : nil)
    return choices
  }

  /// Takes a choice from a manifest; gives the values that are allowed where this is none of them, and nil where all
  /// is well.
  mutating func setReading(_ name: String, to value: String) -> String? {
    func choose<Choice: RawRepresentable & CaseIterable>(
      _ target: inout Choice
    ) -> String? where Choice.RawValue == String {
      guard let choice = Choice(rawValue: value) else {
        return Choice.allCases.map(\.rawValue).joined(separator: ", ")
      }
      target = choice
      return nil
    }
    switch name {
    case "format":
      var format = CorpusFormat.text
      if let wrong = choose(&format) { return wrong }
      self.format = format
    case "document": return choose(&reading.document)
    case "field": reading.field = value
    case "column": reading.column = value
    case "language": reading.language = value
    case "encoding": reading.encoding = value
    case "invalid": return choose(&reading.invalid)
    case "broken":
      if value != "kept" { return "kept" }
      reading.keepGoing = true
    default: break
    }
    return nil
  }

  /// The names of the choices.
  static let readingKeys = [
    "format", "document", "field", "column", "language", "encoding", "invalid", "broken",
  ]
}

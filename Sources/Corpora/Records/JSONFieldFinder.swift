import Groundwork

/// Finds the string in one field of JSON objects.
///
/// Owned by one thread; its buffers are reused.
struct JSONFieldFinder {
  /// What stands in the field.
  enum Found: Equatable {
    case string
    case missing
    case other(JSONScanner.Kind)
  }

  /// The field's name, as the user gave it.
  let field: String
  /// The string found last.
  private(set) var value: [UInt8] = []
  /// What is left of the field's name at each level: `a.b`, `b`.
  private let rests: [[UInt8]]
  private let keys: [[UInt8]]
  private var key: [UInt8] = []
  /// The keys of the last object's outermost level, for messages.
  private var seen: [String] = []

  /// - Parameter field: a key, or keys with dots between them.
  init(_ field: String) {
    self.field = field
    let parts = field.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    keys = parts.map(Array.init)
    rests = parts.indices.map { Array(parts[$0...].joined(separator: [UInt8(ascii: ".")])) }
  }

  /// Reads one object, which must be all of the text, and puts the field's string into `value`.
  ///
  /// Throws where the text is no JSON object; all of it is checked.
  mutating func find(
    in text: UnsafeBufferPointer<UInt8>, file: String
  ) throws(Failure) -> Found {
    value.removeAll(keepingCapacity: true)
    seen.removeAll(keepingCapacity: true)
    var scanner = try JSONScanner(text, file: file)
    let found = try find(in: &scanner, level: 0)
    try scanner.end()
    return found
  }

  private mutating func find(
    in scanner: inout JSONScanner, level: Int
  ) throws(Failure) -> Found {
    var found = Found.missing
    try scanner.open(.object)
    var isFirst = true
    while try scanner.more(in: .object, first: isFirst) {
      isFirst = false
      key.removeAll(keepingCapacity: true)
      try scanner.string(into: &key)
      try scanner.colon()
      if found != .missing {
        try scanner.skip()
      } else if key == rests[level] {
        let kind = try scanner.kind()
        if kind == .string {
          try scanner.string(into: &value)
          found = .string
        } else {
          try scanner.skip()
          found = .other(kind)
        }
      } else {
        if level == 0, seen.count < 8 { seen.append(String(decoding: key, as: UTF8.self)) }
        if level + 1 < keys.count, key == keys[level], try scanner.kind() == .object {
          found = try find(in: &scanner, level: level + 1)
        } else {
          try scanner.skip()
        }
      }
    }
    return found
  }

  /// What to say where no string was found.
  func failure(_ found: Found, at place: Place) -> Failure {
    guard case .other(let kind) = found else {
      let keys = seen.isEmpty ? "" : "; this object has \(seen.joined(separator: ", "))"
      return Failure(
        "the object has no field \"\(field)\"", at: place,
        remedy: "name the field that holds the text with --field" + keys)
    }
    let name =
      switch kind {
      case .object: "an object"
      case .array: "an array"
      case .number: "a number"
      case .bool: "true or false"
      case .null: "null"
      case .string: "a string"
      }
    return Failure(
      "the field \"\(field)\" is \(name), not a string", at: place,
      remedy: "name a field that holds text with --field, or leave such lines out")
  }
}

import Groundwork

/// The members of a JSON object, taken one by one with their types; what is left over is refused.
struct JSONFields {
  /// Where the object stands in the file, such as `pre_tokenizer.pretokenizers[1]`.
  let path: String
  /// The file's name.
  let file: String
  private var members: [JSONValue.Member]

  init(_ value: JSONValue, path: String, file: String) throws(Failure) {
    self.path = path
    self.file = file
    guard case .object(let members) = value else {
      throw Self.wrongType(path, value, "an object", file)
    }
    self.members = members
  }

  /// Takes a member; nil where there is none or where it is null.
  ///
  /// Of repeated ones the last counts.
  mutating func take(_ key: String) -> JSONValue? {
    var value: JSONValue?
    for index in members.indices.reversed() {
      let found = members[index].key.utf8
      guard found.count == key.utf8.count, found.elementsEqual(key.utf8) else { continue }
      let member = members.remove(at: index)
      value = value ?? member.value
    }
    if case .null? = value { return nil }
    return value
  }

  mutating func string(_ key: String) throws(Failure) -> String? {
    guard let value = take(key) else { return nil }
    guard let string = value.string else { throw wrongType(key, value, "a string") }
    return string
  }

  mutating func bool(_ key: String) throws(Failure) -> Bool? {
    guard let value = take(key) else { return nil }
    guard let bool = value.bool else { throw wrongType(key, value, "true or false") }
    return bool
  }

  /// A number from 0 on.
  mutating func count(_ key: String) throws(Failure) -> Int? {
    guard let value = take(key) else { return nil }
    guard let count = value.integer, count >= 0 else {
      throw wrongType(key, value, "a whole number from 0 on")
    }
    return count
  }

  mutating func array(_ key: String) throws(Failure) -> [JSONValue]? {
    guard let value = take(key) else { return nil }
    guard let array = value.array else { throw wrongType(key, value, "an array") }
    return array
  }

  mutating func needString(_ key: String) throws(Failure) -> String {
    try required(key, try string(key))
  }

  mutating func needBool(_ key: String) throws(Failure) -> Bool {
    try required(key, try bool(key))
  }

  /// A string of one scalar.
  mutating func needScalar(_ key: String) throws(Failure) -> Unicode.Scalar {
    let text = try needString(key)
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
      throw Failure(
        "\(path).\(key) is \(text.debugDescription), and should be one scalar", at: .file(file),
        remedy: "correct the JSON, or get the file again")
    }
    return scalar
  }

  /// A member that must be there.
  func required<Value>(_ key: String, _ value: Value?) throws(Failure) -> Value {
    guard let value else {
      throw Failure(
        "\(path) has no \"\(key)\"", at: .file(file), remedy: "tokenizers 0.23.3 asks for it")
    }
    return value
  }

  /// Refuses members that were not taken: they may change what the tokenizer does.
  func finish() throws(Failure) {
    guard let first = members.first else { return }
    throw Failure(
      "\(path).\(first.key) is not known, and may change the ids", at: .file(file),
      remedy: "tokenizers 0.23.3 has no such setting; remove it if it does nothing")
  }

  /// A failure that names a component that is not supported.
  func unsupported(_ what: String) -> Failure {
    Failure(
      "\(path) is \(what), which is not supported", at: .file(file),
      remedy: "use a tokenizer without it")
  }

  func wrongType(_ key: String, _ value: JSONValue, _ wanted: String) -> Failure {
    Self.wrongType("\(path).\(key)", value, wanted, file)
  }

  private static func wrongType(
    _ path: String, _ value: JSONValue, _ wanted: String, _ file: String
  ) -> Failure {
    let found =
      switch value {
      case .null: "null"
      case .bool: "true or false"
      case .number(let text): "the number \(text)"
      case .string: "a string"
      case .array: "an array"
      case .object: "an object"
      }
    return Failure(
      "\(path) is \(found), and should be \(wanted)", at: .file(file),
      remedy: "correct the JSON, or get the file again")
  }
}

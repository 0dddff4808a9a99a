extension JSONValue {
  /// Parses one JSON text (RFC 8259), or throws the file and line of the first error.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8; a byte order mark is skipped.
  ///   - file: the name for error messages.
  /// - Complexity: O(bytes). Nesting is limited to 512 levels.
  public init(parsing bytes: [UInt8], file: String) throws(Failure) {
    self = try bytes.withUnsafeBufferPointer { buffer throws(Failure) in
      var scanner = try JSONScanner(buffer, file: file)
      let value = try scanner.value()
      try scanner.end()
      return value
    }
  }

  /// Reads and parses a file.
  public init(contentsOf path: String) throws(Failure) {
    try self.init(parsing: try readFile(path), file: path)
  }
}

extension JSONScanner {
  /// Reads the next value whole.
  public mutating func value() throws(Failure) -> JSONValue { try value(depth: 0) }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    try check(depth: depth)
    switch try kind() {
    case .object:
      var members: [JSONValue.Member] = []
      try open(.object)
      while try more(in: .object, first: members.isEmpty) {
        let key = try text()
        try colon()
        members.append(.init(key, try value(depth: depth + 1)))
      }
      return .object(members)
    case .array:
      var values: [JSONValue] = []
      try open(.array)
      while try more(in: .array, first: values.isEmpty) {
        values.append(try value(depth: depth + 1))
      }
      return .array(values)
    case .string: return .string(try text())
    case .number: return .number(String(decoding: try number(), as: UTF8.self))
    case .bool: return .bool(try bool())
    case .null:
      try null()
      return .null
    }
  }

  /// Reads a string, or a key.
  public mutating func text() throws(Failure) -> String {
    if let plain = plainString() { return String(decoding: plain, as: UTF8.self) }
    var bytes: [UInt8] = []
    try string(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

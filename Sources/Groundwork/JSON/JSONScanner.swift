/// Reads a JSON text (RFC 8259) value by value, where a tree of values would cost too much.
///
/// A vocabulary of 262,000 tokens is read at about the speed of its bytes, into memory of the caller's
/// choice. Every error names the file and the line.
public struct JSONScanner {
  /// The JSON text.
  let bytes: UnsafeBufferPointer<UInt8>
  /// The name for error messages.
  public let file: String
  /// The offset of the next byte.
  public var position = 0

  /// What a value is.
  public enum Kind: Sendable {
    /// Members in braces.
    case object
    /// Elements in brackets.
    case array
    /// Text in quotes.
    case string
    /// A number.
    case number
    /// `true` or `false`.
    case bool
    /// `null`.
    case null
  }

  /// Starts at the first value of a text, which must be UTF-8; a byte order mark is skipped.
  ///
  /// The bytes must outlive the scanner.
  public init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(Failure) {
    if let offset = firstInvalidUTF8(bytes) {
      throw Failure("is not UTF-8", at: .byte(offset, of: file), remedy: "save it as UTF-8")
    }
    self.bytes = bytes
    self.file = file
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Starts at the first value of a text that is not checked to be UTF-8, to look at what it is about.
  public init(unchecked bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    file = ""
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// What the next value is.
  public mutating func kind() throws(Failure) -> Kind {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return .number
    default: throw unexpected("a value")
    }
  }

  /// Enters an object or an array.
  public mutating func open(_ kind: Kind) throws(Failure) {
    skipSpace()
    guard take(UInt8(ascii: kind == .object ? "{" : "[")) else {
      throw unexpected(kind == .object ? "an object" : "an array")
    }
  }

  /// Whether the object or array has a further member, whose key or value then comes next.
  ///
  /// False leaves it behind.
  public mutating func more(in kind: Kind, first: Bool) throws(Failure) -> Bool {
    skipSpace()
    if take(UInt8(ascii: kind == .object ? "}" : "]")) { return false }
    if !first {
      guard take(UInt8(ascii: ",")) else {
        throw unexpected(
          kind == .object ? "a comma or a closing brace" : "a comma or a closing bracket")
      }
      skipSpace()
    }
    if kind == .object, peek != UInt8(ascii: "\"") { throw unexpected("a key in quotes") }
    return true
  }

  /// Passes the colon behind a key.
  public mutating func colon() throws(Failure) {
    skipSpace()
    guard take(UInt8(ascii: ":")) else { throw unexpected("a colon") }
  }

  /// Reads `true` or `false`.
  public mutating func bool() throws(Failure) -> Bool {
    skipSpace()
    if peek == UInt8(ascii: "t") {
      try word("true")
      return true
    }
    try word("false")
    return false
  }

  /// Reads `null`.
  public mutating func null() throws(Failure) {
    skipSpace()
    try word("null")
  }

  /// The spelling of the number that comes next; valid as long as the text.
  public mutating func number() throws(Failure) -> UnsafeBufferPointer<UInt8> {
    skipSpace()
    let start = position
    _ = take(UInt8(ascii: "-"))
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else {
      throw failure("a number is misspelt")
    }
    if take(UInt8(ascii: ".")), digits() == 0 { throw failure("a number is misspelt") }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      position += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
      if digits() == 0 { throw failure("a number is misspelt") }
    }
    return UnsafeBufferPointer(rebasing: bytes[start..<position])
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
    return position - start
  }

  /// Reads a string or a key, and appends its bytes without escapes.
  public mutating func string(into text: inout [UInt8]) throws(Failure) {
    skipSpace()
    guard take(UInt8(ascii: "\"")) else { throw unexpected("a string") }
    while true {
      let start = position
      position = plainEnd(from: start)
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<position]))
      guard let byte = peek else { throw failure("a string does not end") }
      if byte == UInt8(ascii: "\"") {
        position += 1
        return
      }
      if byte < 0x20 { throw failure("a control character stands unescaped in a string") }
      position += 1
      try escape(into: &text)
    }
  }

  /// The bytes of the string that comes next, where it has no escapes; nil, and nothing read, where it has
  /// some, or is no string.
  ///
  /// They are valid as long as the text.
  public mutating func plainString() -> UnsafeBufferPointer<UInt8>? {
    skipSpace()
    guard peek == UInt8(ascii: "\"") else { return nil }
    let start = position + 1
    let end = plainEnd(from: start)
    guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return nil }
    position = end + 1
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  /// The place of the next quote, backslash or control character; the end where there is none.
  ///
  /// Eight bytes at a time. A borrow in the subtractions goes to later bytes only, so the first hit is right.
  @inline(__always)
  private func plainEnd(from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return start }
    let raw = UnsafeRawPointer(base)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    var at = start
    while at &+ 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
      let slash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
      let hits =
        ((quote &- ones) & ~quote | (slash &- ones) & ~slash | (word &- ones &* 0x20) & ~word)
        & high
      if hits != 0 { return at &+ hits.trailingZeroBitCount >> 3 }
      at &+= 8
    }
    while at < bytes.count, base[at] != UInt8(ascii: "\""), base[at] != UInt8(ascii: "\\"),
      base[at] >= 0x20
    {
      at &+= 1
    }
    return at
  }

  private mutating func escape(into text: inout [UInt8]) throws(Failure) {
    guard let byte = peek else { throw failure("a string does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if code & 0xFC00 == 0xD800 {
        guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
          throw failure("half a surrogate pair stands in a string")
        }
        let low = try hexadecimal()
        guard low & 0xFC00 == 0xDC00 else {
          throw failure("half a surrogate pair stands in a string")
        }
        code = 0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF)
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw failure("half a surrogate pair stands in a string")
      }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    default: throw failure("an unknown escape stands in a string")
    }
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    guard position + 4 <= bytes.count else { throw failure("an escape does not end") }
    var code: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      let letter = (byte | 0x20) &- UInt8(ascii: "a")
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 || letter < 6 else { throw failure("an escape is misspelt") }
      code = code << 4 | UInt32(digit < 10 ? digit : letter + 10)
    }
    position += 4
    return code
  }

  private mutating func word(_ word: StaticString) throws(Failure) {
    for index in 0..<word.utf8CodeUnitCount {
      guard position + index < bytes.count,
        bytes[position + index] == word.utf8Start[index]
      else { throw unexpected("a value") }
    }
    position += word.utf8CodeUnitCount
  }
}

// MARK: - Passing over

extension JSONScanner {
  /// Passes over the next value, which is checked like any other.
  public mutating func skip() throws(Failure) {
    var scratch: [UInt8] = []
    try skip(depth: 0, &scratch)
  }

  private mutating func skip(depth: Int, _ scratch: inout [UInt8]) throws(Failure) {
    try check(depth: depth)
    let kind = try kind()
    switch kind {
    case .object, .array:
      try open(kind)
      var first = true
      while try more(in: kind, first: first) {
        first = false
        if kind == .object {
          scratch.removeAll(keepingCapacity: true)
          try string(into: &scratch)
          try colon()
        }
        try skip(depth: depth + 1, &scratch)
      }
    case .string:
      scratch.removeAll(keepingCapacity: true)
      try string(into: &scratch)
    case .number: _ = try number()
    case .bool: _ = try bool()
    case .null: try null()
    }
  }

  /// Checks that nothing but white space is left.
  public mutating func end() throws(Failure) {
    skipSpace()
    if position < bytes.count { throw unexpected("the end of the file") }
  }

  func check(depth: Int) throws(Failure) {
    if depth > 512 { throw failure("nested deeper than 512 levels") }
  }

  private var peek: UInt8? {
    @inline(__always) get { position < bytes.count ? bytes[position] : nil }
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8) -> Bool {
    if peek != byte { return false }
    position += 1
    return true
  }

  @inline(__always)
  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  /// The line of the next byte, counted from 1.
  public var line: Int { 1 + bytes[..<min(position, bytes.count)].count { $0 == 0x0A } }

  private func unexpected(_ wanted: String) -> Failure {
    failure(peek == nil ? "the JSON ends where \(wanted) should be" : "expected \(wanted)")
  }

  private func failure(_ problem: String) -> Failure {
    Failure(
      problem, at: .line(line, of: file), remedy: "correct the JSON, or get the file again")
  }
}

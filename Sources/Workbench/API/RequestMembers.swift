import Groundwork
import Tokenization

/// Reads the one JSON object of a request, member by member, without holding what nobody asked for.
enum RequestMembers {
  /// Gives each member's value to `take`, which reads it; a member may come once.
  ///
  /// - Parameters:
  ///   - body: the request's body.
  ///   - names: the members that there are; any other is refused.
  ///   - take: reads the value of a member, by its place in `names`.
  static func read(
    _ body: [UInt8], _ names: [String],
    _ take: (Int, inout JSONScanner) throws(Failure) -> Void
  ) throws(Refusal) {
    do throws(Failure) {
      try body.withUnsafeBufferPointer { buffer throws(Failure) in
        var scanner = try JSONScanner(buffer, file: "the request")
        var seen = [Bool](repeating: false, count: names.count)
        try scanner.open(.object)
        var isFirst = true
        while try scanner.more(in: .object, first: isFirst) {
          isFirst = false
          let key = try scanner.text()
          try scanner.colon()
          guard let index = names.firstIndex(where: { $0.utf8.elementsEqual(key.utf8) }) else {
            throw Failure(
              "a request has no member \"\(key.prefix(40))\"",
              remedy: "it may have \(names.joined(separator: ", "))")
          }
          if seen[index] {
            throw Failure("the member \"\(key)\" comes twice", remedy: "write it once")
          }
          seen[index] = true
          try take(index, &scanner)
        }
        try scanner.end()
      }
    } catch {
      throw Refusal(error, status: 400)
    }
  }
}

extension JSONScanner {
  /// The bytes of a string.
  mutating func bytes() throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    try string(into: &bytes)
    return bytes
  }

  /// A value, or nil where it is `null`.
  mutating func optional<Value>(
    _ read: (inout JSONScanner) throws(Failure) -> Value
  ) throws(Failure) -> Value? {
    guard try kind() == .null else { return try read(&self) }
    try null()
    return nil
  }

  /// A whole number from 0 up.
  mutating func index() throws(Failure) -> Int {
    let text = String(decoding: try number(), as: UTF8.self)
    if let value = Int(text), value >= 0 { return value }
    throw Failure(
      "\(text.prefix(40)) is no whole number from 0 to \(Int.max)", remedy: "correct the number")
  }

  /// Two whole numbers, rising: a range without its end.
  mutating func range() throws(Failure) -> Range<Int> {
    var numbers: [Int] = []
    try open(.array)
    while try more(in: .array, first: numbers.isEmpty) {
      if numbers.count == 2 { throw Self.noRange }
      numbers.append(try index())
    }
    guard numbers.count == 2, numbers[0] <= numbers[1] else { throw Self.noRange }
    return numbers[0]..<numbers[1]
  }

  private static var noRange: Failure {
    Failure(
      "a range is two numbers, the second not below the first", remedy: "write [0, 100]")
  }

  /// At most `limit` strings.
  mutating func strings(limit: Int) throws(Failure) -> [String] {
    var strings: [String] = []
    try open(.array)
    while try more(in: .array, first: strings.isEmpty) {
      if strings.count == limit {
        throw Failure("a list has more than \(limit) names", remedy: "name fewer")
      }
      strings.append(try text())
    }
    return strings
  }

  /// One of some words.
  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ type: Word.Type, for name: String
  ) throws(Failure) -> Word where Word.RawValue == String {
    let text = try text()
    if let word = Word(rawValue: text) { return word }
    throw Failure(
      "\(name) cannot be \"\(text.prefix(40))\"",
      remedy: "use \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
  }
}

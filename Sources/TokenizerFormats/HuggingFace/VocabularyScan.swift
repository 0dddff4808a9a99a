import Groundwork
import Tokenization

/// Reads `model.vocab` from a scanner: an object of ids, or Unigram's array of tokens with scores.
enum VocabularyScan {
  /// The largest id that is taken, so that a wrong one costs no memory.
  static let idLimit = 1 << 21

  /// Reads `{"token": id, …}`.
  static func object(_ scanner: inout JSONScanner) throws(Failure) -> Vocabulary {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    var ids: [UInt32] = []
    var inOrder = true
    try scanner.open(.object)
    while try scanner.more(in: .object, first: ids.isEmpty) {
      let start = bytes.count
      try scanner.string(into: &bytes)
      try scanner.colon()
      guard try scanner.kind() == .number, let id = number(try scanner.number()) else {
        throw Failure(
          "model.vocab: the id of \(name(bytes[start...])) is no whole number from 0 to "
            + "\(idLimit - 1)", at: .line(scanner.line, of: scanner.file),
          remedy: "correct the JSON, or get the file again")
      }
      if Int(id) != ids.count { inOrder = false }
      ends.append(bytes.count)
      ids.append(id)
    }
    // So the library writes it.
    if inOrder {
      return Vocabulary(
        bytes: bytes, offsets: [0] + ends, kinds: Array(repeating: .normal, count: ids.count))
    }
    return try ordered(bytes, ends, ids, scanner)
  }

  /// Puts tokens in the order of their ids.
  private static func ordered(
    _ bytes: [UInt8], _ ends: [Int], _ ids: [UInt32], _ scanner: JSONScanner
  ) throws(Failure) -> Vocabulary {
    let count = ids.max().map { Int($0) + 1 } ?? 0
    var places = [Int32](repeating: -1, count: count)
    for (place, id) in ids.enumerated() {
      if places[Int(id)] >= 0 {
        let other = Int(places[Int(id)])
        throw Failure(
          "model.vocab: \(name(token(bytes, ends, other))) and "
            + "\(name(token(bytes, ends, place))) have the same id, \(id)",
          at: .file(scanner.file), remedy: "give each token an id of its own")
      }
      places[Int(id)] = Int32(place)
    }
    var vocabulary = Vocabulary()
    vocabulary.reserveCapacity(tokens: count, bytes: bytes.count)
    for place in places {
      if place < 0 {
        vocabulary.append([], kind: .unused)
      } else {
        vocabulary.append(token(bytes, ends, Int(place)))
      }
    }
    return vocabulary
  }

  private static func token(_ bytes: [UInt8], _ ends: [Int], _ place: Int) -> ArraySlice<UInt8> {
    bytes[(place == 0 ? 0 : ends[place - 1])..<ends[place]]
  }

  /// Reads `[["token", score], …]`; the ids are the places.
  static func scored(
    _ scanner: inout JSONScanner
  ) throws(Failure) -> (tokens: Vocabulary, scores: [Double]) {
    var vocabulary = Vocabulary()
    var scores: [Double] = []
    var bytes: [UInt8] = []
    try scanner.open(.array)
    while try scanner.more(in: .array, first: scores.isEmpty) {
      bytes.removeAll(keepingCapacity: true)
      try scanner.open(.array)
      guard try scanner.more(in: .array, first: true) else { throw pair(scanner, scores.count) }
      try scanner.string(into: &bytes)
      guard try scanner.more(in: .array, first: false) else { throw pair(scanner, scores.count) }
      guard try scanner.kind() == .number, let score = ReferenceNumber.parse(try scanner.number())
      else {
        throw Failure(
          "model.vocab[\(scores.count)]: the score of \(name(bytes[...])) is no finite number",
          at: .line(scanner.line, of: scanner.file),
          remedy: "correct the JSON, or get the file again")
      }
      guard !(try scanner.more(in: .array, first: false)) else {
        throw pair(scanner, scores.count)
      }
      vocabulary.append(bytes)
      scores.append(score)
    }
    return (vocabulary, scores)
  }

  private static func pair(_ scanner: JSONScanner, _ index: Int) -> Failure {
    Failure(
      "model.vocab[\(index)] is no pair of a token and a score",
      at: .line(scanner.line, of: scanner.file), remedy: "correct the JSON, or get the file again")
  }

  /// A token as messages show it.
  static func name(_ token: ArraySlice<UInt8>) -> String {
    String(decoding: token, as: UTF8.self).debugDescription
  }

  private static func number(_ spelling: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard spelling.count <= 8 else { return nil }
    var value = 0
    for byte in spelling {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value < idLimit ? UInt32(value) : nil
  }
}

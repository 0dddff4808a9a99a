import Groundwork
import Tokenization

/// What a GGUF file says about its tokenizer: the keys `tokenizer.ggml.…`, checked and typed.
///
/// Read as llama.cpp reads them (`src/llama-vocab.cpp`): a token ends at a zero byte, one without text is
/// called `[EMPTY_n]`, missing scores are 0, missing types are `normal`.
struct GGUFVocabulary: Sendable {
  let file: String
  /// The kind of model, such as `llama` or `gpt2`.
  let model: String
  /// The name of the pre-tokenizer; nil where the file has none.
  let preTokenizer: String?
  /// The model's name, in lower case, and its architecture.
  let name: String
  let architecture: String
  /// All tokens as the file writes them.
  private(set) var tokens = Vocabulary()
  private(set) var scores: [Float] = []
  /// The merges, `left SPACE right`, one after the other, and the byte where the list starts; nil where
  /// the file has none.
  let merges: (bytes: [UInt8], ends: [Int], place: Int)?
  private let metadata: GGUFMetadata

  /// The most tokens that are taken.
  private static let tokenLimit = 1 << 21

  init(_ metadata: GGUFMetadata, file: String) throws(Failure) {
    self.file = file
    self.metadata = metadata
    func text(_ key: String) throws(Failure) -> String? {
      switch metadata.value(key) {
      case nil: return nil
      case (.text(let bytes), _)?: return String(decoding: bytes, as: UTF8.self)
      case (_, let place)?: throw Self.wrongType(key, "a text", place, file)
      }
    }
    guard let model = try text("tokenizer.ggml.model") else {
      throw Failure(
        "has no tokenizer.ggml.model", at: .file(file),
        remedy: "name a GGUF file that has its tokenizer with it")
    }
    self.model = model
    preTokenizer = try text("tokenizer.ggml.pre").flatMap { $0.isEmpty ? nil : $0 }
    name = (try text("general.name") ?? "").lowercased()
    architecture = try text("general.architecture") ?? ""
    switch metadata.value("tokenizer.ggml.merges") {
    case nil: merges = nil
    case (.texts(let bytes, let ends), let place)?: merges = (bytes, ends, place)
    case (_, let place)?:
      throw Self.wrongType("tokenizer.ggml.merges", "a list of texts", place, file)
    }
    try readTokens()
  }

  private mutating func readTokens() throws(Failure) {
    let key = "tokenizer.ggml.tokens"
    guard let (value, place) = metadata.value(key) else {
      throw Failure("has no \(key)", at: .file(file), remedy: "name a GGUF file with a vocabulary")
    }
    guard case .texts(let bytes, let ends) = value else {
      throw Self.wrongType(key, "a list of texts", place, file)
    }
    guard ends.count <= Self.tokenLimit, !ends.isEmpty else {
      throw Failure(
        "has \(ends.count) tokens", at: .byte(place, of: file),
        remedy: "1 to \(Self.tokenLimit) are read")
    }
    let types = try integers("tokenizer.ggml.token_type", atLeast: ends.count)
    scores = try floats("tokenizer.ggml.scores", atLeast: ends.count)
    tokens.reserveCapacity(tokens: ends.count, bytes: bytes.count)
    var seen = ByteTable(capacity: ends.count)
    var start = 0
    for (id, end) in ends.enumerated() {
      let kind = try Self.kind(types.map { $0[id] } ?? 1, id, file)
      let written = bytes[start..<end].prefix { $0 != 0 }
      let text = written.isEmpty ? Array("[EMPTY_\(id)]".utf8)[...] : written
      let isNew = text.withUnsafeBufferPointer { seen.insert($0) }.isNew
      guard isNew, text.withUnsafeBufferPointer({ firstInvalidUTF8($0) == nil }) else {
        throw Failure(
          isNew ? "the token \(id) is not UTF-8" : "the token \(id) is there twice",
          at: .byte(place, of: file), remedy: "llama.cpp refuses such a file too; get it again")
      }
      tokens.append(text, kind: kind)
      start = end
    }
  }

  private static func kind(_ code: Int, _ id: Int, _ file: String) throws(Failure) -> TokenKind {
    switch code {
    case 1: return .normal
    case 2: return .unknown
    case 3: return .control
    case 4: return .userDefined
    case 5: return .unused
    case 6: return .byte
    default:
      throw Failure(
        "the token \(id) has the type \(code)", at: .file(file),
        remedy: "types are 1 to 6; convert the model again")
    }
  }

  /// The truth value of a key, or nil.
  func bool(_ key: String) throws(Failure) -> Bool? {
    switch metadata.value(key) {
    case nil: return nil
    case (.bool(let value), _)?: return value
    case (_, let place)?: throw Self.wrongType(key, "a truth value", place, file)
    }
  }

  /// The token id of a key, or nil; one past the vocabulary counts as none.
  func id(_ key: String) throws(Failure) -> UInt32? {
    switch metadata.value(key) {
    case nil: return nil
    case (.integer(let value), _)?:
      return (0..<tokens.count).contains(value) ? UInt32(value) : nil
    case (_, let place)?: throw Self.wrongType(key, "a token id", place, file)
    }
  }

  /// The bytes of a key with a list of bytes, or nil.
  func bytes(_ key: String) throws(Failure) -> [UInt8]? {
    switch metadata.value(key) {
    case nil: return nil
    case (.numbers(.uint8, let bytes), _)?, (.numbers(.int8, let bytes), _)?: return bytes
    case (_, let place)?: throw Self.wrongType(key, "a list of bytes", place, file)
    }
  }

  private func integers(_ key: String, atLeast count: Int) throws(Failure) -> [Int]? {
    guard let (value, place) = metadata.value(key) else { return nil }
    guard case .numbers(.int32, let bytes) = value else {
      throw Self.wrongType(key, "a list of 32-bit integers", place, file)
    }
    try check(bytes.count / 4, atLeast: count, key, place)
    return (0..<count).map { Int(Int32(bitPattern: Self.word(bytes, $0))) }
  }

  private func floats(_ key: String, atLeast count: Int) throws(Failure) -> [Float] {
    guard let (value, place) = metadata.value(key) else {
      return [Float](repeating: 0, count: count)
    }
    switch value {
    case .numbers(.float32, let bytes):
      try check(bytes.count / 4, atLeast: count, key, place)
      return (0..<count).map { Float(bitPattern: Self.word(bytes, $0)) }
    case .numbers(.int32, let bytes):
      try check(bytes.count / 4, atLeast: count, key, place)
      return (0..<count).map { Float(Int32(bitPattern: Self.word(bytes, $0))) }
    default: throw Self.wrongType(key, "a list of 32-bit numbers", place, file)
    }
  }

  private func check(
    _ found: Int, atLeast count: Int, _ key: String, _ place: Int
  ) throws(Failure) {
    guard found >= count else {
      throw Failure(
        "has \(found) values of \(key) for \(count) tokens", at: .byte(place, of: file),
        remedy: "get the file again")
    }
  }

  private static func word(_ bytes: [UInt8], _ index: Int) -> UInt32 {
    var word: UInt32 = 0
    for shift in 0..<4 { word |= UInt32(bytes[index * 4 + shift]) << UInt32(shift * 8) }
    return word
  }

  private static func wrongType(
    _ key: String, _ wanted: String, _ place: Int, _ file: String
  ) -> Failure {
    Failure("\(key) is not \(wanted)", at: .byte(place, of: file), remedy: "get the file again")
  }
}

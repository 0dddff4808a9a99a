import Groundwork
import Segmentation

/// What a token must hold.
enum TokenSearch: Sendable {
  case anything
  /// Some bytes.
  case bytes([UInt8])
  /// Text in which a regular expression finds something.
  case regex(CompiledRegex)

  /// Understands a search.
  ///
  /// - Parameters:
  ///   - search: what is searched.
  ///   - meaning: how it is meant.
  ///   - spaceMark: what the vocabulary writes for a space.
  /// - Throws: `Failure` for a regular expression that does not compile, or bytes that are no hexadecimal.
  init(
    _ search: String, as meaning: VocabularyRequest.Search, spaceMark: [UInt8]?
  ) throws(Failure) {
    if search.isEmpty {
      self = .anything
      return
    }
    switch meaning {
    case .text:
      guard let spaceMark else {
        self = .bytes(Array(search.utf8))
        return
      }
      self = .bytes(search.utf8.flatMap { $0 == 0x20 ? spaceMark : [$0] })
    case .bytes:
      let digits = search.utf8.filter { $0 != 0x20 }
      var bytes: [UInt8] = []
      for start in stride(from: 0, to: digits.count, by: 2) {
        let pair = String(decoding: digits[start..<min(start + 2, digits.count)], as: UTF8.self)
        guard pair.utf8.count == 2, pair.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
          let byte = UInt8(pair, radix: 16)
        else {
          throw Failure(
            "\"\(search)\" is no row of bytes", remedy: "write each as two hexadecimal digits")
        }
        bytes.append(byte)
      }
      self = .bytes(bytes)
    case .regex: self = .regex(try CompiledRegex(search))
    }
  }

  /// Whether a token holds it.
  ///
  /// - Parameters:
  ///   - token: the token's bytes.
  ///   - isText: whether they are UTF-8; a regular expression finds nothing in others.
  func matches(_ token: UnsafeBufferPointer<UInt8>, isText: Bool) throws(Failure) -> Bool {
    switch self {
    case .anything: return true
    case .bytes(let bytes):
      guard bytes.count <= token.count else { return false }
      return (0...token.count - bytes.count).contains { start in
        token[start..<start + bytes.count].elementsEqual(bytes)
      }
    case .regex(let regex):
      guard isText, !token.isEmpty else { return false }
      var bounds: (Int64, Int64) = (0, 0)
      return try withUnsafeMutableBytes(of: &bounds) { (raw) throws(Failure) in
        try regex.matches(
          from: 0, in: token, into: raw.bindMemory(to: Int64.self), includingEmpty: true) > 0
      }
    }
  }
}

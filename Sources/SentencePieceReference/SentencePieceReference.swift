import CSentencePiece
import Groundwork

/// The real libsentencepiece with one model loaded: an oracle for tests and certificates.
///
/// Nothing of ours encodes or trains through it. Where the package trait `SentencePieceReference` is
/// off, every call throws a `Failure` that says so.
public final class SentencePieceReference: @unchecked Sendable {
  // The library's const calls may be made from several threads at once.
  private let model: OpaquePointer

  /// Whether this build links the library.
  public static var isLinked: Bool { derlius_sp_is_linked() != 0 }

  /// The library's version, as its pkg-config file beside it says; nil where that is not known.
  public static let version: String? = {
    guard let raw = derlius_sp_library_path() else { return nil }
    defer { derlius_sp_free_memory(raw) }
    let folder = parentPath(String(cString: raw))
    guard let bytes = try? readFile(joinPath(folder, "pkgconfig/sentencepiece.pc")) else {
      return nil
    }
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if line.starts(with: "Version: ".utf8) {
        return String(decoding: line.dropFirst("Version: ".utf8.count), as: UTF8.self)
      }
    }
    return nil
  }()

  /// Loads a model from its file's bytes.
  ///
  /// - Throws: `Failure` with the library's own words where it refuses the model.
  public init(model bytes: [UInt8]) throws(Failure) {
    try Self.requireLinked()
    var error: UnsafeMutablePointer<CChar>?
    guard let model = derlius_sp_load(bytes, bytes.count, &error) else {
      throw Self.failure("libsentencepiece refuses the model", error)
    }
    self.model = model
  }

  deinit { derlius_sp_free(model) }

  /// The ids of a text: the library's `Encode`.
  public func encode(_ text: [UInt8]) throws(Failure) -> [UInt32] {
    var ids: UnsafeMutablePointer<Int32>?
    var count = 0
    var error: UnsafeMutablePointer<CChar>?
    guard derlius_sp_encode(model, text, text.count, &ids, &count, &error) != 0, let ids else {
      throw Self.failure("libsentencepiece cannot encode", error)
    }
    defer { derlius_sp_free_memory(ids) }
    return (0..<count).map { UInt32(bitPattern: ids[$0]) }
  }

  /// The ids of the best ways to cut a text, best first: the library's `NBestEncode`.
  public func encodeNBest(_ text: [UInt8], count wanted: Int) throws(Failure) -> [[UInt32]] {
    var numbers: UnsafeMutablePointer<Int32>?
    var count = 0
    var error: UnsafeMutablePointer<CChar>?
    guard
      derlius_sp_nbest(model, text, text.count, Int32(wanted), &numbers, &count, &error) != 0,
      let numbers
    else { throw Self.failure("libsentencepiece cannot encode", error) }
    defer { derlius_sp_free_memory(numbers) }
    var ways: [[UInt32]] = []
    var at = 0
    while at < count {
      let end = at + 1 + Int(numbers[at])
      ways.append((at + 1..<end).map { UInt32(bitPattern: numbers[$0]) })
      at = end
    }
    return ways
  }

  /// The text of ids: the library's `Decode`.
  public func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] {
    var text: UnsafeMutablePointer<UInt8>?
    var count = 0
    var error: UnsafeMutablePointer<CChar>?
    let input = ids.map { Int32(bitPattern: $0) }
    guard derlius_sp_decode(model, input, input.count, &text, &count, &error) != 0, let text else {
      throw Self.failure("libsentencepiece cannot decode", error)
    }
    defer { derlius_sp_free_memory(text) }
    return Array(UnsafeBufferPointer(start: text, count: count))
  }

  /// Trains a model with the options of `spm_train` in one string, and writes its files.
  public static func train(options: String) throws(Failure) {
    try requireLinked()
    var error: UnsafeMutablePointer<CChar>?
    if derlius_sp_train(options, &error) == 0 {
      throw failure("libsentencepiece cannot train", error)
    }
  }

  private static func requireLinked() throws(Failure) {
    if isLinked { return }
    throw Failure(
      "this build does not link libsentencepiece",
      remedy: "build with the package trait SentencePieceReference", fault: .usage)
  }

  private static func failure(_ problem: String, _ error: UnsafeMutablePointer<CChar>?) -> Failure {
    guard let error else { return Failure(problem) }
    defer { derlius_sp_free_memory(error) }
    return Failure("\(problem): \(String(cString: error))")
  }
}

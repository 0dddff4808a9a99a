import Groundwork
import Tokenization

/// A tokenizer in another format, with the same ids.
public struct Conversion: Sendable {
  /// How many texts had the same ids.
  public struct Proof: Sendable, Hashable {
    /// Texts of the vocabulary's tokens.
    public internal(set) var tokens = 0
    /// Generated texts.
    public internal(set) var probes = 0
    /// Sentences in many languages, and a long line of them.
    public internal(set) var sentences = 0
    /// Texts of the caller.
    public internal(set) var corpus = 0
    /// All of them.
    public var texts: Int { tokens + probes + sentences + corpus }
  }

  /// The format.
  public let target: ConversionTarget
  /// The file.
  public let bytes: [UInt8]
  /// What goes beside a rank file; nil for other formats.
  public let sideFile: [UInt8]?
  /// What a reader makes of the file.
  public let tokenizer: any Tokenizer
  /// What is to be said about the result, a clause each.
  public let notes: [String]
  /// On how many texts ids were compared.
  public internal(set) var proof = Proof()

  init(
    target: ConversionTarget, bytes: [UInt8], sideFile: [UInt8]?, tokenizer: any Tokenizer,
    notes: [String]
  ) {
    self.target = target
    self.bytes = bytes
    self.sideFile = sideFile
    self.tokenizer = tokenizer
    self.notes = notes
  }

  /// The path of the side file of an output; nil where the format has none.
  public static func sidePath(of output: String, target: ConversionTarget) -> String? {
    guard target == .tiktoken else { return nil }
    return joinPath(parentPath(output), pathStem(output) + ".json")
  }

  /// Writes the file, and the side file beside it: both or neither.
  ///
  /// - Throws: `Failure` where a file cannot be written, or where a JSON file of the side file's name is
  ///   there that is none.
  public func write(to path: String) throws(Failure) {
    guard let sideFile, let side = Self.sidePath(of: path, target: target) else {
      return try AtomicFile.write(bytes, to: path)
    }
    try Self.checkSide(side, of: path)
    try AtomicFile.write(
      [(lastPathComponent(path), bytes), (lastPathComponent(side), sideFile)],
      toFolder: parentPath(path))
  }

  /// Throws where the side file would take the place of another file.
  public static func checkSide(_ side: String, of path: String) throws(Failure) {
    if side == path || lastPathComponent(side) == lastPathComponent(path) {
      throw .usage("\(path) is where the side file goes", remedy: "name the rank file x.tiktoken")
    }
    guard exists(side) else { return }
    let isSide: Bool
    do throws(Failure) {
      isSide = try JSONValue(contentsOf: side)["pat_str"] != nil
    } catch {
      isSide = false
    }
    guard isSide else {
      throw Failure(
        "is in the place of the side file, and is none itself", at: .file(side),
        remedy: "choose another name for the rank file")
    }
  }
}

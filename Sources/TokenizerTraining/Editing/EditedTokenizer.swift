import Groundwork
import Tokenization
import TokenizerFormats

/// A tokenizer that was edited, checked and not written yet.
public struct EditedTokenizer: Sendable {
  /// The file.
  public let bytes: [UInt8]
  /// The side file of a rank file; nil for other formats.
  public let sideFile: [UInt8]?
  /// What a reader makes of the file.
  public let tokenizer: any Tokenizer
  /// The old id of each new one; nil where old ids stay.
  public let oldIDs: [UInt32]?
  /// The tokens that were added or taken away.
  public let changed: Int
  /// How many of the tokens that were added are letters.
  public let letters: Int
  /// The tokens of the training text before and after; nil where no merges were trained.
  public let textTokens: (before: UInt64, after: UInt64)?
  /// What is to be said about the result, a clause each.
  public let notes: [String]

  /// The number of ids that have a token.
  public var tokenCount: Int { tokenizer.vocabulary.kinds.count { $0 != .unused } }

  /// Where the map of ids goes.
  public static func mapPath(of output: String) -> String {
    joinPath(parentPath(output), pathStem(output) + ".ids.tsv")
  }

  /// The files that writing to a path may write.
  public static func paths(of output: String, _ target: ConversionTarget) -> [String] {
    [output, mapPath(of: output)]
      + (Conversion.sidePath(of: output, target: target).map { [$0] } ?? [])
  }

  /// The map of ids, `old TAB new` a line, in the order of new ids; nil where old ids stay.
  public var map: [UInt8]? {
    guard let oldIDs else { return nil }
    var text: [UInt8] = []
    for (new, old) in oldIDs.enumerated() { text.append(contentsOf: "\(old)\t\(new)\n".utf8) }
    return text
  }

  /// Writes the file with what belongs beside it, all or nothing, and reads it again.
  ///
  /// - Throws: `Failure` where a file cannot be written, or is not there afterwards as it was written.
  public func write(to path: String) throws(Failure) {
    var files = [(lastPathComponent(path), bytes)]
    if let sideFile, let side = Conversion.sidePath(of: path, target: .tiktoken) {
      try Conversion.checkSide(side, of: path)
      files.append((lastPathComponent(side), sideFile))
    }
    if let map { files.append((lastPathComponent(Self.mapPath(of: path)), map)) }
    try AtomicFile.write(files, toFolder: parentPath(path))
    for (name, bytes) in files {
      let written = joinPath(parentPath(path), name)
      if try readFile(written) != bytes {
        throw Failure("is not as it was written", at: .file(written), remedy: "check the disk")
      }
    }
  }
}

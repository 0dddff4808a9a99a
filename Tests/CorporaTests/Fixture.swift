import Foundation
import Groundwork

@testable import Corpora

/// A folder of files written for one test and removed after it.
final class Fixture {
  let folder: String

  init() throws {
    folder = joinPath(NSTemporaryDirectory(), "derlius-corpora-\(UUID().uuidString)")
    try createDirectory(folder)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = joinPath(folder, name)
    try createDirectory(parentPath(path))
    try AtomicFile.write(bytes, to: path)
    return path
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  /// The error's text with the folder's path taken out.
  func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)".replacingOccurrences(of: folder + "/", with: "")
        .replacingOccurrences(of: folder, with: "FOLDER")
    }
  }
}

/// All texts of a file and its record.
func texts(
  _ file: CorpusFile, batchBytes: Int = 1 << 20
) throws -> (texts: [String], record: ReadingRecord) {
  var texts: [String] = []
  let record = try file.read(batchBytes: batchBytes, takesWeights: true) { batch throws(Failure) in
    batch.forEachText { _, text in texts.append(String(decoding: text, as: UTF8.self)) }
  }
  return (texts, record)
}

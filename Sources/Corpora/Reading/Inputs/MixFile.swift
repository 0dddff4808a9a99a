import Groundwork

/// A mix of inputs: a line each, `INPUT TAB WEIGHT`.
///
/// The weight is a whole number: each occurrence counts so often, as with `INPUT=WEIGHT`. Empty lines and
/// lines that start with `#` say nothing. Paths are relative to the file's folder.
public enum MixFile {
  /// Reads a mix; `-` is standard input, whose paths are relative to the working folder.
  ///
  /// Throws where the file cannot be read, and with the line where one is no input with a weight, or names
  /// an input a second time.
  public static func inputs(contentsOf path: String) throws(Failure) -> [WeightedInput] {
    try inputs(
      parsing: try readFile(path), file: path, folder: path == "-" ? "" : parentPath(path))
  }

  /// Reads the bytes of a mix.
  ///
  /// - Parameters:
  ///   - bytes: the file's bytes.
  ///   - file: its name, for errors.
  ///   - folder: what paths are relative to; empty leaves them as they are.
  public static func inputs(
    parsing bytes: [UInt8], file: String, folder: String
  ) throws(Failure) -> [WeightedInput] {
    var inputs: [WeightedInput] = []
    var lineOf: [[UInt8]: Int] = [:]
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      var line = line
      if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      if line.last == 0x0D { line = line.dropLast() }
      let isSpace = line.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      if isSpace || line.first == UInt8(ascii: "#") { continue }
      let place = Place.line(number, of: file)
      guard let tab = line.lastIndex(of: 0x09), tab > line.startIndex else {
        throw Failure("is no input with a weight", at: place, remedy: "write INPUT, a tab, WEIGHT")
      }
      let name = line[..<tab]
      let digits = line[(tab + 1)...]
      guard let weight = WeightedInput.weight(digits) else {
        throw Failure(
          "the weight \(String(decoding: digits, as: UTF8.self)) is not a whole number above 0",
          at: place, remedy: "write INPUT, a tab, and a number such as 3")
      }
      if let before = lineOf.updateValue(number, forKey: Array(name)) {
        throw Failure(
          "names the input of line \(before) again", at: place, remedy: "name it once")
      }
      inputs.append(
        WeightedInput(
          path: Self.path(String(decoding: name, as: UTF8.self), folder), weight: weight))
    }
    if inputs.isEmpty {
      throw Failure("names no input", at: .file(file), remedy: "write INPUT, a tab, WEIGHT")
    }
    return inputs
  }

  private static func path(_ name: String, _ folder: String) -> String {
    name.hasPrefix("/") || name == "-" || folder.isEmpty || folder == "."
      ? name : joinPath(folder, name)
  }
}

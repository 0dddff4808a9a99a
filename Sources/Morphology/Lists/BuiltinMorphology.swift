import Groundwork

/// Lists of morphemes that are part of Derlius; named `builtin:NAME` where a path could stand.
public enum BuiltinMorphology {
  /// What a name begins with.
  ///
  /// A file whose name begins so is reached as `./builtin:…`.
  public static let mark = "builtin:"

  /// The names of the lists, without the mark.
  public static let names = ["lt-uninflected"]

  /// A list by its name without the mark, as the bytes of a file.
  ///
  /// Throws where there is none of this name.
  public static func bytes(_ name: String) throws(Failure) -> [UInt8] {
    switch name {
    case "lt-uninflected": return lithuanianUninflected()
    default:
      throw Failure.usage(
        "there is no built-in list \(name)",
        remedy:
          "use \(names.map { mark + $0 }.joined(separator: ", ")); a file is named ./\(mark)\(name)"
      )
    }
  }

  /// The list of words that do not inflect: `form TAB segments`, each of one segment.
  private static func lithuanianUninflected() -> [UInt8] {
    var text: [UInt8] = Array("form\tsegments\n".utf8)
    let words = lithuanianUninflectedWords.utf8.split { $0 == 0x20 || $0 == 0x0A }
    for word in words.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      text.append(contentsOf: word)
      text.append(0x09)
      text.append(contentsOf: word)
      text.append(0x0A)
    }
    return text
  }
}

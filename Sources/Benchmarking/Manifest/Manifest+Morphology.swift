import Groundwork
import Morphology

extension Manifest {
  /// Where a language's morphemes come from.
  public struct Morphology: Sendable, Hashable {
    /// A file, or what is part of Derlius.
    public enum Source: Sendable, Hashable {
      /// A file; of a hunspell dictionary its words, and its affix file, nil where it stands beside them.
      case files(File, affixes: File?)
      /// A list of `BuiltinMorphology`, by name and hash.
      case builtin(File)
    }

    /// The language's tag or code.
    public var language: String
    /// Where they come from.
    public var source: Source

    /// Creates an entry.
    public init(language: String, source: Source) {
      self.language = language
      self.source = source
    }

    /// What a user names: a path, or `builtin:NAME`.
    public init(language: String, argument: String) {
      self.language = language
      if argument.hasPrefix(BuiltinMorphology.mark) {
        let name = String(argument.dropFirst(BuiltinMorphology.mark.count))
        source = .builtin(File(file: name, bytes: nil, sha256: nil))
      } else {
        source = .files(File(path: argument), affixes: nil)
      }
    }

    /// The file, or the list as one.
    var file: File {
      switch source {
      case .files(let file, _), .builtin(let file): file
      }
    }

    /// The name in results.
    var name: String {
      switch source {
      case .files(let file, _): file.file
      case .builtin(let list): BuiltinMorphology.mark + list.file
      }
    }
  }
}

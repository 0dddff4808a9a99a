import Groundwork
import Morphology

/// Morphologies as users name them: `lt=PATH`, several of one language as a chain.
public enum MorphologyArgument {
  /// Reads what is named; of one language the first that knows a form answers.
  ///
  /// - Throws: `Failure` (usage) where an argument is no `LANGUAGE=PATH`; else what the file's reader refuses.
  public static func load(
    _ arguments: [String]
  ) throws(Failure) -> [(name: String, language: String, provider: any MorphemeProvider)] {
    var named: [Manifest.Morphology] = []
    for argument in arguments {
      guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
        throw .usage(
          "--morphology \(argument) is no lt=PATH", remedy: "write LANGUAGE=PATH")
      }
      named.append(
        Manifest.Morphology(
          language: String(argument[..<equals]),
          argument: String(argument[argument.index(after: equals)...])))
    }
    return try MorphologyInputs(named, finder: InputFinder(folders: [])).providers.map {
      ($0.provider.name, $0.language, $0.provider)
    }
  }
}

import Groundwork

/// Inputs that are named with their language: `lt=PATH`.
struct LanguageInputs {
  /// The languages, in the order in which they were named first.
  private(set) var languages: [String] = []
  private var values: [[String]] = []

  /// Reads `LANGUAGE=VALUE` arguments of an option.
  ///
  /// - Parameters:
  ///   - arguments: what was given.
  ///   - option: the option's name, for messages.
  init(_ arguments: [String], option: String) throws(Failure) {
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        throw .usage(
          "\(option) \(argument) names no language", remedy: "write \(option) lt=\(argument)")
      }
      let language = String(parts[0])
      if let known = languages.firstIndex(of: language) {
        values[known].append(String(parts[1]))
      } else {
        languages.append(language)
        values.append([String(parts[1])])
      }
    }
  }

  /// The values of a language; empty where there are none.
  subscript(_ language: String) -> [String] {
    languages.firstIndex(of: language).map { values[$0] } ?? []
  }

  /// Throws (usage) where the languages are not those.
  func require(_ others: [String], option: String) throws(Failure) {
    if let unknown = languages.first(where: { !others.contains($0) }) {
      throw .usage(
        "\(option) \(unknown) has no text to train on", remedy: "name one: --corpus \(unknown)=FILE"
      )
    }
    if let missing = others.first(where: { !languages.contains($0) }) {
      throw .usage(
        "there is no \(option) for \(missing)", remedy: "give each language one, or none any")
    }
  }
}

import TokenizerMetrics

/// What narrows a matrix of languages down: a text box, a choice of scripts, and on a phone a choice of one language.
///
/// The script shows and fills it; rows carry their tags.
struct LanguageFilters: Sendable {
  /// The tags of the rows.
  let languages: [String]
  /// The id of the table.
  let table: String

  /// Fewer rows than this are seen at once.
  static let least = 8

  func markup() -> Markup {
    if languages.count < Self.least { return .none }
    let scripts = scripts
    return h("div", ["class": "filters", "data-table": table]) {
      h("label", ["class": "find", "hidden": "hidden"]) {
        "Language "
        h(
          "input",
          [
            "type": "search", "name": "language", "size": "14", "autocomplete": "off",
            "spellcheck": "false",
          ])
      }
      if scripts.count > 1 {
        h("label", ["class": "find", "hidden": "hidden"]) {
          "Script "
          h("select", ["name": "script"]) {
            h("option", ["value": ""]) { "all" }
            scripts.map { script in
              h("option", ["value": script.code]) {
                "\(ScriptNames.name(script.code)) (\(NumberText.count(script.count)))"
              }
            }
          }
        }
      }
      h("label", ["class": "one", "hidden": "hidden"]) {
        "Language "
        h("select", ["name": "one"])
      }
      h("output", ["class": "quiet"])
    }
  }

  /// Scripts with the number of their languages, by name.
  private var scripts: [(code: String, count: Int)] {
    var counts: [(code: String, count: Int)] = []
    for tag in languages {
      guard let code = ScriptNames.code(tag) else { continue }
      if let place = counts.firstIndex(where: { $0.code == code }) {
        counts[place].count += 1
      } else {
        counts.append((code, 1))
      }
    }
    return counts.sorted { ScriptNames.name($0.code) < ScriptNames.name($1.code) }
  }
}

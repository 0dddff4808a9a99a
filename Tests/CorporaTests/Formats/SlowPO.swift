/// The translations in use of a well-formed catalogue, the plain way: strings of Swift, all lines at once.
///
/// Statements are gathered first, then entries of them.
func slowPO(_ text: String) -> [String] {
  struct Entry {
    var isFuzzy = false
    var context: String?
    var identifier: String?
    var translations: [String] = []
  }
  var entries: [Entry] = [Entry()]
  var keyword = ""
  func unescaped(_ line: Substring) -> String {
    var result = ""
    var scalars = Array(line.unicodeScalars)
    scalars.removeFirst()
    scalars.removeLast()
    var index = 0
    while index < scalars.count {
      if scalars[index] == "\\" {
        index += 1
        let known: [Unicode.Scalar: String] = [
          "n": "\n", "t": "\t", "r": "\r", "\"": "\"", "\\": "\\",
        ]
        result += known[scalars[index]] ?? "?"
      } else {
        result.unicodeScalars.append(scalars[index])
      }
      index += 1
    }
    return result
  }
  for line in text.split(whereSeparator: \.isNewline) {
    var rest = line.drop { $0 == " " }
    while rest.last == " " { rest.removeLast() }
    if rest.isEmpty { continue }
    let startsEntry = rest.hasPrefix("#") || rest.hasPrefix("msgctxt") || rest.hasPrefix("msgid ")
    if startsEntry, !(entries.last?.translations.isEmpty ?? true) { entries.append(Entry()) }
    let last = entries.count - 1
    if rest.hasPrefix("#") {
      if rest.hasPrefix("#~") { entries[last].isFuzzy = false }
      if rest.hasPrefix("#,"), rest.contains("fuzzy") { entries[last].isFuzzy = true }
      continue
    }
    if !rest.hasPrefix("\"") {
      keyword = String(rest.prefix { $0 != " " })
      rest = rest.drop { $0 != "\"" }
      if keyword.hasPrefix("msgstr") { entries[last].translations.append("") }
    }
    let value = unescaped(rest)
    switch keyword {
    case "msgctxt": entries[last].context = (entries[last].context ?? "") + value
    case "msgid": entries[last].identifier = (entries[last].identifier ?? "") + value
    case "msgid_plural": break
    default: entries[last].translations[entries[last].translations.count - 1] += value
    }
  }
  return entries.filter { !$0.isFuzzy && ($0.identifier != "" || $0.context != nil) }
    .flatMap(\.translations).filter { !$0.isEmpty }
}

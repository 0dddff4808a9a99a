/// The local names that formats tell apart, each with an index: libxml2 looks a name up once.
enum MarkupNames {
  /// All elements that some format knows, in the order of their bytes.
  static let elements: [String] = {
    var names = Set(MediaWikiPages.elements + TMXUnits.elements)
    for rules in MarkupRules.all { names.formUnion(rules.names) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }()

  /// The attributes that some format reads.
  static let attributes = ["break", "key", "lang"]
  static let breakAttribute = 0
  static let keyAttribute = 1
  static let languageAttribute = 2

  /// The index of an element's name, or -1.
  static func index(of element: String) -> Int { elements.firstIndex(of: element) ?? -1 }
}

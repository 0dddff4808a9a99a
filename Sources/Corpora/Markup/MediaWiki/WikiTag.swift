/// A tag that MediaWiki knows, and what becomes of its content.
struct WikiTag: Hashable {
  enum Effect {
    /// The tag goes, its content stays.
    case inline
    /// A space stands in its place.
    case space
    /// A line ends there.
    case line
    /// It goes with its content, which is not looked at.
    case drop
    /// Its content is text as it stands.
    case plain
    /// A table: it goes with its content.
    case table
  }

  /// The tag's name in lower case.
  let name: String
  let effect: Effect

  static func == (one: WikiTag, other: WikiTag) -> Bool { one.name == other.name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// The tag of a name, in any case; nil where MediaWiki shows such a tag as text.
  static func find(_ name: UnsafeBufferPointer<UInt8>) -> WikiTag? {
    if name.count > longest { return nil }
    return known[name.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }]
  }

  private static let longest = 20

  private static let known: [[UInt8]: WikiTag] = {
    let groups: [(Effect, String)] = [
      (
        .inline,
        "b i u s em strong small big sub sup span font abbr cite code tt kbd samp var del ins strike"
          + " q bdi bdo ruby rb rt rp rtc data time mark wbr dfn noinclude onlyinclude poem a nobr"
          + " section"
      ),
      (.space, "br"),
      (
        .line,
        "p div blockquote center caption tr td th li ul ol dl dt dd hr h1 h2 h3 h4 h5 h6 thead tbody"
          + " tfoot"
      ),
      (
        .drop,
        "ref references gallery timeline math chem ce score source syntaxhighlight pre hiero"
          + " imagemap graph mapframe maplink templatedata templatestyles categorytree inputbox"
          + " includeonly indicator"
      ),
      (.plain, "nowiki"),
      (.table, "table"),
    ]
    var known: [[UInt8]: WikiTag] = [:]
    for (effect, names) in groups {
      for name in names.split(separator: " ") {
        known[Array(name.utf8)] = WikiTag(name: String(name), effect: effect)
      }
    }
    return known
  }()
}

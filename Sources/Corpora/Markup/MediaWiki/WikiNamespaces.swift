/// The names that begin links which show no text: files, categories, other languages.
struct WikiNamespaces {
  /// What a link's target means.
  enum Target: Hashable {
    /// It is no link.
    case none
    /// Nothing is shown where the link stands.
    case hidden
    /// It is text, apart from so many bytes at its start.
    case shown(Int)
  }

  /// Names without text, in lower case as far as ASCII goes.
  private var hidden: Set<[UInt8]> = []
  /// Names of all namespaces but the articles', for dumps that do not number them.
  private var others: Set<[UInt8]> = []

  init() {
    for name in ["file", "image", "media", "category"] { hidden.insert(Array(name.utf8)) }
  }

  /// Takes a namespace that the dump names; keys are MediaWiki's: 6 files, -2 media, 14 categories.
  mutating func add(_ name: String, key: Int) {
    if key == 0 || name.isEmpty { return }
    for name in [name, name.lowercased()] {
      let bytes = Self.lowered(Array(name.utf8)[...])
      others.insert(bytes)
      if key == 6 || key == -2 || key == 14 { hidden.insert(bytes) }
    }
  }

  /// Whether a page's title says that the page is no article.
  func isOther(title: [UInt8]) -> Bool {
    guard let colon = title.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return others.contains(Self.lowered(title[..<colon]))
  }

  /// What the target of a link means, without its label.
  func target(_ target: UnsafeBufferPointer<UInt8>) -> Target {
    var start = 0
    while start < target.count, target[start] == 0x20 { start += 1 }
    if start == target.count { return .none }
    if target[start] == UInt8(ascii: ":") {
      return start + 1 == target.count ? .none : .shown(start + 1)
    }
    var colon = -1
    for index in start..<target.count {
      if target[index] == UInt8(ascii: "\n") { return .none }
      if target[index] == UInt8(ascii: ":"), colon < 0 { colon = index }
    }
    // Namespaces have short names.
    guard colon > start, colon - start <= 200 else { return .shown(0) }
    let name = target[start..<colon]
    if Self.isLanguage(UnsafeBufferPointer(rebasing: name)) { return .hidden }
    return hidden.contains(Self.lowered(Array(name)[...])) ? .hidden : .shown(0)
  }

  /// Whether a prefix has the shape of a wiki's language: `en`, `nds-nl`, `simple`.
  private static func isLanguage(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    if name.elementsEqual("simple".utf8) { return true }
    var letters = 0
    while letters < name.count, 0x61...0x7A ~= name[letters] { letters += 1 }
    guard letters == 2 || letters == 3 else { return false }
    if letters == name.count { return true }
    return name[letters] == UInt8(ascii: "-") && name.count <= 12 && letters + 1 < name.count
      && name[letters...].allSatisfy { 0x61...0x7A ~= $0 || $0 == UInt8(ascii: "-") }
  }

  /// ASCII letters in lower case, `_` as space, without spaces at the ends.
  private static func lowered(_ name: ArraySlice<UInt8>) -> [UInt8] {
    var result = name.map { byte -> UInt8 in
      if byte == UInt8(ascii: "_") { return 0x20 }
      return 0x41...0x5A ~= byte ? byte | 0x20 : byte
    }
    while result.last == 0x20 { result.removeLast() }
    return Array(result.drop { $0 == 0x20 })
  }
}

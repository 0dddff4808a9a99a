import Groundwork
import Segmentation

/// Reads the entries of a gettext catalogue (GNU gettext manual, "The Format of PO Files") line by line.
///
/// Obsolete entries (`#~`), previous texts (`#|`) and comments are passed over. Owned by one thread.
struct POParser {
  /// The translations of the entry that ended, one for each plural form, those that are empty too.
  private(set) var translations: [[UInt8]] = []
  private let file: String
  private var identifier: [UInt8] = []
  private var scratch: [UInt8] = []
  private var hasContext = false
  private var hasIdentifier = false
  private var hasPlural = false
  private var isFuzzy = false
  /// What a further string is added to.
  private var target = Target.nothing
  private var entryLine = 0
  private var entryBytes = 0

  private enum Target {
    case nothing, context, identifier, plural, translation
  }

  init(file: String) { self.file = file }

  /// Whether the entry that ended is a translation that is in use: no header, not fuzzy.
  var isTranslated: Bool { !isFuzzy && (!identifier.isEmpty || hasContext) }

  /// Whether a line, which `take` gets next, begins another entry and so ends the one that is open.
  ///
  /// Its translations stand until `take` is called.
  func ends(before line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard target == .translation else { return false }
    let text = line.drop { POString.isSpace($0) }
    guard let first = text.first else { return false }
    return first == UInt8(ascii: "#") || POKeyword(text)?.startsEntry ?? false
  }

  /// Takes a line, number `number` of the file.
  ///
  /// Throws where it is no line of a catalogue, or not at its place.
  mutating func take(
    _ line: UnsafeBufferPointer<UInt8>, number: Int
  ) throws(Failure) {
    if ends(before: line) { startEntry() }
    let text = line.drop { POString.isSpace($0) }
    guard let first = text.first else { return }
    switch first {
    case UInt8(ascii: "#"):
      takeComment(text)
      return
    case UInt8(ascii: "\""):
      if target == .nothing {
        throw failure("a string stands outside an entry", number, "put msgid before it")
      }
      try addString(text, number)
    default: try takeKeyword(text, number)
    }
    entryBytes += line.count
    if entryBytes > ICU.textLimit {
      throw failure("an entry has more than 1 GiB", number, "put msgid between entries")
    }
  }

  /// Whether an entry is complete where the file ends; throws where one is not.
  func finish() throws(Failure) -> Bool {
    if hasIdentifier, target != .translation { throw lacksTranslation() }
    return target == .translation
  }

  private mutating func startEntry() {
    translations.removeAll(keepingCapacity: true)
    identifier.removeAll(keepingCapacity: true)
    hasContext = false
    hasIdentifier = false
    hasPlural = false
    isFuzzy = false
    target = .nothing
    entryBytes = 0
  }

  /// `#, fuzzy, c-format`, and since gettext 0.26 `#= fuzzy`.
  private mutating func takeComment(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
    let mark = text.dropFirst().first
    if mark == UInt8(ascii: "~") {
      // Flags before an obsolete entry are its own.
      isFuzzy = false
      return
    }
    guard mark == UInt8(ascii: ",") || mark == UInt8(ascii: "=") else { return }
    let flags = text.dropFirst(2).split { $0 == UInt8(ascii: ",") || POString.isSpace($0) }
    if flags.contains(where: { $0.elementsEqual("fuzzy".utf8) }) { isFuzzy = true }
  }

  private mutating func takeKeyword(
    _ text: Slice<UnsafeBufferPointer<UInt8>>, _ number: Int
  ) throws(Failure) {
    guard let keyword = POKeyword(text) else {
      throw failure(
        "expected msgid, msgstr, a comment or a string", number,
        "correct the catalogue; msgfmt -c says more")
    }
    switch keyword {
    case .domain: target = .context
    case .context where !hasIdentifier && !hasContext:
      hasContext = true
      entryLine = number
      target = .context
    case .identifier where !hasIdentifier:
      if !hasContext { entryLine = number }
      hasIdentifier = true
      target = .identifier
    case .plural where target == .identifier:
      hasPlural = true
      target = .plural
    case .translation(nil) where hasIdentifier && !hasPlural && translations.isEmpty,
      .translation(translations.count) where hasPlural:
      translations.append([])
      target = .translation
    case .context, .identifier: throw lacksTranslation()
    case .plural, .translation:
      throw failure(
        "\(keyword.name) does not belong here", number,
        "write msgid, then msgstr; or msgid, msgid_plural, msgstr[0], msgstr[1] and so on")
    }
    try addString(text.dropFirst(keyword.length(in: text)), number)
  }

  private mutating func addString(
    _ text: Slice<UnsafeBufferPointer<UInt8>>, _ number: Int
  ) throws(Failure) {
    do {
      switch target {
      case .identifier: try POString.append(text, to: &identifier)
      case .translation: try POString.append(text, to: &translations[translations.count - 1])
      case .context, .plural, .nothing:
        scratch.removeAll(keepingCapacity: true)
        try POString.append(text, to: &scratch)
      }
    } catch {
      throw failure(error.rawValue, number, "correct the catalogue; msgfmt -c says more")
    }
  }

  private func lacksTranslation() -> Failure {
    failure("the entry has no msgstr", entryLine, "correct the catalogue; msgfmt -c says more")
  }

  /// Where the open entry begins, for messages.
  var place: Place { .line(entryLine, of: file) }

  private func failure(_ problem: String, _ line: Int, _ remedy: String) -> Failure {
    Failure(problem, at: .line(line, of: file), remedy: remedy)
  }
}

/// What a line of a catalogue begins with.
enum POKeyword: Equatable {
  case domain, context, identifier, plural
  case translation(Int?)

  /// Nil where the text begins with none of them.
  init?(_ text: some Collection<UInt8>) {
    let word = text.prefix { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "_") }
    let next = text.dropFirst(word.count).first
    switch String(decoding: word.prefix(16), as: UTF8.self) {
    case "domain": self = .domain
    case "msgctxt": self = .context
    case "msgid": self = .identifier
    case "msgid_plural": self = .plural
    case "msgstr":
      guard next == UInt8(ascii: "[") else {
        self = .translation(nil)
        break
      }
      let digits = text.dropFirst(7).prefix { (0x30...0x39).contains($0) }
      guard digits.count <= 4, let index = Int(String(decoding: digits, as: UTF8.self)),
        text.dropFirst(7 + digits.count).first == UInt8(ascii: "]")
      else { return nil }
      self = .translation(index)
      return
    default: return nil
    }
    guard next == UInt8(ascii: "\"") || next.map(POString.isSpace) ?? true else { return nil }
  }

  /// Whether it begins an entry.
  var startsEntry: Bool { self == .context || self == .identifier || self == .domain }

  /// The word as catalogues spell it.
  var name: String {
    switch self {
    case .domain: "domain"
    case .context: "msgctxt"
    case .identifier: "msgid"
    case .plural: "msgid_plural"
    case .translation(nil): "msgstr"
    case .translation(let index?): "msgstr[\(index)]"
    }
  }

  /// The bytes that it takes up at the start of a text.
  func length(in text: some Collection<UInt8>) -> Int {
    if case .translation(.some) = self {
      return text.prefix { $0 != UInt8(ascii: "]") }.count + 1
    }
    return name.utf8.count
  }
}

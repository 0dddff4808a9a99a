import Groundwork
import Segmentation

/// Takes the articles out of a MediaWiki export (schema export-0.3 to 0.11) and strips their markup.
struct MediaWikiPages: MarkupConsumer {
  /// The elements that are told apart.
  static let elements = [
    "namespace", "page", "title", "ns", "redirect", "revision", "model", "text",
  ]

  var documents = TextBatch()
  let needsEntities = true

  private enum Part { case none, namespace, page, title, ns, redirect, revision, model, text }

  private let parts: [Part]
  private let name: String
  private var namespaces = WikiNamespaces()
  private var wiki: WikiText?
  /// The part that is open, and its bytes.
  private var part = Part.none
  private var bytes: [UInt8] = []
  private var key: Int?
  // The page that is open.
  private var isInPage = false
  private var title: [UInt8] = []
  private var number: Int?
  private var isRedirect = false
  private var isWikiText = true
  /// The text of the page's last revision.
  private var text: [UInt8] = []

  /// - Parameter name: the file's name in messages.
  init(name: String) {
    self.name = name
    let known: [String: Part] = [
      "namespace": .namespace, "page": .page, "title": .title, "ns": .ns, "redirect": .redirect,
      "revision": .revision, "model": .model, "text": .text,
    ]
    parts = MarkupNames.elements.map { known[$0] ?? .none }
  }

  mutating func attribute(_ name: Int, _ value: UnsafeBufferPointer<UInt8>) {
    if name == MarkupNames.keyAttribute { key = Int(String(decoding: value, as: UTF8.self)) }
  }

  mutating func start(_ name: Int, line: Int) throws(Failure) {
    part = name < 0 ? .none : parts[name]
    switch part {
    case .page:
      isInPage = true
      title.removeAll(keepingCapacity: true)
      number = nil
      isRedirect = false
      isWikiText = true
      text.removeAll(keepingCapacity: true)
    case .redirect: isRedirect = true
    case .revision: isWikiText = true
    case .text: text.removeAll(keepingCapacity: true)
    case .namespace, .title, .ns, .model: bytes.removeAll(keepingCapacity: true)
    case .none: break
    }
  }

  mutating func text(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
    switch part {
    case .text:
      if !isInPage || isRedirect || !isArticle { return }
      self.text.append(contentsOf: text)
      if self.text.count > ICU.textLimit { throw BatchWriter.tooLong(name) }
    case .namespace, .title, .ns, .model:
      if bytes.count < 4096 { bytes.append(contentsOf: text.prefix(4096)) }
    default: break
    }
  }

  mutating func end(_ name: Int) throws(Failure) {
    let ended = name < 0 ? Part.none : parts[name]
    switch ended {
    case .namespace:
      if !isInPage, let key { namespaces.add(String(decoding: bytes, as: UTF8.self), key: key) }
      key = nil
    case .title: title = bytes
    case .ns: number = Int(String(decoding: bytes, as: UTF8.self))
    case .model: isWikiText = bytes.elementsEqual("wikitext".utf8)
    case .page: finishPage()
    default: break
    }
    part = .none
  }

  /// Whether the open page is in the articles' namespace.
  private var isArticle: Bool {
    number.map { $0 == 0 } ?? !namespaces.isOther(title: title)
  }

  private mutating func finishPage() {
    isInPage = false
    if isRedirect || !isWikiText || !isArticle || Self.isRedirect(text) { return }
    if wiki == nil { wiki = WikiText(namespaces: namespaces) }
    let first = documents.count
    text.withUnsafeBufferPointer { wiki?.strip($0, into: &documents) }
    if documents.count > first {
      documents.groupStarts.append(TextGroupStart(text: first, kind: "article"))
    }
  }

  /// Whether a text is a redirect by its first word, `#REDIRECT` or a word in another language's capitals.
  ///
  /// Old exports have no element that says it.
  static func isRedirect(_ text: [UInt8]) -> Bool {
    let start = text.drop { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
    guard start.first == UInt8(ascii: "#") else { return false }
    let word = start.dropFirst().prefix { $0 >= 0x80 || 0x61...0x7A ~= $0 | 0x20 }
    let rest = start.dropFirst(1 + word.count).drop { $0 == 0x20 || $0 == UInt8(ascii: ":") }
    guard rest.starts(with: "[[".utf8) else { return false }
    let isEnglish = word.elementsEqual("REDIRECT".utf8) { $0 & 0xDF == $1 }
    return isEnglish || (word.count >= 4 && !word.contains { 0x61...0x7A ~= $0 })
  }
}

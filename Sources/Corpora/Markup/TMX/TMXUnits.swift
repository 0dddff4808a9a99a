import Groundwork
import Segmentation

/// Takes the translation units out of a TMX file.
struct TMXUnits: MarkupConsumer {
  /// The elements that are told apart.
  static let elements = ["tu", "tuv", "seg", "bpt", "ept", "it", "ph", "ut"]

  var documents = TextBatch()
  let needsEntities = true
  /// The units that are finished, where they are kept instead of documents.
  var units: [TMXReader.Unit] = []

  private enum Part { case other, unit, variant, segment, code }

  private let wanted: [String]
  private let keepsUnits: Bool
  private let name: String
  private let parts: [Part]
  private var met = TMXLanguages()
  /// Which of the wanted languages a tag is of, for the tags that were met.
  private var columns: [String: [Int]] = [:]
  /// The languages that had a text.
  private var isFound: [Bool]
  private var language: [UInt8] = []
  private var unit = TMXReader.Unit(line: 0, texts: [])
  /// Where the open `tuv` belongs.
  private var places: [Int] = []
  private var depth = 0
  private var segmentDepth = 0
  private var codeDepth = 0
  private var text: [UInt8] = []

  /// - Parameters:
  ///   - languages: the languages that are read; none for the one language that the file has.
  ///   - keepsUnits: whether `units` get what is read, not `documents`, which take the first language.
  ///   - name: the file's name in messages.
  init(languages: [String], keepsUnits: Bool = false, name: String) {
    wanted = languages
    self.keepsUnits = keepsUnits
    self.name = name
    isFound = languages.map { _ in false }
    let known: [String: Part] = [
      "tu": .unit, "tuv": .variant, "seg": .segment, "bpt": .code, "ept": .code, "it": .code,
      "ph": .code, "ut": .code,
    ]
    parts = MarkupNames.elements.map { known[$0] ?? .other }
  }

  /// The languages that were met.
  var languages: [String] { met.tags }

  mutating func attribute(_ name: Int, _ value: UnsafeBufferPointer<UInt8>) {
    if name == MarkupNames.languageAttribute { language = Array(value.prefix(100)) }
  }

  mutating func start(_ name: Int, line: Int) throws(Failure) {
    depth += 1
    switch name < 0 ? .other : parts[name] {
    case .unit:
      unit = TMXReader.Unit(line: line, texts: Array(repeating: nil, count: max(1, wanted.count)))
      places = []
    case .variant: places = try columns(at: line)
    case .segment: if segmentDepth == 0, !places.isEmpty { segmentDepth = depth }
    case .code: if segmentDepth > 0, codeDepth == 0 { codeDepth = depth }
    case .other: break
    }
    language.removeAll(keepingCapacity: true)
  }

  mutating func text(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
    guard segmentDepth > 0, codeDepth == 0 else { return }
    self.text.append(contentsOf: text)
    if self.text.count > ICU.textLimit { throw BatchWriter.tooLong(name) }
  }

  mutating func end(_ name: Int) throws(Failure) {
    if codeDepth == depth { codeDepth = 0 }
    if segmentDepth == depth {
      segmentDepth = 0
      finishSegment()
    } else if name >= 0, parts[name] == .unit {
      finishUnit()
    } else if name >= 0, parts[name] == .variant {
      places = []
    }
    depth -= 1
  }

  /// Throws where a language that was asked for has no text, or the file has none at all.
  func checkLanguages() throws(Failure) {
    if met.tags.isEmpty {
      throw Failure(
        "holds no text in <seg>", at: .file(name),
        remedy: "name a TMX file, or the format `text` to read the lines as they are")
    }
    guard let index = isFound.firstIndex(of: false) else { return }
    throw Failure(
      "holds no text in \(wanted[index])", at: .file(name),
      remedy: "choose from \(met.tags.map(TMXLanguages.shown).joined(separator: ", "))")
  }

  /// The places in a unit for the texts of the `tuv` that starts.
  private mutating func columns(at line: Int) throws(Failure) -> [Int] {
    let tag = String(decoding: language, as: UTF8.self)
    if let known = columns[tag] { return known }
    met.add(tag)
    if wanted.isEmpty { try met.checkSingle(at: .line(line, of: name)) }
    let found =
      wanted.isEmpty ? [0] : wanted.indices.filter { TMXLanguages.matches(tag, wanted[$0]) }
    // Tags are few in any file that is meant; others are found again each time.
    if columns.count < 1000 { columns[tag] = found }
    return found
  }

  private mutating func finishSegment() {
    var folded: [UInt8] = []
    text.withUnsafeBufferPointer { WhiteSpace.appendFolded($0, to: &folded) }
    text.removeAll(keepingCapacity: true)
    for place in places where place < unit.texts.count && unit.texts[place] == nil {
      unit.texts[place] = folded
      if place < isFound.count { isFound[place] = true }
    }
    places = []
  }

  private mutating func finishUnit() {
    if keepsUnits {
      units.append(unit)
    } else {
      documents.append((unit.texts.first ?? nil) ?? [])
    }
    unit.texts = []
  }
}

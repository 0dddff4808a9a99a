import Groundwork
import Segmentation

/// Collects the documents of a file by the rules of its format.
///
/// White space is folded, whatever `xml:space` says.
struct MarkupCollector: MarkupConsumer {
  var documents = TextBatch()

  private let roles: [MarkupRole]
  private let name: String
  private var text = OpenText()
  private var depth = 0
  /// The depth of the element that is passed over; 0 where none is.
  private var skipDepth = 0
  /// The depth of the header that is open; 0 where none is.
  private var headerDepth = 0
  /// Texts that notes interrupt, with the notes' depths.
  private var interrupted: [(text: OpenText, depth: Int)] = []
  /// Elements of which only the first child is text: their depths, and whether it was seen.
  private var choices: [(depth: Int, isMade: Bool)] = []
  /// Whether the next element stands inside a word: `break="no"`.
  private var keepsWord = false
  /// Whether a division has begun, whether the next document begins a group, and whether the group has more than
  /// headings.
  private var (isDivided, beginsGroup, hasBody) = (false, false, false)

  /// The text that is open.
  private struct OpenText {
    var bytes: [UInt8] = []
    /// The depth of the element that holds it; 0 where no text is open.
    var depth = 0
    /// Whether it is a document even without words.
    var isRequired = false
    /// Whether it is a heading, or a note in one.
    var isHeading = false
  }

  /// - Parameter name: the file's name in messages.
  init(_ rules: MarkupRules, name: String) {
    self.name = name
    roles = rules.roles()
  }

  var needsEntities: Bool { skipDepth == 0 && headerDepth == 0 }

  mutating func attribute(_ name: Int, _ value: UnsafeBufferPointer<UInt8>) {
    if skipDepth > 0 { return }
    if name == MarkupNames.breakAttribute { keepsWord = value.elementsEqual("no".utf8) }
  }

  mutating func start(_ name: Int, line: Int) throws(Failure) {
    depth += 1
    if skipDepth > 0 { return }
    defer { keepsWord = false }
    if let last = choices.last, last.depth == depth - 1 {
      if last.isMade {
        skipDepth = depth
        return
      }
      choices[choices.count - 1].isMade = true
    }
    switch name < 0 ? .inline : roles[name] {
    case .inline: break
    case .skip: skipDepth = depth
    case .text, .heading:
      if text.depth > 0 { return partWords() }
      text.isHeading = roles[name] == .heading
      open(isRequired: true)
    case .division: divide()
    case .block: if text.depth == 0 { open(isRequired: false) } else { finish(isRequired: false) }
    case .part: partWords()
    case .gap: if !keepsWord { partWords() }
    case .aside:
      interrupted.append((text, depth))
      text = OpenText(isHeading: text.depth > 0 && text.isHeading)
      open(isRequired: false)
    case .header: if headerDepth == 0 { headerDepth = depth }
    case .choice: choices.append((depth, false))
    }
  }

  mutating func end(_ name: Int) throws(Failure) {
    defer { depth -= 1 }
    if skipDepth > 0 {
      if skipDepth == depth { skipDepth = 0 }
      return
    }
    if headerDepth == depth { headerDepth = 0 }
    if choices.last?.depth == depth { choices.removeLast() }
    if text.depth == depth {
      finish(isRequired: text.isRequired)
      text.depth = 0
      if let last = interrupted.last, last.depth == depth {
        text = last.text
        interrupted.removeLast()
      }
      return
    }
    switch name < 0 ? .inline : roles[name] {
    case .text, .heading, .part: partWords()
    case .division: divide()
    case .block: if text.depth > 0 { finish(isRequired: false) }
    default: break
    }
  }

  mutating func text(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
    guard self.text.depth > 0, skipDepth == 0 else { return }
    self.text.bytes.append(contentsOf: text)
    if self.text.bytes.count > ICU.textLimit { throw BatchWriter.tooLong(name) }
  }

  private mutating func open(isRequired: Bool) {
    text.depth = depth
    text.isRequired = isRequired
  }

  /// Ends the group that is open, if there are more than headings in it; a division within a text parts words alone.
  private mutating func divide() {
    if text.depth > 0 { return partWords() }
    if hasBody || !isDivided { beginsGroup = true }
    (isDivided, hasBody) = (true, false)
  }

  private mutating func partWords() { if text.depth > 0 { text.bytes.append(0x20) } }

  /// Makes a document of what is open, and leaves it open and empty.
  private mutating func finish(isRequired: Bool) {
    let before = documents.bytes.count
    text.bytes.withUnsafeBufferPointer { WhiteSpace.appendFolded($0, to: &documents.bytes) }
    text.bytes.removeAll(keepingCapacity: true)
    guard isRequired || documents.bytes.count > before else { return }
    if beginsGroup {
      documents.groupStarts.append(
        TextGroupStart(text: documents.count, kind: TextGroupStart.division))
      beginsGroup = false
    }
    if !text.isHeading { hasBody = true }
    documents.endText()
  }
}

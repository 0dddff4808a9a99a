import Groundwork
import Segmentation

/// Reads sentences of CoNLL-U (universaldependencies.org/format.html) line by line.
///
/// Ten columns parted by tabs; a blank line ends a sentence. Words are numbered 1, 2, 3 …; a multiword token
/// `2-3` stands before its first word, an empty node `2.1` after its word. Owned by one thread.
struct CoNLLUParser {
  /// The sentence that `take` or `finish` ended; the next call begins another.
  private(set) var sentence = TreebankSentence()
  private let file: String
  /// Whether a line of the sentence has been read; whether one of them is a row.
  private var isOpen = false
  private var hasRows = false
  private var hasText = false
  private var isDone = false
  /// The last word under the multiword token that was read last.
  private var tokenEnd = 0
  /// The tokens with their spaces, for sentences without `# text`.
  private var joined: [UInt8] = []
  private var emptyNodes = 0

  init(file: String) { self.file = file }

  /// Takes a line, number `line` of the file; true where it ends a sentence.
  ///
  /// Throws where the line is no line of CoNLL-U.
  mutating func take(
    _ text: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(Failure) -> Bool {
    if isDone { start() }
    if text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
      if !hasRows {
        // Comments alone, such as a licence at the head of a file.
        start()
        return false
      }
      return end()
    }
    if !isOpen {
      isOpen = true
      sentence.line = line
    }
    if text[0] == UInt8(ascii: "#") {
      if hasRows {
        throw failure(
          "a comment stands within a sentence", line, "put a blank line before it")
      }
      takeComment(text)
    } else {
      try takeRow(text, line)
      hasRows = true
    }
    if sentence.bytes.count + joined.count > ICU.textLimit {
      throw failure("a sentence has more than 1 GiB", line, "put blank lines between sentences")
    }
    return false
  }

  /// Ends the last sentence where no blank line does; true where there is one.
  mutating func finish() -> Bool {
    if isDone { start() }
    return hasRows && end()
  }

  private mutating func start() {
    sentence.bytes.removeAll(keepingCapacity: true)
    sentence.words.removeAll(keepingCapacity: true)
    sentence.text = 0..<0
    sentence.identifier = 0..<0
    sentence.beginsDocument = false
    joined.removeAll(keepingCapacity: true)
    isOpen = false
    hasRows = false
    hasText = false
    isDone = false
    tokenEnd = 0
    emptyNodes = 0
  }

  private mutating func end() -> Bool {
    isDone = true
    if !hasText {
      if joined.last == 0x20 { joined.removeLast() }
      sentence.text = append(joined)
    }
    return true
  }

  private mutating func append(_ bytes: some Collection<UInt8>) -> Range<Int> {
    let start = sentence.bytes.count
    sentence.bytes.append(contentsOf: bytes)
    return start..<sentence.bytes.count
  }

  /// Takes `# key = value`.
  ///
  /// The first `text` and `sent_id` count; `# newdoc` may stand with `id = …` or alone.
  private mutating func takeComment(_ line: UnsafeBufferPointer<UInt8>) {
    let comment = line.dropFirst().drop { $0 == 0x20 }
    func value(of key: String) -> Slice<UnsafeBufferPointer<UInt8>>? {
      guard comment.starts(with: key.utf8) else { return nil }
      let rest = comment.dropFirst(key.utf8.count).drop { $0 == 0x20 }
      guard rest.first == UInt8(ascii: "=") else { return nil }
      var value = rest.dropFirst().drop { $0 == 0x20 }
      while value.last == 0x20 { value.removeLast() }
      return value
    }
    if !hasText, let text = value(of: "text") {
      sentence.text = append(text)
      hasText = true
    } else if sentence.identifier.isEmpty, let identifier = value(of: "sent_id") {
      sentence.identifier = append(identifier)
    } else if comment.starts(with: "newdoc".utf8) {
      let rest = comment.dropFirst(6)
      if rest.first.map({ $0 == 0x20 || $0 == 0x09 || $0 == 0x3D }) ?? true {
        sentence.beginsDocument = true
      }
    }
  }

  private mutating func takeRow(
    _ line: UnsafeBufferPointer<UInt8>, _ number: Int
  ) throws(Failure) {
    let fields = line.split(
      separator: 0x09, omittingEmptySubsequences: false)
    guard fields.count == 10 else {
      throw failure(
        "the row has \(fields.count) columns, not 10", number,
        "part ten columns by tabs, or read lines with --format text")
    }
    let next = sentence.words.count + 1
    switch CoNLLUIdentifier(fields[0]) {
    case .word(next):
      emptyNodes = 0
      sentence.words.append(
        TreebankSentence.Word(
          form: append(fields[1]), lemma: appendUnlessBlank(fields[2], of: fields[1]),
          partOfSpeech: appendUnlessBlank(fields[3]), features: appendUnlessBlank(fields[5])))
      if next > tokenEnd { join(fields[1], fields[9]) }
    case .token(next, let last) where last > next && next > tokenEnd:
      tokenEnd = last
      join(fields[1], fields[9])
    case .emptyNode(next - 1, emptyNodes + 1): emptyNodes += 1
    default:
      throw failure(
        "\"\(String(decoding: fields[0].prefix(40), as: UTF8.self))\" stands where word \(next) should be",
        number, "number the words of a sentence from 1, and put a blank line between sentences")
    }
    if fields[1].isEmpty {
      throw failure("the row has no form", number, "write _ where there is none")
    }
  }

  private mutating func join(
    _ form: Slice<UnsafeBufferPointer<UInt8>>, _ miscellaneous: Slice<UnsafeBufferPointer<UInt8>>
  ) {
    if hasText { return }
    joined.append(contentsOf: form)
    let isJoined = miscellaneous.split(separator: UInt8(ascii: "|")).contains {
      $0.elementsEqual("SpaceAfter=No".utf8)
    }
    if !isJoined { joined.append(0x20) }
  }

  /// A column's range; empty where it holds `_`, but for a lemma of the word `_`.
  private mutating func appendUnlessBlank(
    _ field: Slice<UnsafeBufferPointer<UInt8>>, of form: Slice<UnsafeBufferPointer<UInt8>>? = nil
  ) -> Range<Int> {
    let blank = [UInt8(ascii: "_")]
    if field.elementsEqual(blank), form.map({ !$0.elementsEqual(blank) }) ?? true {
      return sentence.bytes.count..<sentence.bytes.count
    }
    return append(field)
  }

  private func failure(_ problem: String, _ line: Int, _ remedy: String) -> Failure {
    Failure(problem, at: .line(line, of: file), remedy: remedy)
  }
}

/// What the first column of a row says.
enum CoNLLUIdentifier: Equatable {
  case word(Int)
  case token(Int, Int)
  case emptyNode(Int, Int)

  /// Nil where it is no identifier: `7`, `7-8` or `7.1`.
  init?(_ field: some Collection<UInt8>) {
    func number(_ digits: some Collection<UInt8>) -> Int? {
      guard !digits.isEmpty, digits.count < 10 else { return nil }
      var value = 0
      for digit in digits {
        guard (0x30...0x39).contains(digit) else { return nil }
        value = value * 10 + Int(digit - 0x30)
      }
      return value
    }
    if let word = number(field) {
      self = .word(word)
      return
    }
    guard
      let mark = field.firstIndex(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }),
      let first = number(field[..<mark]), let second = number(field[mark...].dropFirst())
    else { return nil }
    self = field[mark] == UInt8(ascii: "-") ? .token(first, second) : .emptyNode(first, second)
  }
}

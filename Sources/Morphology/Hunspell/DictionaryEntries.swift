import Groundwork
import Segmentation

/// The words of a hunspell dictionary, found by their look-up form.
struct DictionaryEntries: Sendable {
  /// A word.
  struct Entry: Sendable {
    /// The word as the dictionary spells it, in UTF-8: a range of `spellings`.
    var spelling: Range<Int>
    /// The set of its flags.
    var flags: Int
    /// The entry before this one with the same look-up form, or -1.
    var previous: Int
  }

  /// The words, in the order of the file.
  private(set) var entries: [Entry] = []
  /// All spellings.
  private(set) var spellings: [UInt8] = []
  /// The distinct sets of flags.
  private(set) var flagSets: [[UInt32]] = []
  /// Distinct look-up forms.
  private(set) var forms: ByteTable
  /// The last entry of each form.
  private var last: [Int] = []

  /// Reads a dictionary; `file` names it in errors.
  ///
  /// Complexity: O(n). Throws, with the line, where the count is missing, flags cannot be read, or bytes are not in the
  /// encoding.
  init(
    _ bytes: [UInt8], file: String, affixes: AffixFile, form: LookupForm
  ) throws(Failure) {
    forms = ByteTable(capacity: bytes.count / 16)
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    var number = 0
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let newline = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let end = newline > start && bytes[newline - 1] == 0x0D ? newline - 1 : newline
      let line = bytes[start..<end]
      start = newline + 1
      number += 1
      if number == 1 {
        try Self.checkCount(line, file)
        continue
      }
      let (word, field) = Self.parts(line)
      if word.isEmpty { continue }
      var set = 0
      if let known = numbers[field] {
        set = known
      } else {
        guard let flags = field.isEmpty ? [] : affixes.readFlags(field) else {
          throw Failure(
            "the flags `\(String(decoding: affixes.encoding.decode(field) ?? [], as: UTF8.self))` "
              + "cannot be read", at: .line(number, of: file),
            remedy: "write them as the affix file's FLAG and AF say")
        }
        set = flagSets.count
        flagSets.append(flags)
        numbers[field] = set
      }
      guard let spelling = affixes.encoding.decode(word) else {
        throw Failure(
          "the line is not \(affixes.encoding.name), which the affix file names",
          at: .line(number, of: file),
          remedy: "name the file's encoding after SET, or convert the file")
      }
      try add(spelling, flags: set, form: form)
    }
    if entries.isEmpty {
      throw Failure(
        "holds no words", at: .file(file), remedy: "write a count, then a word on each line")
    }
  }

  private static func checkCount(_ line: ArraySlice<UInt8>, _ file: String) throws(Failure) {
    let count = line.prefix { $0 != 0x20 && $0 != 0x09 }
    if !count.isEmpty, count.allSatisfy({ (0x30...0x39).contains($0) }) { return }
    throw Failure(
      "the first line is no count of words", at: .line(1, of: file),
      remedy: "write how many words follow; without it hunspell takes none of them")
  }

  /// A line's word, with `\/` as `/`, and its flags; what stands behind a tab or as ` po:noun` is left out.
  private static func parts(
    _ line: ArraySlice<UInt8>
  ) -> (word: [UInt8], flags: ArraySlice<UInt8>) {
    var end = line.firstIndex(of: 0x09) ?? line.endIndex
    var index = line.startIndex
    while index < end {
      // A morphological field: a blank, two letters and a colon.
      if line[index] == 0x20, index + 3 < end, line[index + 3] == 0x3A { end = index }
      index += 1
    }
    var text = line[..<end]
    while text.last == 0x20 { text.removeLast() }
    var word: [UInt8] = []
    index = text.startIndex
    while index < text.endIndex {
      if text[index] == 0x5C, index + 1 < text.endIndex, text[index + 1] == 0x2F {
        index += 1
      } else if text[index] == 0x2F, !word.isEmpty {
        return (word, text[(index + 1)...].prefix { $0 != 0x20 })
      }
      word.append(text[index])
      index += 1
    }
    return (word, [])
  }

  private mutating func add(
    _ spelling: [UInt8], flags: Int, form: LookupForm
  ) throws(Failure) {
    try form.take(spelling)
    let (number, isNew) = form.bytes.withUnsafeBufferPointer { forms.insert($0) }
    let start = spellings.count
    spellings += spelling
    entries.append(
      Entry(
        spelling: start..<spellings.count, flags: flags, previous: isNew ? -1 : last[number]))
    if isNew { last.append(entries.count - 1) } else { last[number] = entries.count - 1 }
  }

  /// The entries of a look-up form, the last of the file first.
  func entries(of form: UnsafeBufferPointer<UInt8>) -> [Entry] {
    guard let number = forms.number(of: form) else { return [] }
    var found: [Entry] = []
    var index = last[number]
    while index >= 0 {
      found.append(entries[index])
      index = entries[index].previous
    }
    return found
  }

  /// An entry's spelling as scalars.
  func scalars(of entry: Entry) -> [UInt32] {
    String(decoding: spellings[entry.spelling], as: UTF8.self).unicodeScalars.map(\.value)
  }
}

extension LookupForm {
  /// Makes the form of a word in an array.
  func take(_ word: some Sequence<UInt8>) throws(Failure) {
    let failure = Array(word).withUnsafeBufferPointer { (word) -> Failure? in
      do throws(Failure) {
        try make(word)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
  }
}

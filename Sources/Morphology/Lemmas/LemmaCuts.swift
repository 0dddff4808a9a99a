import Groundwork
import Segmentation

/// Collects forms with their lemmas: each form is cut behind what it shares with its lemma.
///
/// The shared part is the longest common start of both look-up forms, in whole letters. A form that is its lemma or a
/// start of it, or shares nothing with it (`yra` of `būti`), stays in one piece. Analyses count as often as they are
/// given.
struct LemmaCuts {
  private let form: LookupForm
  /// A form, a zero byte and its cuts in decimal, with how often it was given.
  private var analyses = ByteTable()
  private var times: [Int] = []
  private var key: [UInt8] = []
  private var lemmaForm: [UInt8] = []

  init(language: String) throws(Failure) { form = try LookupForm(language: language) }

  /// The look-up form of a word.
  mutating func lookup(_ word: some Sequence<UInt8>) throws(Failure) -> [UInt8] {
    try form.take(word)
    return form.bytes
  }

  /// Takes a form of a lemma, both as written; gives its look-up form.
  @discardableResult
  mutating func add(
    form word: some Sequence<UInt8>, lemma: some Sequence<UInt8>
  ) throws(Failure) -> [UInt8] {
    lemmaForm = try lookup(lemma)
    let word = try lookup(word)
    var shared = 0
    while shared < word.count, shared < lemmaForm.count, word[shared] == lemmaForm[shared] {
      shared += 1
    }
    // The first differing bytes may stand within a letter.
    while shared > 0, shared < word.count, word[shared] & 0xC0 == 0x80 { shared -= 1 }
    add(word, cuts: shared > 0 && shared < word.count ? [shared] : [])
    return word
  }

  /// Takes a form in look-up form with its cuts.
  mutating func add(_ word: [UInt8], cuts: [Int]) {
    if word.isEmpty || word.contains(0) { return }
    key = word + [0] + cuts.map(String.init).joined(separator: ",").utf8
    let (number, isNew) = key.withUnsafeBufferPointer { analyses.insert($0) }
    if isNew { times.append(1) } else { times[number] += 1 }
  }

  /// One analysis per form: the most frequent where `countsTimes`, then the one with the fewest cuts, then the first by
  /// its segments.
  func table(countsTimes: Bool) -> SegmentTable {
    var table = SegmentTable(capacity: analyses.count)
    for number in 0..<analyses.count {
      let bytes = analyses.bytes[analyses.range(number)]
      guard let zero = bytes.firstIndex(of: 0) else { continue }
      let cuts = bytes[(zero + 1)...].split(separator: 0x2C).compactMap {
        Int(String(decoding: $0, as: UTF8.self))
      }
      Array(bytes[..<zero]).withUnsafeBufferPointer {
        table.add($0, cuts: cuts, frequency: countsTimes ? times[number] : 0)
      }
    }
    return table
  }
}

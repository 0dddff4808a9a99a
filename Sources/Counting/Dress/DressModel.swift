/// Case and punctuation as running text has them, to be given to words of lists that have lost both.
///
/// Lists of word forms are made of far more text than anyone can read again, and mostly come in small letters
/// without punctuation. A vocabulary trained on them as they are has no `Vilniuje`, no `kad,` and no `metų.`. The model
/// learns from running text how often a word is written with a capital, in capitals, and with which signs around it,
/// each apart from the other; a word that the text does not have goes by its ending (`ContextShares`).
public struct DressModel: Sendable {
  /// The signs that are told apart: the most frequent ones.
  static let signKinds = 40

  private var cases = ContextShares(outcomes: WordCase.allCases.count)
  private var signs: ContextShares
  private let kinds: [WordSigns]

  /// Learns from the words of running text, white space apart, with their counts.
  ///
  /// Words of digits, mixed case and inner signs are passed over, and so are signs that are not among the 40 most
  /// frequent. The same content gives the same model. Complexity: O(bytes); memory some 200 bytes a distinct word.
  public init(learningFrom text: PieceTable) {
    var words: [(dressed: DressedWord, count: UInt64)] = []
    var found: [WordSigns: UInt64] = [:]
    // In a written order, since sums of floating numbers depend on it.
    for piece in text.canonicalOrder() {
      guard let dressed = DressedWord(String(decoding: text[piece], as: UTF8.self)) else {
        continue
      }
      words.append((dressed, text.counts[piece]))
      found[dressed.signs] = saturatingSum(found[dressed.signs] ?? 0, text.counts[piece])
    }
    let order = found.sorted { a, b in
      a.value != b.value ? a.value > b.value : WordSigns.precedes(a.key, b.key)
    }
    kinds = order.isEmpty ? [.none] : order.prefix(Self.signKinds).map(\.key)
    let numbers = Dictionary(
      uniqueKeysWithValues: kinds.enumerated().map { ($1, $0) })
    signs = ContextShares(outcomes: kinds.count)
    for (dressed, count) in words {
      guard let kind = numbers[dressed.signs] else { continue }
      cases.add(dressed.word, dressed.letterCase.rawValue, count)
      signs.add(dressed.word, kind, count)
    }
    cases.settle()
    signs.settle()
  }

  /// The words with case and signs: of each word's occurrences so many as the model says, in whole numbers.
  ///
  /// What is not written in small letters alone stays as it is. What a fraction of an occurrence leaves is carried
  /// on to the next word in the order of bytes, so that over all words each case and sign keeps its share to within one occurrence.
  /// The same content gives the same table. Complexity: O(words · cases · signs).
  public func dress(_ words: PieceTable) -> PieceTable {
    var result = PieceTable()
    // From a half on, so that the first is rounded and not cut off.
    var carried = [Double](repeating: 0.5, count: WordCase.allCases.count * kinds.count)
    for piece in words.canonicalOrder() {
      let count = words.counts[piece]
      let text = String(decoding: words[piece], as: UTF8.self)
      guard let bare = DressedWord(text), bare.word == text else {
        result.add(words[piece], weight: count)
        continue
      }
      let caseShares = cases.shares(of: text)
      let signShares = signs.shares(of: text)
      for letterCase in WordCase.allCases {
        let cased = letterCase.apply(to: text)
        let expected = Double(count) * caseShares[letterCase.rawValue]
        for (kind, around) in kinds.enumerated() {
          let place = letterCase.rawValue * kinds.count + kind
          let exact = expected * signShares[kind] + carried[place]
          let whole = exact.rounded(.down)
          carried[place] = exact - whole
          guard whole >= 1 else { continue }
          result.add(
            (around.before + cased + around.after).utf8,
            weight: UInt64(exactly: whole) ?? .max)
        }
      }
    }
    return result
  }
}

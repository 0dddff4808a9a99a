/// Keeps the sentences that cost each tokenizer most, the same ones in every run.
///
/// Texts of 4 to 24 white-space words and at most 400 bytes are looked at: shorter ones are dear by chance, longer
/// ones are not read. Of each tokenizer the three with the most tokens per word stay, and the three with the most
/// tokens against the baseline's; of equal ones that which stands first, of equal texts the first. Everything is
/// compared in integers, and what is kept of parts adds up to what is kept of the whole.
struct WorstSentencePicker: Sendable {
  /// A text that is kept.
  struct Entry: Sendable, Hashable {
    /// The line, counted from 1.
    var line: Int
    /// The text's bytes.
    var text: [UInt8]
    /// The tokenizer's tokens.
    var tokens: Int
    /// What they are divided by: words, or the baseline's tokens; above 0.
    var against: Int

    /// Whether this one is dearer than another, or as dear and earlier.
    func precedes(_ other: Entry) -> Bool {
      let (mine, theirs) = (tokens * other.against, other.tokens * against)
      return mine == theirs ? line < other.line : mine > theirs
    }
  }

  /// The texts kept of each order.
  static let kept = 3
  /// The words of texts that are looked at.
  static let words = 4...24
  /// The most bytes of texts that are looked at.
  static let bytes = 400
  /// The most that tokens and their divisor may be, so that products fit.
  static let most = Int(Int32.max)

  /// By tokenizer and order, the dearest first.
  private(set) var lists: [[Entry]]
  private let orders = WorstSentence.Order.allCases.count

  /// Creates a picker that has seen nothing.
  init(tokenizers: Int) { lists = .init(repeating: [], count: tokenizers * orders) }

  /// Takes lists as they were written.
  init(lists: [[Entry]]) { self.lists = lists }

  /// Whether the lists are of so many tokenizers.
  func fits(tokenizers: Int) -> Bool { lists.count == tokenizers * orders }

  /// Whether a text is looked at at all.
  static func takes(words: Int, bytes: Int) -> Bool {
    Self.words.contains(words) && bytes <= Self.bytes
  }

  /// The texts of a tokenizer, the dearest first.
  func entries(_ tokenizer: Int, _ order: WorstSentence.Order) -> [Entry] {
    lists[place(tokenizer, order)]
  }

  /// Offers a text with a tokenizer's tokens in it and what they are divided by.
  ///
  /// O(1) but for the few that are kept.
  mutating func offer(
    _ text: UnsafeBufferPointer<UInt8>, line: Int, tokenizer: Int, _ order: WorstSentence.Order,
    tokens: Int, against: Int
  ) {
    guard (1...Self.most).contains(against), (1...Self.most).contains(tokens) else { return }
    let list = place(tokenizer, order)
    if lists[list].count == Self.kept, let last = lists[list].last {
      let (mine, theirs) = (tokens * last.against, last.tokens * against)
      if mine < theirs || (mine == theirs && line > last.line) { return }
    }
    insert(Entry(line: line, text: Array(text), tokens: tokens, against: against), list)
  }

  /// Adds what was kept of other documents.
  ///
  /// Associative and commutative; the other is of as many tokenizers.
  mutating func merge(_ other: WorstSentencePicker) {
    for (list, entries) in other.lists.enumerated() where list < lists.count {
      for entry in entries { insert(entry, list) }
    }
  }

  private mutating func insert(_ entry: Entry, _ list: Int) {
    // An equal text has as many tokens: the earlier of both stays.
    if let same = lists[list].firstIndex(where: { $0.text == entry.text }) {
      if !entry.precedes(lists[list][same]) { return }
      lists[list].remove(at: same)
    }
    let place = lists[list].firstIndex { entry.precedes($0) } ?? lists[list].count
    if place >= Self.kept { return }
    lists[list].insert(entry, at: place)
    if lists[list].count > Self.kept { lists[list].removeLast() }
  }

  private func place(_ tokenizer: Int, _ order: WorstSentence.Order) -> Int {
    tokenizer * orders + (order == .perWord ? 0 : 1)
  }
}

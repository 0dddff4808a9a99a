import Counting

/// All distinct pieces as symbols in one flat row, and the pairs of neighbours in it with their counts.
///
/// A token fills some slots, at first as many as it has letters. Its first slot holds its symbol and the pair that it
/// forms with the token behind it; its last slot holds its symbol too, so that the token before any
/// place can be found from the slot before. So a merge touches a few neighbouring slots, whatever the
/// piece's length, and nothing is moved. A slot with `noSymbol` stands before and after each piece.
///
/// Memory is 8 bytes a slot, 4 for each place of a pair that is kept, and 24 for each such pair.
struct MergeArena: ~Copyable {
  struct Slot: BitwiseCopyable {
    var symbol: UInt32
    /// The pair that starts here; `noPair` inside tokens and where none is counted.
    var pair: UInt32
  }

  /// A pair of symbols.
  ///
  /// Two of them are lowered at each place that is merged, so that nothing else lies among them.
  struct Pair: BitwiseCopyable {
    /// The sum of the weights of all places where the pair is: each adjacent position counts, so `aaa`
    /// holds `aa` twice.
    var count: UInt64
    var left: UInt32
    var right: UInt32
  }

  /// The places where a pair was when it was complete.
  struct Places: BitwiseCopyable {
    /// Where they start in `postings`.
    var start: UInt32
    /// How many there are; some may hold the pair no longer.
    var count: UInt32
  }

  var slots: RawBuffer<Slot>
  /// The number of the piece of each slot, whose weight counts.
  var ends: PieceEnds
  var weights: [UInt64]
  var pairs = RawBuffer<Pair>(capacity: 1 << 10)
  /// The places of each pair, in the order of `pairs`.
  var places = RawBuffer<Places>(capacity: 1 << 10)
  var postings: RawBuffer<UInt32>
  /// How many letters a symbol has.
  var lengths: RawBuffer<UInt32>
  /// How many slots a symbol fills.
  var widths: RawBuffer<UInt32>
  var join: JoinRule
  var scratch: MergeScratch
  /// Pairs that were formed and undone within one merge, where they are asked for.
  var passing = RawBuffer<PassingPair>(capacity: 0)
  let keepsPassing: Bool
  /// The pairs that are not merged though the rule allows them; few.
  var refused: Set<UInt64> = []
  /// Pairs that are rarer than this are not kept.
  var floor: UInt64
  /// The tokens of all pieces, weighted.
  var tokens: UInt64 = 0

  struct PassingPair: BitwiseCopyable {
    var left: UInt32
    var right: UInt32
  }

  /// Lays out all pieces; `countPairs` is to follow.
  ///
  /// The table must have passed `checkSize`.
  ///
  /// - Parameters:
  ///   - table: the pieces.
  ///   - alphabet: their letters.
  ///   - symbols: how many symbols there may be at most.
  ///   - join: which pairs may be merged.
  ///   - keepsPassing: whether pairs are kept that were formed and undone within one merge.
  init(
    _ table: PieceTable, alphabet: BPEAlphabet, symbols: Int, join: consuming JoinRule,
    keepsPassing: Bool
  ) {
    weights = table.counts
    slots = RawBuffer(huge: table.bytes.count + table.count + 1)
    ends = PieceEnds(places: table.bytes.count + table.count + 1)
    postings = RawBuffer(capacity: 0)
    lengths = RawBuffer(capacity: symbols)
    widths = RawBuffer(capacity: symbols)
    scratch = MergeScratch(symbols: symbols)
    self.join = join
    self.keepsPassing = keepsPassing
    floor = .max
    addLetters(alphabet.letters.count)
    layOut(table, alphabet)
  }

  /// Lays out rows of symbols that stand already, each in one slot; `countPairs` is to follow.
  ///
  /// - Parameters:
  ///   - rows: the rows, which must be within 2³² slots.
  ///   - symbols: how many symbols there may be at most.
  ///   - join: which pairs may be merged.
  init(_ rows: MergeRows, symbols: Int, join: consuming JoinRule) {
    weights = rows.weights
    slots = RawBuffer(capacity: rows.symbols.count + rows.ends.count + 1)
    ends = PieceEnds(places: rows.symbols.count + rows.ends.count + 1)
    postings = RawBuffer(capacity: 0)
    lengths = RawBuffer(capacity: symbols)
    widths = RawBuffer(capacity: symbols)
    scratch = MergeScratch(symbols: symbols)
    self.join = join
    keepsPassing = false
    floor = .max
    addLetters(rows.letters)
    slots.append(.none)
    var start = 0
    for (row, end) in rows.ends.enumerated() {
      tokens += UInt64(end - start) * weights[row]
      for symbol in rows.symbols[start..<end] { slots.append(Slot(symbol: symbol, pair: noPair)) }
      ends.end(at: slots.count)
      slots.append(.none)
      start = end
    }
  }

  /// Takes rows that are laid out already, in tokens that fill a slot each; `countPairs` is to follow.
  ///
  /// - Parameters:
  ///   - slots: the rows, with a slot of `noSymbol` before and after each.
  ///   - ends: where pieces end, of which each is some rows.
  ///   - weights: what each piece counts for.
  ///   - tokens: the tokens of all rows, weighted.
  ///   - letters: how many symbols there are.
  ///   - symbols: how many symbols there may be at most.
  ///   - join: which pairs may be merged.
  init(
    slots: consuming RawBuffer<Slot>, ends: consuming PieceEnds, weights: [UInt64], tokens: UInt64,
    letters: Int, symbols: Int, join: consuming JoinRule
  ) {
    self.slots = slots
    self.ends = ends
    self.weights = weights
    self.tokens = tokens
    self.join = join
    postings = RawBuffer(capacity: 0)
    lengths = RawBuffer(capacity: symbols)
    widths = RawBuffer(capacity: symbols)
    scratch = MergeScratch(symbols: symbols)
    keepsPassing = false
    floor = .max
    addLetters(letters)
  }

  private mutating func addLetters(_ count: Int) {
    for _ in 0..<count {
      lengths.append(1)
      widths.append(1)
    }
  }

  private mutating func layOut(_ table: PieceTable, _ alphabet: BPEAlphabet) {
    var spelling = RawBuffer<UInt32>(capacity: 1 << 10)
    slots.append(.none)
    table.bytes.withUnsafeBufferPointer { bytes in
      for piece in 0..<table.count {
        let text = UnsafeBufferPointer(rebasing: bytes[table.range(piece)])
        spelling.reserve(more: text.count)
        let count = alphabet.spell(text, into: spelling.base)
        tokens += UInt64(count) * weights[piece]
        slots.reserve(more: count + 1)
        let next = slots.base + slots.count
        for index in 0..<count { next[index] = Slot(symbol: spelling.base[index], pair: noPair) }
        next[count] = .none
        ends.end(at: slots.count + count)
        slots.count += count + 1
      }
    }
  }

  /// Takes a pair out for good: no place holds it any more, and it is not counted again.
  mutating func refuse(_ number: UInt32) {
    let pair = pairs.base[Int(number)]
    let found = places.base[Int(number)]
    for posting in 0..<Int(found.count) {
      let place = Int(postings.base[Int(found.start) + posting])
      if slots.base[place].pair == number { slots.base[place].pair = noPair }
    }
    pairs.base[Int(number)].count = 0
    refused.insert(UInt64(pair.left) << 32 | UInt64(pair.right))
  }
}

extension MergeArena.Slot {
  /// What stands between pieces.
  static let none = Self(symbol: noSymbol, pair: noPair)
}

/// Stands for no pair.
let noPair = UInt32.max

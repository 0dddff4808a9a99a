import Counting

/// All distinct pieces as symbols in one flat row, and the pairs of neighbours in it with their counts.
///
/// A token fills as many slots as it has letters. Its first slot holds its symbol and the pair that it
/// forms with the token behind it; its last slot holds its symbol too, so that the token before any
/// place can be found from the slot before. So a merge touches a few neighbouring slots, whatever the
/// piece's length, and nothing is moved. A slot with `noSymbol` stands before and after each piece.
struct MergeArena: ~Copyable {
  struct Slot: BitwiseCopyable {
    var symbol: UInt32
    /// The pair that starts here; `noPair` inside tokens and where none is counted.
    var pair: UInt32
    /// The piece's number in the table, whose weight counts.
    var piece: UInt32
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
    /// Where they start in `postings`; below 0 for a pair that may not be merged.
    var start: Int
    /// How many there are; some may hold the pair no longer.
    var count: Int
  }

  var slots: RawBuffer<Slot>
  var weights: [UInt64]
  var pairs = RawBuffer<Pair>(capacity: 1 << 16)
  /// The places of each pair.
  var places = RawBuffer<Places>(capacity: 1 << 16)
  var postings: RawBuffer<UInt32>
  /// How many slots a symbol fills.
  var lengths: RawBuffer<UInt32>
  var join: JoinRule
  var scratch: MergeScratch
  /// Pairs that were formed and undone within one merge, where they are asked for.
  var passing = RawBuffer<PassingPair>(capacity: 0)
  let keepsPassing: Bool
  /// The pairs that are not merged though the rule allows them; few.
  private var refused: Set<UInt64> = []
  /// Pairs that are rarer than this are not kept.
  private(set) var floor: UInt64
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
    slots = RawBuffer(capacity: table.bytes.count + table.count + 1)
    postings = RawBuffer(capacity: 0)
    lengths = RawBuffer(capacity: symbols)
    scratch = MergeScratch(symbols: symbols)
    self.join = join
    self.keepsPassing = keepsPassing
    floor = .max
    for _ in 0..<alphabet.letters.count { lengths.append(1) }
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
    postings = RawBuffer(capacity: 0)
    lengths = RawBuffer(capacity: symbols)
    scratch = MergeScratch(symbols: symbols)
    self.join = join
    keepsPassing = false
    floor = .max
    for _ in 0..<rows.letters { lengths.append(1) }
    slots.append(Slot(symbol: noSymbol, pair: noPair, piece: 0))
    var start = 0
    for (row, end) in rows.ends.enumerated() {
      tokens += UInt64(end - start) * weights[row]
      for symbol in rows.symbols[start..<end] {
        slots.append(Slot(symbol: symbol, pair: noPair, piece: UInt32(row)))
      }
      slots.append(Slot(symbol: noSymbol, pair: noPair, piece: UInt32(row)))
      start = end
    }
  }

  /// Takes rows that are laid out already, in tokens that fill a slot each; `countPairs` is to follow.
  ///
  /// - Parameters:
  ///   - slots: the rows, with a slot of `noSymbol` before and after each.
  ///   - weights: what each piece that slots name counts for.
  ///   - tokens: the tokens of all rows, weighted.
  ///   - letters: how many symbols there are.
  ///   - symbols: how many symbols there may be at most.
  ///   - join: which pairs may be merged.
  init(
    slots: consuming RawBuffer<Slot>, weights: [UInt64], tokens: UInt64, letters: Int, symbols: Int,
    join: consuming JoinRule
  ) {
    self.slots = slots
    self.weights = weights
    self.tokens = tokens
    self.join = join
    postings = RawBuffer(capacity: 0)
    lengths = RawBuffer(capacity: symbols)
    scratch = MergeScratch(symbols: symbols)
    keepsPassing = false
    floor = .max
    for _ in 0..<letters { lengths.append(1) }
  }

  private mutating func layOut(_ table: PieceTable, _ alphabet: BPEAlphabet) {
    var spelling = RawBuffer<UInt32>(capacity: 1 << 10)
    slots.append(Slot(symbol: noSymbol, pair: noPair, piece: 0))
    table.bytes.withUnsafeBufferPointer { bytes in
      for piece in 0..<table.count {
        let text = UnsafeBufferPointer(rebasing: bytes[table.range(piece)])
        spelling.reserve(more: text.count)
        let count = alphabet.spell(text, into: spelling.base)
        tokens += UInt64(count) * weights[piece]
        for index in 0..<count {
          slots.append(Slot(symbol: spelling.base[index], pair: noPair, piece: UInt32(piece)))
        }
        slots.append(Slot(symbol: noSymbol, pair: noPair, piece: UInt32(piece)))
      }
    }
  }

  /// Counts all pairs of neighbours as they are now, and keeps those that may be merged and are frequent, with
  /// their places.
  ///
  /// O(slots). Counts depend on the symbols in the row alone, so that rare pairs can be left out until the
  /// frequent ones are merged, and found again then: most never are.
  ///
  /// - Parameters:
  ///   - minimum: no rarer pair is kept.
  ///   - depth: nor one that is so many times rarer than the most frequent.
  mutating func countPairs(minimum: UInt64, depth: UInt64) {
    var index = PairIndex()
    pairs.count = 0
    places.count = 0
    postings.count = 0
    var place = 1
    while place + 1 < slots.count {
      let slot = slots.base[place]
      if slot.symbol == noSymbol {
        place += 1
        continue
      }
      let length = Int(lengths.base[Int(slot.symbol)])
      let next = slots.base[place + length].symbol
      defer { place += length }
      slots.base[place].pair = noPair
      if next == noSymbol { continue }
      let number = index.number(of: UInt64(slot.symbol) << 32 | UInt64(next))
      if number == pairs.count {
        let total = length + Int(lengths.base[Int(next)])
        let isAllowed =
          join.allows(slot.symbol, next, length: total)
          && (refused.isEmpty || !refused.contains(UInt64(slot.symbol) << 32 | UInt64(next)))
        pairs.append(Pair(count: 0, left: slot.symbol, right: next))
        places.append(Places(start: isAllowed ? 0 : -1, count: 0))
      }
      if places.base[number].start < 0 { continue }
      slots.base[place].pair = UInt32(number)
      pairs.base[number].count += weights[Int(slot.piece)]
      places.base[number].count += 1
    }
    var highest: UInt64 = 0
    for pair in 0..<pairs.count { highest = max(highest, pairs.base[pair].count) }
    floor = max(minimum, highest / depth)
    keepFrequentPairs()
  }

  /// Takes a pair out for good: no place holds it any more, and it is not counted again.
  mutating func refuse(_ number: UInt32) {
    let pair = pairs.base[Int(number)]
    let found = places.base[Int(number)]
    for posting in 0..<found.count {
      let place = Int(postings.base[found.start + posting])
      if slots.base[place].pair == number { slots.base[place].pair = noPair }
    }
    pairs.base[Int(number)].count = 0
    refused.insert(UInt64(pair.left) << 32 | UInt64(pair.right))
  }

  /// Numbers the pairs that are kept anew, and lists their places.
  private mutating func keepFrequentPairs() {
    var numbers = RawBuffer<UInt32>(capacity: pairs.count)
    var kept = 0
    var start = 0
    for number in 0..<pairs.count {
      let (pair, found) = (pairs.base[number], places.base[number])
      if found.start < 0 || pair.count < floor {
        numbers.append(noPair)
        continue
      }
      numbers.append(UInt32(kept))
      pairs.base[kept] = pair
      places.base[kept] = Places(start: start, count: 0)
      start += found.count
      kept += 1
    }
    pairs.count = kept
    places.count = kept
    postings.reserve(more: start)
    postings.count = start
    for place in 0..<slots.count where slots.base[place].pair != noPair {
      let number = numbers.base[Int(slots.base[place].pair)]
      slots.base[place].pair = number
      if number == noPair { continue }
      let list = places.base + Int(number)
      postings.base[list.pointee.start + list.pointee.count] = UInt32(place)
      list.pointee.count += 1
    }
  }
}

/// Stands for no pair.
let noPair = UInt32.max

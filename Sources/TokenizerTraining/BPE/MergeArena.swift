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

  /// A pair of symbols and the places where it was when it was complete.
  struct Pair: BitwiseCopyable {
    /// The sum of the weights of all places where the pair is: each adjacent position counts, so `aaa`
    /// holds `aa` twice.
    var count: UInt64
    var left: UInt32
    var right: UInt32
    /// Where its places start in `postings`, and how many there are; some may hold it no longer.
    var start: Int
    var places: Int
  }

  var slots: RawBuffer<Slot>
  var weights: [UInt64]
  var pairs = RawBuffer<Pair>(capacity: 1 << 16)
  var postings: RawBuffer<UInt32>
  /// How many slots a symbol fills.
  var lengths: RawBuffer<UInt32>
  var scratch: MergeScratch

  /// Lays out all pieces and counts their pairs; the table must have passed `checkSize`.
  init(_ table: PieceTable, alphabet: BPEAlphabet, symbols: Int, maxLength: Int) {
    weights = table.counts
    slots = RawBuffer(capacity: table.bytes.count + table.count + 1)
    postings = RawBuffer(capacity: 0)
    lengths = RawBuffer(capacity: symbols)
    scratch = MergeScratch(symbols: symbols)
    for _ in 0..<alphabet.letters.count { lengths.append(1) }
    layOut(table, alphabet)
    if maxLength >= 2 { countPairs() }
  }

  private mutating func layOut(_ table: PieceTable, _ alphabet: BPEAlphabet) {
    var spelling = RawBuffer<UInt32>(capacity: 1 << 10)
    slots.append(Slot(symbol: noSymbol, pair: noPair, piece: 0))
    table.bytes.withUnsafeBufferPointer { bytes in
      for piece in 0..<table.count {
        let text = UnsafeBufferPointer(rebasing: bytes[table.range(piece)])
        spelling.reserve(more: text.count)
        let count = alphabet.spell(text, into: spelling.base)
        for index in 0..<count {
          slots.append(Slot(symbol: spelling.base[index], pair: noPair, piece: UInt32(piece)))
        }
        slots.append(Slot(symbol: noSymbol, pair: noPair, piece: UInt32(piece)))
      }
    }
  }

  /// Numbers and counts the first pairs, then lists the places of each.
  private mutating func countPairs() {
    var index = PairIndex()
    for place in 1..<max(1, slots.count - 1) {
      let (slot, next) = (slots.base[place], slots.base[place + 1])
      if slot.symbol == noSymbol || next.symbol == noSymbol { continue }
      let pair = index.number(of: UInt64(slot.symbol) << 32 | UInt64(next.symbol))
      if pair == pairs.count {
        pairs.append(
          Pair(count: 0, left: slot.symbol, right: next.symbol, start: 0, places: 0))
      }
      slots.base[place].pair = UInt32(pair)
      pairs.base[pair].count += weights[Int(slot.piece)]
      pairs.base[pair].places += 1
    }
    var start = 0
    for pair in 0..<pairs.count {
      pairs.base[pair].start = start
      start += pairs.base[pair].places
      pairs.base[pair].places = 0
    }
    postings.reserve(more: start)
    postings.count = start
    for place in 0..<slots.count where slots.base[place].pair != noPair {
      let pair = pairs.base + Int(slots.base[place].pair)
      postings.base[pair.pointee.start + pair.pointee.places] = UInt32(place)
      pair.pointee.places += 1
    }
  }
}

/// Stands for no pair.
let noPair = UInt32.max

import Counting
import Groundwork
import Tokenization

/// Lines in tokens of the first stage, laid out for a `MergeArena`: a row for each piece of two tokens and more.
struct SuperwordRows: ~Copyable {
  private var slots = RawBuffer<MergeArena.Slot>(capacity: 1 << 16)
  /// Where the rows of each line end.
  private var ends = PieceEnds(places: 1 << 16)
  /// The tokens of all lines, weighted; also those that stand alone.
  private(set) var tokens: UInt64 = 0

  init() { slots.append(.none) }

  /// Cuts lines into pieces and writes those in tokens.
  ///
  /// - Parameters:
  ///   - lines: the lines, which must have passed `checkSize`.
  ///   - first: the tokens and the merges that make them.
  ///   - splitter: what cuts lines into pieces.
  ///   - pool: the workers.
  mutating func append(
    _ lines: PieceTable, _ first: TrainedBPE, _ splitter: any Splitter, _ pool: WorkerPool
  ) throws(Failure) {
    let tokenizer = try Self.tokenizer(first)
    var start = 0
    while start < lines.count {
      // Some megabytes for each worker at a time: what is not laid out yet stays small.
      var shares: [Range<Int>] = []
      while start < lines.count, shares.count < 2 * pool.workers {
        let end = Self.end(of: lines, from: start)
        shares.append(start..<end)
        start = end
      }
      let chosen = shares
      let parts = try pool.map(
        chosen.count, state: { PieceEncoder(tokenizer, splitter) },
        { (encoder: inout PieceEncoder, share: Int) in
          encoder.encode(lines, chosen[share])
        })
      for part in parts { layOut(part, lines) }
    }
  }

  /// The rows as what merges.
  consuming func arena(
    weights: [UInt64], letters: Int, symbols: Int, join: consuming JoinRule
  ) -> MergeArena {
    let tokens = self.tokens
    return MergeArena(
      slots: slots, ends: ends, weights: weights, tokens: tokens, letters: letters,
      symbols: symbols, join: join)
  }

  private static func end(of lines: PieceTable, from start: Int) -> Int {
    let first = lines.range(start).lowerBound
    var end = start
    while end < lines.count, lines.range(end).lowerBound - first < 1 << 20 { end += 1 }
    return end
  }

  private mutating func layOut(_ part: EncodedLines, _ lines: PieceTable) {
    slots.reserve(more: part.symbols.count + part.rows.count + part.tokens.count)
    var (start, row) = (0, 0)
    for (line, count) in part.tokens {
      tokens += UInt64(count) * lines.counts[line]
      let first = row
      while row < part.rows.count, part.rows[row].line == line {
        for place in start..<part.rows[row].end {
          slots.append(.init(symbol: part.symbols[place], pair: noPair))
        }
        slots.append(.none)
        start = part.rows[row].end
        row += 1
      }
      // A line without rows ends all the same: lines are counted by their ends.
      if row == first { slots.append(.none) }
      ends.end(at: slots.count - 1)
    }
  }

  /// Writes any bytes in the tokens of the first stage, of which symbols are the ranks.
  private static func tokenizer(_ first: TrainedBPE) throws(Failure) -> RankTokenizer {
    var tokens = RankedTokens(
      bytes: first.bytes, offsets: first.offsets,
      ranks: (0..<UInt32(first.symbolCount)).map { $0 })
    // A tokenizer wants all bytes; those without a letter are not in the text.
    let letters = Set((0..<first.letterCount).map { first[UInt32($0)].first })
    for byte in 0...UInt8.max where !letters.contains(byte) {
      tokens.append(CollectionOfOne(byte), rank: UInt32(tokens.count))
    }
    return try RankTokenizer(
      tokens: tokens, splitter: WholeText(),
      summary: TokenizerSummary(format: "tiktoken", model: "bpe", sha256: ""))
  }
}

/// Some lines in tokens.
private struct EncodedLines: Sendable {
  var symbols: [UInt32] = []
  /// The pieces of two tokens and more: where each ends in `symbols`, and its line.
  var rows: [(end: Int, line: Int)] = []
  /// How many tokens each line has.
  var tokens: [(line: Int, count: Int)] = []
}

/// Cuts and encodes lines; owned by one worker.
private final class PieceEncoder {
  private let encoder: any TextEncoder
  private let splitter: any Splitter
  private var ids: [UInt32] = []
  private let ends = UnsafeMutableBufferPointer<Int>.allocate(capacity: 1024)

  init(_ tokenizer: RankTokenizer, _ splitter: any Splitter) {
    encoder = tokenizer.makeEncoder()
    self.splitter = splitter
  }

  deinit { ends.deallocate() }

  func encode(_ lines: PieceTable, _ range: Range<Int>) -> EncodedLines {
    var result = EncodedLines()
    lines.bytes.withUnsafeBufferPointer { bytes in
      for line in range {
        let text = UnsafeBufferPointer(rebasing: bytes[lines.range(line)])
        var (start, count) = (0, 0)
        while start < text.count {
          let pieces = splitter.nextEnds(ends, from: start, in: text)
          if pieces == 0 { break }
          for piece in 0..<pieces {
            ids.removeAll(keepingCapacity: true)
            encoder.encode(UnsafeBufferPointer(rebasing: text[start..<ends[piece]]), into: &ids)
            start = ends[piece]
            count += ids.count
            if ids.count < 2 { continue }
            result.symbols += ids
            result.rows.append((result.symbols.count, line))
          }
        }
        result.tokens.append((line, count))
      }
    }
    return result
  }
}

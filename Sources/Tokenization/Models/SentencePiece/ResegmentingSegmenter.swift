/// BPE with unused pieces: merging passes through them, and in the end they are taken apart again.
///
/// An unused piece comes apart as it was last put together anywhere in the text, so the whole text is
/// one chunk. Definition: `src/bpe_model.cc` of google/sentencepiece 0.2.3.
final class ResegmentingSegmenter: PieceSegmenter {
  /// How deep the reference takes pieces apart; deeper ones come out though unused.
  private static let deepest = 100

  private let tables: SentencePieceTables
  private let heap: MergeHeap
  private let splits: Splits

  /// For each id the length of the left part it was last made of.
  private final class Splits {
    let lengths: Scratch<Int32>
    var touched: [Int32] = []

    init(count: Int) {
      lengths = Scratch(capacity: count)
      lengths.base.initialize(repeating: 0, count: max(count, 1))
    }

    func reset() {
      for id in touched { lengths.base[Int(id)] = 0 }
      touched.removeAll(keepingCapacity: true)
    }

    func set(_ id: Int32, _ length: Int32) {
      if lengths.base[Int(id)] == 0 { touched.append(id) }
      lengths.base[Int(id)] = length
    }
  }

  init(_ tables: SentencePieceTables) {
    self.tables = tables
    heap = MergeHeap(tables)
    let splits = Splits(count: tables.kinds.count)
    self.splits = splits
    heap.onPair = { id, length in
      if tables.kinds.base[Int(id)] == TokenKind.unused.rawValue { splits.set(id, length) }
    }
  }

  func segment(
    _ text: UnsafePointer<UInt8>, count: Int, running: inout Float, into segments: inout [Segment]
  ) {
    splits.reset()
    heap.merge(text, count: count)
    heap.forEachSymbol { start, length in
      takeApart(text + start, length, depth: 0, into: &segments)
    }
  }

  private func takeApart(
    _ text: UnsafePointer<UInt8>, _ count: Int, depth: Int, into segments: inout [Segment]
  ) {
    let id = tables.pieces.find(text, count: count)
    let isUnused = id >= 0 && tables.kinds.base[Int(id)] == TokenKind.unused.rawValue
    let left = isUnused ? Int(splits.lengths.base[Int(id)]) : 0
    if isUnused, depth <= Self.deepest, left > 0 {
      takeApart(text, left, depth: depth + 1, into: &segments)
      takeApart(text + left, count - left, depth: depth + 1, into: &segments)
      return
    }
    let isKept = id >= 0 && (!isUnused || depth > Self.deepest)
    segments.append(
      Segment(id: isKept ? UInt32(id) : tables.unknown, length: Int32(count)))
  }
}

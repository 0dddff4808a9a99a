/// Unigram: the row of tokens with the largest sum of scores, in float64.
///
/// Definition: `encode_optimized` in `models/unigram` of `tokenizers` 0.23.3, which differs from
/// SentencePiece's: scores are float64, of equal sums the first that was found stays, neighbouring unknown
/// scalars are one token, and a row's texts are looked up again.
final class UnigramModel: TokenModel {
  let trie: ByteTrie
  fileprivate let table: PieceTable
  let scores: FlatMemory<Double>
  let unknown: UInt32
  let unknownScore: Double
  fileprivate let bytes: ByteFallbackTokens?
  /// Whether the text of unknown scalars together may still be a token.
  fileprivate let looksUpUnknown: Bool

  /// Creates a model.
  ///
  /// - Parameters:
  ///   - tokens: the tokens as the file writes them; of equal ones the last counts.
  ///   - scores: a score for each token, at least one.
  init(tokens: Vocabulary, table: PieceTable, scores: [Double], unknown: UInt32, byteFallback: Bool)
  {
    var keys: [(key: ArraySlice<UInt8>, value: Int32)] = []
    for id in 0..<UInt32(tokens.count) where !tokens[id].isEmpty && table.firstEqual(id) == id {
      keys.append((tokens[id], Int32(id)))
    }
    trie = ByteTrie(keys)
    self.table = table
    self.scores = FlatMemory(scores)
    self.unknown = unknown
    unknownScore = (scores.min() ?? 0) - 10
    bytes = byteFallback ? ByteFallbackTokens(table) : nil
    looksUpUnknown = true
  }

  /// Creates the model of llama.cpp: some of the tokens, with a score for scalars without one.
  init(tokens: Vocabulary, table: PieceTable, row: PipelineParts.UnigramRow) {
    trie = ByteTrie(row.ids.map { (tokens[$0], Int32($0)) })
    self.table = table
    scores = FlatMemory(row.scores)
    unknown = row.unknown
    unknownScore = row.unknownScore
    bytes = nil
    looksUpUnknown = false
  }

  func makeWorker() -> any TokenWorker { UnigramWorker(self) }
}

/// A `UnigramModel` at work.
private final class UnigramWorker: TokenWorker {
  /// The best way to a place.
  private struct Node: BitwiseCopyable {
    var score: Double
    var start: Int32
    var id: UInt32
  }

  private let model: UnigramModel
  private let nodes = Scratch<Node>(capacity: 512)
  private var row: [Segment] = []

  init(_ model: UnigramModel) { self.model = model }

  func segment(_ piece: UnsafePointer<UInt8>, count: Int, into segments: inout [Segment]) {
    findBest(piece, count)
    let nodes = nodes.base
    // From the end: texts of the best row, unknown neighbours in one.
    row.removeAll(keepingCapacity: true)
    var end = count
    var fused: Int32 = 0
    while end > 0 {
      let node = nodes[end]
      let length = Int32(end) - node.start
      if node.id == model.unknown {
        fused += length
      } else {
        if fused > 0 { row.append(Segment(id: model.unknown, length: fused)) }
        fused = 0
        row.append(Segment(id: node.id, length: length))
      }
      end = Int(node.start)
    }
    if fused > 0 { row.append(Segment(id: model.unknown, length: fused)) }
    var at = 0
    for part in row.reversed() {
      let length = Int(part.length)
      if part.id != model.unknown {
        segments.append(part)
      } else {
        // The text of unknown scalars together may be a token, one of a low score.
        let id = model.looksUpUnknown ? model.table.find(piece + at, count: length) : -1
        if id >= 0 {
          segments.append(Segment(id: UInt32(id), length: part.length))
        } else if !(model.bytes?.append(piece + at, length, into: &segments) ?? false) {
          segments.append(part)
        }
      }
      at += length
    }
  }

  private func findBest(_ piece: UnsafePointer<UInt8>, _ count: Int) {
    nodes.reserve(count + 1)
    let nodes = nodes.base
    for index in 0...count { nodes[index] = Node(score: 0, start: -1, id: 0) }
    let units = model.trie.units.base
    let scores = model.scores.base
    let unknown = model.unknown
    @inline(__always) func offer(_ end: Int, _ score: Double, _ start: Int, _ id: UInt32) {
      if nodes[end].start < 0 || score > nodes[end].score {
        nodes[end] = Node(score: score, start: Int32(start), id: id)
      }
    }
    var start = 0
    while start < count {
      let here = nodes[start].score
      let length = statedLength(piece + start, count: count - start)
      var hasScalar = false
      var node: UInt32 = 0
      var at = start
      while at < count {
        let child = units[Int(node)].base ^ UInt32(piece[at])
        let unit = units[Int(child)]
        if unit.check != node { break }
        node = child
        at += 1
        if unit.value < 0 { continue }
        offer(at, scores[Int(unit.value)] + here, start, UInt32(unit.value))
        if at - start == length { hasScalar = true }
      }
      if !hasScalar { offer(start + length, model.unknownScore + here, start, unknown) }
      start += length
    }
  }
}

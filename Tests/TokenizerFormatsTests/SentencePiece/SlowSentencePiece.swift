import Tokenization
import TokenizerFormats

/// SentencePiece's cutting rules as plainly as they can be put: quadratic, no cache, whole texts.
struct SlowSentencePiece {
  let model: SentencePieceModel
  let tokenizer: SentencePieceTokenizer
  /// Whether sums are compared before they are rounded to float32, as 0.1.97 does and 0.2.3 does not:
  /// there the bonus of user-defined symbols, a double, makes doubles of all sums of pieces.
  var comparesUnrounded = false
  private var ids: [[UInt8]: Int] = [:]
  private var symbols: [[UInt8]] = []
  private let unknown: Int

  init(_ model: SentencePieceModel, _ tokenizer: SentencePieceTokenizer) {
    self.model = model
    self.tokenizer = tokenizer
    unknown = model.pieces.firstIndex { $0.type == .unknown } ?? -1
    for (id, piece) in model.pieces.enumerated() {
      switch piece.type {
      case .normal, .unused: ids[piece.text] = id
      case .userDefined:
        ids[piece.text] = id
        symbols.append(piece.text)
      default: break
      }
    }
  }

  func encode(_ text: [UInt8]) -> [UInt32] {
    let normalized = tokenizer.normalize(text)
    if normalized.isEmpty { return [] }
    let pieces =
      switch model.trainer.modelType {
      case .bpe: merge(normalized)
      case .unigram: lattice(normalized)
      default: [(bytes: [UInt8], id: Int)]()
      }
    var output: [UInt32] = []
    for (bytes, id) in pieces {
      if id != unknown {
        output.append(UInt32(id))
      } else if model.trainer.byteFallback {
        for byte in bytes {
          let piece = SentencePieceModel.Piece.byte(byte).text
          output.append(UInt32(model.pieces.firstIndex { $0.text == piece } ?? 0))
        }
      } else if output.last != UInt32(unknown) {
        output.append(UInt32(unknown))
      }
    }
    return output
  }

  private func scalarEnd(_ text: [UInt8], _ start: Int) -> Int {
    var end = start + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  // MARK: BPE

  private struct Part {
    var bytes: [UInt8]
    var isFrozen: Bool
  }

  private func merge(_ text: [UInt8]) -> [(bytes: [UInt8], id: Int)] {
    var parts: [Part] = []
    var at = 0
    while at < text.count {
      let symbol = symbols.filter { text[at...].starts(with: $0) }.max { $0.count < $1.count }
      let end = symbol.map { at + $0.count } ?? scalarEnd(text, at)
      parts.append(Part(bytes: Array(text[at..<end]), isFrozen: symbol != nil))
      at = end
    }
    var lastMade: [[UInt8]: ([UInt8], [UInt8])] = [:]
    func score(_ left: Int) -> Float? {
      guard left >= 0, left + 1 < parts.count else { return nil }
      if parts[left].isFrozen || parts[left + 1].isFrozen { return nil }
      return ids[parts[left].bytes + parts[left + 1].bytes].map { model.pieces[$0].score }
    }
    func note(_ left: Int) {
      if score(left) == nil { return }
      lastMade[parts[left].bytes + parts[left + 1].bytes] =
        (parts[left].bytes, parts[left + 1].bytes)
    }
    for left in parts.indices { note(left) }
    while true {
      var best: (left: Int, score: Float)?
      for left in parts.indices {
        if let score = score(left), best.map({ score > $0.score }) ?? true { best = (left, score) }
      }
      guard let best else { break }
      parts[best.left].bytes += parts[best.left + 1].bytes
      parts.remove(at: best.left + 1)
      note(best.left - 1)
      note(best.left)
    }
    return parts.flatMap { takeApart($0.bytes, lastMade) }
  }

  private func takeApart(
    _ bytes: [UInt8], _ lastMade: [[UInt8]: ([UInt8], [UInt8])]
  ) -> [(bytes: [UInt8], id: Int)] {
    guard let id = ids[bytes] else { return [(bytes, unknown)] }
    if model.pieces[id].type != .unused { return [(bytes, id)] }
    guard let (left, right) = lastMade[bytes] else { return [(bytes, unknown)] }
    return takeApart(left, lastMade) + takeApart(right, lastMade)
  }

  // MARK: Unigram

  private func lattice(_ text: [UInt8]) -> [(bytes: [UInt8], id: Int)] {
    let lowest = model.pieces.filter { $0.type == .normal }.map(\.score).min()
    let longest = model.pieces.map(\.text.count).max() ?? 0
    let unknownScore = (lowest ?? .greatestFiniteMagnitude) - 10
    var best = [Float?](repeating: nil, count: text.count + 1)
    var from = [(start: Int, id: Int)](repeating: (0, 0), count: text.count + 1)
    best[0] = 0
    var start = 0
    while start < text.count {
      guard var here = best[start] else { return [] }
      if abs(here) > 100_000 {
        for place in start...text.count { if let sum = best[place] { best[place] = sum - here } }
        here = 0
      }
      let next = scalarEnd(text, start)
      var hasScalar = false
      func offer(_ end: Int, _ score: Float, _ id: Int) {
        let unrounded = Double(score) + Double(here)
        let sum = score + here
        let compared = comparesUnrounded && id != unknown ? unrounded : Double(sum)
        if let old = best[end], compared <= Double(old) { return }
        best[end] = sum
        from[end] = (start, id)
      }
      for end in start + 1..<min(text.count, start + longest) + 1 {
        guard let id = ids[Array(text[start..<end])] else { continue }
        let piece = model.pieces[id]
        if piece.type == .unused { continue }
        let bonus = Float(0.1 * Double(end - start - 1))
        offer(end, piece.type == .userDefined ? bonus : piece.score, id)
        if end == next { hasScalar = true }
      }
      if !hasScalar { offer(next, unknownScore, unknown) }
      start = next
    }
    var pieces: [(bytes: [UInt8], id: Int)] = []
    var end = text.count
    while end > 0 {
      pieces.append((Array(text[from[end].start..<end]), from[end].id))
      end = from[end].start
    }
    return pieces.reversed()
  }
}

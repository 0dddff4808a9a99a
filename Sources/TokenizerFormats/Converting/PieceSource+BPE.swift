import Groundwork
import Tokenization

extension PieceSource {
  /// The parts of a BPE with merges out of scores, or without any for a char model.
  func mergingParts(_ obstacles: inout [ConversionObstacle]) -> BPEParts {
    var merges: [BPEParts.Merge] = []
    if model.trainer.modelType == .bpe {
      let reduced = Self.merging(model.pieces, of: [.normal, .unused]).reduced()
      for merge in ordered(reduced, &obstacles) {
        guard let left = merge.left, let right = merge.right else {
          obstacles.append(
            ConversionObstacle(
              "its piece \(merge.result) is merged from a scalar that is no piece, which tokenizers "
                + "cannot do", example: spaced(model.pieces[Int(merge.result)].text)))
          continue
        }
        merges.append(BPEParts.Merge(left: left, right: right, result: merge.result))
      }
    }
    // A piece that text gives only as a symbol of its own would be found where the model has none.
    for (id, piece) in model.pieces.enumerated()
    where [.control, .unknown].contains(piece.type)
      && ReducedMerges.scalarEnds(piece.text).count == 1
    {
      obstacles.append(
        ConversionObstacle(
          "its control piece \(id) is one scalar, which text would give", example: piece.text))
    }
    var parts = BPEParts(tokens: writtenTokens, merges: merges)
    parts.unknown = unknown
    parts.fusesUnknown = true
    parts.byteFallback = model.trainer.byteFallback
    return parts
  }

  /// The merges in an order that gives sentencepiece's tokens, though some pieces have the same score.
  private func ordered(
    _ merges: [LastMerge], _ obstacles: inout [ConversionObstacle]
  ) -> [LastMerge] {
    var result: [LastMerge] = []
    var start = 0
    while start < merges.count {
      var end = start + 1
      while end < merges.count, merges[end].key == merges[start].key { end += 1 }
      if end - start == 1 {
        result.append(merges[start])
      } else if let runs = MarkRuns(merges[start..<end], in: model) {
        result += runs.merges
      } else {
        let one = model.pieces[Int(merges[start].result)].text
        let two = model.pieces[Int(merges[start + 1].result)].text
        obstacles.append(
          ConversionObstacle(
            "its pieces \(merges[start].result) and \(merges[start + 1].result) have the same score; "
              + "sentencepiece merges the leftmost first, tokenizers those of the first merge",
            examples: [one + two, two + one, one + one + two, one + two + one, two + one + one].map
            {
              String(decoding: spaced($0), as: UTF8.self)
            }))
        result += merges[start..<end]
      }
      start = end
    }
    return result
  }

  /// A piece's text with spaces for marks.
  func spaced(_ piece: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var rest = piece[...]
    while let byte = rest.first {
      let isMark = rest.starts(with: [0xE2, 0x96, 0x81])
      output.append(isMark ? 0x20 : byte)
      rest = rest.dropFirst(isMark ? 3 : 1)
    }
    return output
  }
}

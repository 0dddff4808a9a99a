import Groundwork
import TokenizerFormats

/// Puts pieces that training made between those that have their ids, as `spm_train` does.
enum PieceAssembly {
  /// All pieces in the order of their ids.
  ///
  /// - Parameters:
  ///   - placed: the pieces with ids, in their order.
  ///   - trained: the others; they fill the free ids in their order.
  /// - Throws: `Failure` (usage) where there are too few for an id that was asked for.
  static func pieces(
    _ placed: [SentencePieceSymbols.Placed], _ trained: [SentencePieceModel.Piece]
  ) throws(Failure) -> [SentencePieceModel.Piece] {
    var all: [SentencePieceModel.Piece] = []
    all.reserveCapacity(placed.count + trained.count)
    var placed = placed[...]
    var rest = trained[...]
    while true {
      if let next = placed.first, next.id == all.count {
        placed.removeFirst()
        all.append(.init(next.piece, type: next.type))
      } else if let piece = rest.popFirst() {
        all.append(piece)
      } else {
        break
      }
    }
    if let next = placed.first {
      throw .usage(
        "the piece \(next.piece) has the id \(next.id), and the text gives only \(all.count) pieces "
          + "before it", remedy: "give it a smaller id")
    }
    return all
  }
}

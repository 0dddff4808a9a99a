import Groundwork
import Tokenization

/// Spaces for U+2581, one of them dropped at the start where encoding puts one there; control, unknown and
/// unused tokens are left out.
struct GGUFDecodingState: DecodingState {
  private let vocabulary: Vocabulary
  private let strips: Bool
  private var isFirst = true
  private var held: [UInt8] = []

  init(_ vocabulary: Vocabulary, strips: Bool) {
    self.vocabulary = vocabulary
    self.strips = strips
  }

  mutating func push(_ id: UInt32, into output: inout [UInt8]) throws(Failure) {
    guard Int(id) < vocabulary.count else {
      throw .usage(
        "there is no id \(id) in a vocabulary of \(vocabulary.count)",
        remedy: "decode with the tokenizer that made the ids")
    }
    switch vocabulary.kind(of: id) {
    case .control, .unknown, .unused: return
    case .userDefined, .byte: held += vocabulary[id]
    case .normal: append(vocabulary[id])
    }
    isFirst = false
    let whole = held.count - unfinishedScalarLength(held)
    output += held[..<whole]
    held.removeFirst(whole)
  }

  mutating func finish(into output: inout [UInt8]) {
    output += held
    held.removeAll()
    isFirst = true
  }

  private mutating func append(_ piece: ArraySlice<UInt8>) {
    let mark: [UInt8] = [0xE2, 0x96, 0x81]
    var piece = piece
    if isFirst, strips, piece.starts(with: mark) { piece = piece.dropFirst(3) }
    while let byte = piece.first {
      let isMark = byte == mark[0] && piece.starts(with: mark)
      held.append(isMark ? 0x20 : byte)
      piece = piece.dropFirst(isMark ? 3 : 1)
    }
  }
}

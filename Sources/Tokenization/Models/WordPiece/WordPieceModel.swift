/// WordPiece: the longest token that the rest of a word begins with, again and again; a word that is not
/// covered, or is too long, is one unknown token.
///
/// Definition: `models/wordpiece` of `tokenizers` 0.23.3.
final class WordPieceModel: TokenModel {
  let first: ByteTrie
  let continuing: ByteTrie
  let prefix: [UInt8]
  let unknown: UInt32
  let longestWord: Int

  /// Creates a model.
  ///
  /// - Parameters:
  ///   - ids: the ids to use; where two have the same bytes, only one of them.
  ///   - prefix: what the tokens inside a word begin with.
  ///   - longestWord: the most scalars of a word that is cut.
  init(
    _ ids: [UInt32], in tokens: Vocabulary, prefix: [UInt8], unknown: UInt32, longestWord: Int
  ) {
    var starts: [(key: ArraySlice<UInt8>, value: Int32)] = []
    var others: [(key: ArraySlice<UInt8>, value: Int32)] = []
    for id in ids {
      let token = tokens[id]
      if !token.isEmpty { starts.append((token, Int32(id))) }
      if token.count > prefix.count, token.starts(with: prefix) {
        others.append((token.dropFirst(prefix.count), Int32(id)))
      }
    }
    first = ByteTrie(starts)
    continuing = prefix.isEmpty ? first : ByteTrie(others)
    self.prefix = prefix
    self.unknown = unknown
    self.longestWord = longestWord
  }

  func makeWorker() -> any TokenWorker { Worker(self) }

  private final class Worker: TokenWorker {
    private let model: WordPieceModel

    init(_ model: WordPieceModel) { self.model = model }

    func segment(_ piece: UnsafePointer<UInt8>, count: Int, into segments: inout [Segment]) {
      let unknown = Segment(id: model.unknown, length: Int32(count))
      var scalars = 0
      for index in 0..<count where piece[index] & 0xC0 != 0x80 { scalars += 1 }
      if scalars > model.longestWord {
        segments.append(unknown)
        return
      }
      let kept = segments.count
      var at = 0
      while at < count {
        let trie = at == 0 ? model.first : model.continuing
        guard let match = trie.longestMatch(piece + at, count: count - at) else {
          segments.removeLast(segments.count - kept)
          segments.append(unknown)
          return
        }
        segments.append(Segment(id: UInt32(match.value), length: Int32(match.length)))
        at += match.length
      }
    }
  }
}

extension ByteTrie {
  /// The longest key that is a prefix of the text, and its value.
  @inline(__always)
  func longestMatch(
    _ text: UnsafePointer<UInt8>, count: Int
  ) -> (length: Int, value: Int32)? {
    let units = self.units.base
    var node: UInt32 = 0
    var longest = 0
    var value: Int32 = -1
    for index in 0..<count {
      let child = units[Int(node)].base ^ UInt32(text[index])
      let unit = units[Int(child)]
      if unit.check != node { break }
      node = child
      if unit.value >= 0 {
        longest = index + 1
        value = unit.value
      }
    }
    return longest > 0 ? (longest, value) : nil
  }
}

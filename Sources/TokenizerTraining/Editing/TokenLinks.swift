/// Which tokens of a vocabulary need which others: what pruning must leave together.
struct TokenLinks {
  /// The two tokens that each is merged from; nil for letters, special tokens and those that no merge gives.
  ///
  /// A part that is no token of its own is nil.
  var parts: [(left: UInt32?, right: UInt32?)?]
  /// Whether a token stays whatever happens: letters, bytes, special tokens, what text could not do without.
  var stays: [Bool]
  /// Whether an id has no token.
  var isHole: [Bool]
  /// The order in which tokens go where nothing is counted: the highest first, then the highest id.
  var order: [Int]
  /// The bytes of each token; a token has more than each of its parts.
  var lengths: [Int]

  /// Links of tokens of which none needs another and all may go, the highest id first.
  ///
  /// - Parameter lengths: the bytes of each token.
  init(lengths: [Int]) {
    self.lengths = lengths
    parts = Array(repeating: nil, count: lengths.count)
    stays = Array(repeating: false, count: lengths.count)
    isHole = Array(repeating: false, count: lengths.count)
    order = Array(0..<lengths.count)
  }

  /// All ids, the longest tokens first, so that a token comes before its parts.
  var wholesFirst: [Int] {
    lengths.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) }
  }
}

/// What one merge needs while it runs: the pairs of the new symbol with its neighbours, numbered by the
/// neighbour in dense arrays, so that no pair is ever looked up by hash.
struct MergeScratch: ~Copyable {
  struct NewPair: BitwiseCopyable {
    var count: UInt64
    var neighbour: UInt32
    /// Whether the neighbour is on the left.
    var isLeft: Bool
    /// Whether the pair may not be merged.
    var isRefused: Bool
    /// The places where the pair is, so far.
    var places: Int
    /// Its number in the arena, once it is complete; `noPair` where it is too rare to be kept.
    var final: UInt32
  }

  /// A place where a new pair was formed; a later merge beside it may have undone it.
  struct Place: BitwiseCopyable {
    var pair: UInt32
    var place: UInt32
  }

  var newPairs = RawBuffer<NewPair>(capacity: 1 << 10)
  var places = RawBuffer<Place>(capacity: 1 << 10)
  /// Some places that held the pair when they were looked at, and the weights of their pieces.
  var held = RawBuffer<UInt32>(capacity: MergeScratch.looks)
  var heldWeights = RawBuffer<UInt64>(capacity: MergeScratch.looks)
  /// The number of the new pair with a neighbour on the left, by symbol; `noPair` between merges.
  var byLeft: RawBuffer<UInt32>
  /// The same for a neighbour on the right.
  var byRight: RawBuffer<UInt32>

  /// How many places are looked at together.
  static var looks: Int { 64 }

  /// Marks a slot's pair as one of `newPairs`.
  static let mark: UInt32 = 1 << 31

  init(symbols: Int) {
    byLeft = RawBuffer(capacity: symbols)
    byRight = RawBuffer(capacity: symbols)
    for _ in 0..<symbols {
      byLeft.append(noPair)
      byRight.append(noPair)
    }
  }
}

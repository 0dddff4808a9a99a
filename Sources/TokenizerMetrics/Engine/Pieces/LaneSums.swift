/// What the pieces of a text add up to, lane by lane.
///
/// Owned by one thread at a time.
final class LaneSums {
  private let layout: LaneLayout
  private let sums: UnsafeMutablePointer<Int64>
  // Of the proofs: the largest codes, the bits of pieces that meet, and the first and last row.
  private let worst: UnsafeMutablePointer<SIMD16<UInt8>>
  private let joined: UnsafeMutablePointer<SIMD16<UInt8>>
  private let first: UnsafeMutablePointer<SIMD16<UInt8>>
  private let last: UnsafeMutablePointer<SIMD16<UInt8>>
  private let chunks: Int
  @exclusivity(unchecked) private var isEmpty = true

  /// The most rows that may be added at once: 256 rows of bytes have sums of 16 bits.
  static let batch = 256

  init(_ layout: LaneLayout) {
    self.layout = layout
    chunks = layout.rowBytes / 16
    sums = .allocate(capacity: chunks * 16)
    worst = .allocate(capacity: chunks)
    joined = .allocate(capacity: chunks)
    first = .allocate(capacity: chunks)
    last = .allocate(capacity: chunks)
    reset()
  }

  deinit {
    sums.deallocate()
    worst.deallocate()
    joined.deallocate()
    first.deallocate()
    last.deallocate()
  }

  /// Begins a text.
  func reset() {
    sums.update(repeating: 0, count: chunks * 16)
    isEmpty = true
    if !layout.hasProofs { return }
    for memory in [worst, joined, first, last] {
      memory.update(repeating: SIMD16(repeating: 0), count: chunks)
    }
  }

  /// The sum of a lane.
  @inline(__always)
  func sum(_ lane: Int) -> Int64 { sums[lane] }

  /// Adds the rows of slots, of which there are at most `batch`.
  func add(_ slots: UnsafePointer<UnsafeMutableRawPointer>, _ count: Int) {
    for chunk in 0..<chunks {
      let place = 16 + 16 * chunk
      var total = SIMD16<UInt16>(repeating: 0)
      for index in 0..<count {
        let row = slots[index].load(fromByteOffset: place, as: SIMD16<UInt8>.self)
        total &+= SIMD16<UInt16>(truncatingIfNeeded: row)
      }
      let sums = sums + 16 * chunk
      for lane in 0..<16 { sums[lane] &+= Int64(total[lane]) }
    }
    if layout.hasProofs, count > 0 { addProofs(slots, count) }
  }

  private func addProofs(_ slots: UnsafePointer<UnsafeMutableRawPointer>, _ count: Int) {
    for chunk in 0..<chunks {
      let place = 16 + 16 * chunk
      var (most, both, before) = (worst[chunk], joined[chunk], last[chunk])
      if isEmpty { first[chunk] = slots[0].load(fromByteOffset: place, as: SIMD16<UInt8>.self) }
      for index in 0..<count {
        let row = slots[index].load(fromByteOffset: place, as: SIMD16<UInt8>.self)
        most = pointwiseMax(most, row)
        both |= ((before &>> 1) & row) | (row &>> 2)
        before = row
      }
      (worst[chunk], joined[chunk], last[chunk]) = (most, both, before)
    }
    isEmpty = false
  }

  /// Adds what has no row; its place among the rows is taken by one of zeros.
  func addDirectly(_ values: [Int]) {
    for (lane, value) in values.enumerated() { sums[lane] += Int64(value) }
    for lanes in layout.tokenizers {
      if lanes.limit >= 0 {
        let code = UInt8(truncatingIfNeeded: values[lanes.limit])
        let (chunk, lane) = (lanes.limit >> 4, lanes.limit & 15)
        worst[chunk][lane] = max(worst[chunk][lane], code)
      }
      // What stands beside it is not known here, so it is taken for the same.
      if lanes.edges >= 0, values[lanes.edges] != 0 {
        joined[lanes.edges >> 4][lanes.edges & 15] |= 1
      }
    }
  }

  /// Whether the pieces of a tokenizer depend on nothing around them.
  func isProved(_ lanes: LaneLayout.Lanes) -> Bool {
    if lanes.limit >= 0, sums[lanes.magnitude] > LaneLayout.limit(ofCode: code(lanes.limit)) {
      return false
    }
    return lanes.edges < 0 || !isJoined(lanes.edges)
  }

  /// Writes the sums as the values of one piece, from `place` on.
  func write(into values: inout [Int], from place: Int) {
    for lane in 0..<layout.count { values[place + lane] = Int(sums[lane]) }
    for lanes in layout.tokenizers {
      if lanes.limit >= 0 { values[place + lanes.limit] = Int(code(lanes.limit)) }
      if lanes.edges >= 0 {
        let (chunk, lane) = (lanes.edges >> 4, lanes.edges & 15)
        values[place + lanes.edges] =
          Int(first[chunk][lane] & 1) | Int(last[chunk][lane] & 2)
          | (isJoined(lanes.edges) ? 4 : 0)
      }
    }
  }

  private func code(_ lane: Int) -> UInt8 { worst[lane >> 4][lane & 15] }

  private func isJoined(_ lane: Int) -> Bool { joined[lane >> 4][lane & 15] & 1 != 0 }
}

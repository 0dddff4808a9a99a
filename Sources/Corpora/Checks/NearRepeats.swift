/// Finds documents that are nearly the same as an earlier one.
///
/// MinHash (Broder 1997) by one permutation in 32 bins, empty ones filled from their neighbour (Shrivastava
/// and Li 2014); bins in bands of four find candidates, and the share of equal bins estimates the share
/// of runs of words that two documents have in common. A pair of similarity s becomes a candidate with
/// the chance 1 − (1 − s⁴)⁸: 0.98 for s = 0.8, 0.4 for s = 0.5. Some 300 bytes for each document.
struct NearRepeats {
  /// The share of equal bins from which two documents are near repeats.
  static let threshold = 26  // of 32: 0.81
  private static let bins = 32
  private static let band = 4

  private var signatures: [UInt32] = []
  private var bands: [[UInt64: Int32]]
  private var scratch = [UInt32](repeating: 0, count: Self.bins)

  init() { bands = Array(repeating: [:], count: Self.bins / Self.band) }

  /// The number of documents added.
  var count: Int { signatures.count / Self.bins }

  /// Adds a document by the hashes of its runs of words, of which there is at least one.
  ///
  /// - Returns: the number of an earlier document that it nearly repeats; nil where there is none.
  mutating func add(_ runs: [UInt64]) -> Int? {
    sign(runs)
    let number = Int32(count)
    var found: Int32?
    for index in bands.indices {
      var key: UInt64 = UInt64(index)
      for bin in 0..<Self.band {
        key = (key ^ UInt64(scratch[index * Self.band + bin])) &* 0x9E37_79B9_7F4A_7C15
        key ^= key >> 29
      }
      // Order does not matter: the dictionary is looked up, never walked.
      if let earlier = bands[index][key] {
        if found.map({ earlier < $0 }) ?? true, isNear(Int(earlier)) { found = earlier }
      } else {
        bands[index][key] = number
      }
    }
    signatures.append(contentsOf: scratch)
    return found.map(Int.init)
  }

  private mutating func sign(_ runs: [UInt64]) {
    for bin in scratch.indices { scratch[bin] = .max }
    for run in runs {
      // The bin by the top bits, the value by others.
      let bin = Int(run >> 59)
      scratch[bin] = min(scratch[bin], UInt32(truncatingIfNeeded: run) >> 1)
    }
    let whole = scratch
    for bin in scratch.indices where whole[bin] == .max {
      var step = 1
      while whole[(bin + step) % Self.bins] == .max, step < Self.bins { step += 1 }
      // A value borrowed over another distance must not look the same.
      scratch[bin] = whole[(bin + step) % Self.bins] ^ UInt32(truncatingIfNeeded: step) << 26
    }
  }

  private func isNear(_ earlier: Int) -> Bool {
    var same = 0
    for bin in 0..<Self.bins where signatures[earlier * Self.bins + bin] == scratch[bin] {
      same += 1
    }
    return same >= Self.threshold
  }
}

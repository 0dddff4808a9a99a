extension PairTable {
  /// Adds the pairs of every split of one token into two tokens, at O(length) look-ups.
  ///
  /// The hash of a part follows from the hashes of two prefixes, so each split costs two look-ups,
  /// whatever the token's length. The first slots of all parts of a token are read before any is
  /// looked at, so that these reads, far apart in memory, go side by side.
  mutating func insertSplits(
    of index: Int, _ token: UnsafePointer<UInt8>, _ length: Int, _ tokens: borrowing TokenTable,
    _ singles: UnsafePointer<UInt32>
  ) {
    let parts = SplitParts(length)
    defer { parts.deallocate() }
    parts.read(token, length, tokens)
    for cut in 1..<length {
      let left =
        cut == 1
        ? Int(singles[Int(token[0])])
        : tokens.find(token, cut, mixed: parts.left[cut], first: parts.leftSlot[cut])
      if left < 0 { continue }
      let right =
        cut == length - 1
        ? Int(singles[Int(token[cut])])
        : tokens.find(
          token + cut, length - cut, mixed: parts.right[cut], first: parts.rightSlot[cut])
      if right < 0 { continue }
      insert(UInt32(left), UInt32(right), makes: UInt32(index))
    }
  }
}

/// For each cut of a token the hashes of both parts and the slots that they name first.
private struct SplitParts {
  let left: UnsafeMutablePointer<UInt64>
  let right: UnsafeMutablePointer<UInt64>
  let leftSlot: UnsafeMutablePointer<UInt32>
  let rightSlot: UnsafeMutablePointer<UInt32>
  private let powers: UnsafeMutablePointer<UInt64>
  private let prefixes: UnsafeMutablePointer<UInt64>

  init(_ longest: Int) {
    left = .allocate(capacity: longest + 1)
    right = .allocate(capacity: longest + 1)
    leftSlot = .allocate(capacity: longest + 1)
    rightSlot = .allocate(capacity: longest + 1)
    powers = .allocate(capacity: longest + 1)
    prefixes = .allocate(capacity: longest + 1)
    powers[0] = 1
    prefixes[0] = 0
    for length in 1...longest { powers[length] = powers[length - 1] &* TokenTable.base }
  }

  func deallocate() {
    left.deallocate()
    right.deallocate()
    leftSlot.deallocate()
    rightSlot.deallocate()
    powers.deallocate()
    prefixes.deallocate()
  }

  @inline(__always)
  func read(_ token: UnsafePointer<UInt8>, _ length: Int, _ tokens: borrowing TokenTable) {
    for end in 1...length {
      prefixes[end] = prefixes[end &- 1] &* TokenTable.base &+ UInt64(token[end &- 1]) &+ 1
    }
    let whole = prefixes[length]
    for cut in 1..<length {
      left[cut] = TokenTable.mix(prefixes[cut])
      leftSlot[cut] = tokens.firstSlot(left[cut])
      right[cut] = TokenTable.mix(whole &- prefixes[cut] &* powers[length &- cut])
      rightSlot[cut] = tokens.firstSlot(right[cut])
    }
  }
}

extension PairTable {
  /// The pairs of every split of every token of three bytes and more; two bytes have a table of their
  /// own.
  ///
  /// The hash of a part follows from the hashes of two prefixes, so each split costs two look-ups,
  /// whatever the token's length. The first slots of all parts of a token are read before any is
  /// looked at, so that these reads, far apart in memory, go side by side.
  init(
    allSplitsOf tokens: borrowing TokenTable, _ count: Int, _ bytes: UnsafePointer<UInt8>,
    _ offsets: UnsafePointer<UInt32>, _ singles: UnsafePointer<UInt32>
  ) {
    self.init(expecting: count * 2)
    var longest = 1
    for index in 0..<count { longest = max(longest, Int(offsets[index + 1] - offsets[index])) }
    let parts = SplitParts(longest)
    defer { parts.deallocate() }
    for index in 0..<count {
      let token = bytes + Int(offsets[index])
      let length = Int(offsets[index + 1] - offsets[index])
      if length < 3 { continue }
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

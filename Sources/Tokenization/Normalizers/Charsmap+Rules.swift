extension Charsmap {
  /// Whether a rule takes a space together with something else.
  ///
  /// O(256 · places of the trie).
  var joinsSpaces: Bool {
    let units = self.units.base
    let root = Self.offset(units[0])
    // Rules with equal ends share places, and a damaged trie may lead back to itself.
    var isSeen = [Bool](repeating: false, count: self.units.count)
    isSeen[root] = true
    var waiting = [root]
    while let place = waiting.popLast() {
      for byte in 0..<256 {
        let unit = units[place ^ byte]
        // A value has no label.
        if Self.label(unit) != UInt32(byte) { continue }
        let next = place ^ byte ^ Self.offset(unit)
        if byte == 0x20, place != root || goesOn(from: next) { return true }
        if isSeen[next] { continue }
        isSeen[next] = true
        waiting.append(next)
      }
    }
    return false
  }

  private func goesOn(from place: Int) -> Bool {
    (1..<256).contains { Self.label(units.base[place ^ $0]) == UInt32($0) }
  }
}

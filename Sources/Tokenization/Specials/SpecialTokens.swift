import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds special tokens in text: the leftmost, and of those that start together the longest.
///
/// Only places whose byte begins a token are looked at, by `memchr` where all tokens begin with the same
/// byte, which is the usual case. Then one walk down a trie: O(n + candidates × longest token).
public struct SpecialTokens: Sendable {
  /// A token found in a text.
  public struct Match: Sendable, Hashable {
    /// The bytes of the text that it takes.
    public var range: Range<Int>
    /// The token.
    public var token: SpecialToken
  }

  /// The tokens that are looked for, distinct in bytes.
  public let tokens: [SpecialToken]
  private let trie: ByteTrie
  private let begins: FlatMemory<Bool>
  private let onlyFirst: UInt8?

  /// Creates a finder; tokens without bytes are left out, and of equal ones the first counts.
  public init(_ tokens: [SpecialToken]) {
    var seen = ByteTable(capacity: tokens.count)
    self.tokens = tokens.filter { token in
      !token.bytes.isEmpty && token.bytes.withUnsafeBufferPointer { seen.insert($0).isNew }
    }
    var begins = [Bool](repeating: false, count: 256)
    for token in self.tokens { begins[Int(token.bytes[0])] = true }
    self.begins = FlatMemory(begins)
    onlyFirst =
      begins.count { $0 } == 1 ? begins.firstIndex(of: true).map { UInt8($0) } : nil
    trie = ByteTrie(
      self.tokens.enumerated().map { (key: $1.bytes[...], value: Int32($0)) })
  }

  /// Whether there is nothing to look for.
  public var isEmpty: Bool { tokens.isEmpty }

  /// The first token in a text from an offset on; nil where there is none.
  public func firstMatch(in text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Match? {
    guard !tokens.isEmpty, let base = text.baseAddress else { return nil }
    let begins = self.begins.base
    let count = text.count
    var at = start
    while at < count {
      if let onlyFirst {
        guard let found = memchr(base + at, Int32(onlyFirst), count - at) else { return nil }
        at = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      } else {
        while at < count, !begins[Int(base[at])] { at += 1 }
        if at == count { return nil }
      }
      let found = longest(base + at, count: count - at)
      if found.length > 0 {
        return Match(range: at..<at + found.length, token: tokens[found.token])
      }
      at += 1
    }
    return nil
  }

  /// The first token in a text from an offset on; nil where there is none.
  public func firstMatch(in text: [UInt8], from start: Int = 0) -> Match? {
    text.withUnsafeBufferPointer { firstMatch(in: $0, from: start) }
  }

  private func longest(
    _ text: UnsafePointer<UInt8>, count: Int
  ) -> (length: Int, token: Int) {
    let units = trie.units.base
    var node: UInt32 = 0
    var best = (length: 0, token: 0)
    for index in 0..<count {
      let child = units[Int(node)].base ^ UInt32(text[index])
      let unit = units[Int(child)]
      if unit.check != node { break }
      node = child
      if unit.value >= 0 { best = (index + 1, Int(unit.value)) }
    }
    return best
  }
}

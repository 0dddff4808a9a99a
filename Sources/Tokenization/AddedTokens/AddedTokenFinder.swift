import Groundwork
import UnicodeTables

/// Finds added tokens in a text: of those that match, the leftmost, and there the longest.
///
/// Definition: `find_matches` in `added_vocabulary.rs` of `tokenizers` 0.23.3. O(bytes × longest token) at
/// worst; text in which no token begins costs a table look-up a byte, whatever the number of tokens.
struct AddedTokenFinder: Sendable {
  /// A match, or the text between two.
  struct Part: BitwiseCopyable {
    var start: Int
    var end: Int
    /// The token's id; negative for text.
    var id: Int64
  }

  private let trie: ByteTrie
  /// Whether a token begins with a byte.
  private let begins: FlatMemory<Bool>
  private let tokens: [AddedToken]
  /// Whether a special token that is found is left in the text.
  private let leavesSpecials: Bool

  /// Creates a finder of tokens by the forms in which they are looked for; nil where there are none.
  ///
  /// - Parameters:
  ///   - forms: The tokens with their forms.
  ///   - leavesSpecials: Whether a special token that is found is left in the text as one, so that no
  ///     shorter token inside it is found either: the reference's `encode_special_tokens`.
  /// - Throws: `Failure` for a form that is empty or that two tokens have: the reference cannot load
  ///   such a file either.
  init?(
    _ forms: [(token: AddedToken, form: [UInt8])], leavesSpecials: Bool = false
  ) throws(Failure) {
    if forms.allSatisfy({ leavesSpecials && $0.token.isSpecial }) { return nil }
    var begins = [Bool](repeating: false, count: 256)
    var known = ByteTable(capacity: forms.count)
    for (token, form) in forms {
      let text = String(decoding: token.content, as: UTF8.self)
      guard let first = form.first else {
        throw Failure(
          "the added token \(text.debugDescription) is empty once it is normalized",
          remedy: "give it \"normalized\": false")
      }
      begins[Int(first)] = true
      guard form.withUnsafeBufferPointer({ known.insert($0).isNew }) else {
        throw Failure(
          "the added token \(text.debugDescription) is the same as another once it is normalized",
          remedy: "remove one, or give it \"normalized\": false")
      }
    }
    self.begins = FlatMemory(begins)
    tokens = forms.map(\.token)
    self.leavesSpecials = leavesSpecials
    trie = ByteTrie(forms.enumerated().map { (key: $1.form[...], value: Int32($0)) })
  }

  /// Whether a token may begin with a byte.
  func mayBegin(_ byte: UInt8) -> Bool { begins.base[Int(byte)] }

  /// Appends the parts of a text, in order; one part, the text, where no token is in it.
  ///
  /// Parts may overlap where a token takes white space in which the next one begins, as they do in the
  /// reference.
  func find(_ text: UnsafeBufferPointer<UInt8>, into parts: inout [Part]) {
    guard let bytes = text.baseAddress else { return }
    let end = text.count
    let begins = begins.base
    var searched = 0
    var done = 0
    var space = -1 ... -1
    while true {
      while searched < end, !begins[Int(bytes[searched])] { searched &+= 1 }
      if searched >= end { break }
      guard let match = trie.longestMatch(bytes + searched, count: end - searched) else {
        searched += 1
        continue
      }
      let token = tokens[Int(match.value)]
      var start = searched
      var stop = searched + match.length
      searched = stop
      if leavesSpecials, token.isSpecial { continue }
      if token.isSingleWord,
        endsWithWord(bytes, start) || beginsWithWord(bytes + stop, count: end - stop)
      {
        continue
      }
      if token.stripsLeft { start = spaceStart(bytes, start, from: done) }
      if token.stripsRight {
        // White space that was measured is not measured again, or a million spaces would take long.
        if stop < space.lowerBound || stop > space.upperBound {
          space = stop...stop + spaceLength(bytes + stop, count: end - stop)
        }
        stop = space.upperBound
      }
      if done < start { parts.append(Part(start: done, end: start, id: -1)) }
      parts.append(Part(start: start, end: stop, id: Int64(token.id)))
      done = stop
    }
    if done < end { parts.append(Part(start: done, end: end, id: -1)) }
  }

  private func beginsWithWord(_ text: UnsafePointer<UInt8>, count: Int) -> Bool {
    guard count > 0 else { return false }
    return ScalarSet.word.contains(scalar(text, count: count))
  }

  private func endsWithWord(_ text: UnsafePointer<UInt8>, _ end: Int) -> Bool {
    guard let start = lastScalar(text, end) else { return false }
    return ScalarSet.word.contains(scalar(text + start, count: end - start))
  }

  /// Where the white space that ends at a place begins; `limit` at least.
  private func spaceStart(_ text: UnsafePointer<UInt8>, _ end: Int, from limit: Int) -> Int {
    var end = max(end, limit)
    while end > limit, let start = lastScalar(text, end),
      ScalarSet.whiteSpace.contains(scalar(text + start, count: end - start))
    {
      end = start
    }
    return end
  }

  private func spaceLength(_ text: UnsafePointer<UInt8>, count: Int) -> Int {
    var at = 0
    while at < count, ScalarSet.whiteSpace.contains(scalar(text + at, count: count - at)) {
      at += statedLength(text + at, count: count - at)
    }
    return at
  }

  private func lastScalar(_ text: UnsafePointer<UInt8>, _ end: Int) -> Int? {
    if end == 0 { return nil }
    var start = end - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }
}

/// The value of the scalar that well-formed UTF-8 begins with.
@inline(__always)
func scalar(_ text: UnsafePointer<UInt8>, count: Int) -> UInt32 {
  let first = UInt32(text[0])
  switch statedLength(text, count: count) {
  case 2: return (first & 0x1F) << 6 | UInt32(text[1] & 0x3F)
  case 3: return (first & 0xF) << 12 | UInt32(text[1] & 0x3F) << 6 | UInt32(text[2] & 0x3F)
  case 4:
    return (first & 7) << 18 | UInt32(text[1] & 0x3F) << 12 | UInt32(text[2] & 0x3F) << 6
      | UInt32(text[3] & 0x3F)
  default: return first
  }
}

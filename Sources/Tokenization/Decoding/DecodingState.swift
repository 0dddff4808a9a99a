import Groundwork

/// Turns ids into text one by one: what has come out so far never changes.
///
/// A value: a copy goes on by itself. Laws: what `push` gives for all ids, then what `finish` gives, is
/// what `decode` gives for all at once; where that is UTF-8, each part ends on a whole scalar.
public protocol DecodingState: Sendable {
  /// Takes an id and appends what is certain now.
  ///
  /// - Throws: `Failure` for an id that the vocabulary does not have; the state is then as before.
  mutating func push(_ id: UInt32, into output: inout [UInt8]) throws(Failure)
  /// Appends what still waits; the state is then that of a new text.
  mutating func finish(into output: inout [UInt8]) throws(Failure)
}

/// Decoding for tokenizers that say no rule for single ids: everything comes at the end.
struct WholeDecodingState: DecodingState {
  private let tokenizer: any Tokenizer
  private var ids: [UInt32] = []

  init(_ tokenizer: any Tokenizer) { self.tokenizer = tokenizer }

  mutating func push(_ id: UInt32, into output: inout [UInt8]) throws(Failure) {
    _ = try tokenizer.decode([id])
    ids.append(id)
  }

  mutating func finish(into output: inout [UInt8]) throws(Failure) {
    output += try tokenizer.decode(ids)
    ids.removeAll()
  }
}

/// Joins the bytes of tokens and holds back a scalar that is not whole yet.
struct ByteDecodingState: DecodingState {
  private let vocabulary: Vocabulary
  private var held: [UInt8] = []

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  mutating func push(_ id: UInt32, into output: inout [UInt8]) throws(Failure) {
    guard vocabulary.kind(of: id) != .unused else {
      throw .usage(
        "the id \(id) is no token of this vocabulary",
        remedy: "ids are below \(vocabulary.count)")
    }
    held += vocabulary[id]
    let whole = held.count - unfinishedScalarLength(held)
    output += held[..<whole]
    held.removeFirst(whole)
  }

  mutating func finish(into output: inout [UInt8]) {
    output += held
    held.removeAll()
  }
}

/// How many bytes at the end begin a scalar that further bytes can make whole: 0 to 3.
package func unfinishedScalarLength(_ bytes: some BidirectionalCollection<UInt8>) -> Int {
  let last = Array(bytes.suffix(3))
  for start in last.indices {
    let length = last.count - start
    let needed =
      switch last[start] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    if length >= needed { continue }
    if length == 1 { return 1 }
    // The second byte rules out overlong forms, surrogates and what lies above U+10FFFF.
    let second: ClosedRange<UInt8> =
      switch last[start] {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    guard second.contains(last[start + 1]) else { continue }
    if length == 2 || last[start + 2] & 0xC0 == 0x80 { return length }
  }
  return 0
}

import Groundwork
import Tokenization

/// Compares two tokenizers text by text, as special tokens are taken as text and as they are parsed.
final class ConversionProof {
  /// A text that two tokenizers cut differently.
  struct Difference {
    var text: [UInt8]
    var source: [UInt32]
    var target: [UInt32]
  }

  /// How special tokens in a text are compared.
  struct Modes {
    /// Whether ids are compared with special tokens taken as text.
    var asText = true
    /// Texts that hold one of these are left out there.
    var skippedAsText: [SpecialToken] = []
    /// Whether ids are compared with special tokens parsed.
    var parsed = true
    /// Texts that hold one of these are left out there.
    var skippedParsed: [SpecialToken] = []
  }

  /// The number of texts that were equal.
  private(set) var texts = 0
  private var pairs: [(source: any TextEncoder, target: any TextEncoder, skipped: SpecialTokens)] =
    []

  init(_ source: any Tokenizer, _ target: any Tokenizer, modes: Modes) {
    if modes.asText {
      pairs.append(
        (
          source.makeEncoder(specials: .text), target.makeEncoder(specials: .text),
          SpecialTokens(modes.skippedAsText)
        ))
    }
    if modes.parsed {
      pairs.append(
        (
          source.makeEncoder(specials: .parse), target.makeEncoder(specials: .parse),
          SpecialTokens(modes.skippedParsed)
        ))
    }
  }

  /// Where the two differ on a text; nil where they do not, and then the text is counted.
  func difference(on text: UnsafeBufferPointer<UInt8>) -> Difference? {
    if let found = compare(text) { return found }
    texts += 1
    return nil
  }

  private func compare(_ text: UnsafeBufferPointer<UInt8>) -> Difference? {
    for pair in pairs {
      if pair.skipped.firstMatch(in: text) != nil { continue }
      var source: [UInt32] = []
      var target: [UInt32] = []
      pair.source.encode(text, into: &source)
      pair.target.encode(text, into: &target)
      if source != target {
        return Difference(text: Array(text), source: source, target: target)
      }
    }
    return nil
  }

  /// Where the two differ on a text; nil where they do not.
  func difference(on text: [UInt8]) -> Difference? {
    // Without bytes there is no base address, which encoders take as an empty text.
    text.withUnsafeBufferPointer { difference(on: $0) }
  }

  /// The first text of a list on which the two differ.
  func firstDifference(_ list: some Sequence<[UInt8]>) -> Difference? {
    for text in list {
      if let found = difference(on: text) { return found }
    }
    return nil
  }

  /// The same difference on a part of the text that is as short as leaving out scalars makes it.
  ///
  /// - Complexity: some hundred encodings; a text of more than 100,000 bytes stays whole.
  func shortened(_ found: Difference) -> Difference {
    var best = found
    var scalars = Array(String(decoding: found.text, as: UTF8.self).unicodeScalars)
    if found.text.count > 100_000 { return best }
    var size = scalars.count / 2
    var tries = 0
    while size > 0, tries < 2000 {
      var at = 0
      while at + size <= scalars.count, tries < 2000 {
        tries += 1
        var rest = scalars
        rest.removeSubrange(at..<at + size)
        var text = ""
        text.unicodeScalars.append(contentsOf: rest)
        if let shorter = Array(text.utf8).withUnsafeBufferPointer({ compare($0) }) {
          best = shorter
          scalars = rest
        } else {
          at += size
        }
      }
      size /= 2
    }
    return best
  }

  /// The texts of a vocabulary's tokens: those that are UTF-8, with spaces for marks and as they are
  /// written.
  static func texts(of tokenizer: any Tokenizer) -> some Sequence<[UInt8]> {
    let vocabulary = tokenizer.vocabulary
    return (0..<UInt32(vocabulary.count)).lazy.flatMap { id -> [[UInt8]] in
      let token = Array(vocabulary[id])
      if token.isEmpty || firstInvalidUTF8(token) != nil { return [] }
      switch vocabulary.kind(of: id) {
      case .byte: return [token, ByteFallbackTokens.spelling(token[0])]
      case .normal:
        guard let mark = vocabulary.spaceMark, token.starts(with: mark) else { return [token] }
        return [token, [0x20] + token.dropFirst(mark.count)]
      default: return [token, [0x61] + token + [0x62]]
      }
    }
  }
}

extension ConversionProof.Difference {
  /// `the text "…" would be [1 2] and not [3]`; short texts that are not ASCII also by their scalars.
  var description: String {
    let shown =
      text.count <= 200
      ? "\"\(String(decoding: text, as: UTF8.self))\""
      : "\"\(String(decoding: text.prefix(60), as: UTF8.self))…\" (\(text.count) bytes)"
    let scalars = String(decoding: text.prefix(64), as: UTF8.self).unicodeScalars
    var names = ""
    if scalars.count <= 6, scalars.contains(where: { !$0.isASCII }) {
      let list = scalars.map { scalar -> String in
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
      }
      names = " (\(list.joined(separator: " ")))"
    }
    let first = zip(source, target).prefix { $0 == $1 }.count
    return "the text \(shown)\(names) would be \(Self.list(target, from: first)) and not "
      + Self.list(source, from: first)
  }

  private static func list(_ ids: [UInt32], from first: Int) -> String {
    var shown = ids.dropFirst(first).prefix(8).map(String.init)
    if first > 0 { shown.insert("…", at: 0) }
    if ids.count - first > 8 { shown.append("…") }
    return "[\(shown.joined(separator: " "))]"
  }
}

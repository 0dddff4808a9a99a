/// Makes the vocabularies of a pipeline: as the file writes tokens, and as the bytes they stand for.
enum VocabularyBuilder {
  /// The model's tokens with the added ones, which win where both have an id.
  static func withAdded(
    _ tokens: Vocabulary, _ added: [(token: AddedToken, form: [UInt8])]
  ) -> Vocabulary {
    let added = added.sorted { $0.token.id < $1.token.id }
    // Mostly they are tokens of the model, or follow behind it.
    var result = tokens
    for (token, form) in added {
      if Int(token.id) == result.count {
        result.append(form[...], kind: token.kind)
      } else if Int(token.id) < tokens.count, tokens.kind(of: token.id) != .unused,
        tokens[token.id].elementsEqual(form)
      {
        if tokens.kind(of: token.id) != .unknown { result.setKind(token.kind, of: token.id) }
      } else {
        return rebuilt(tokens, added)
      }
    }
    return result
  }

  /// The same, token by token.
  private static func rebuilt(
    _ tokens: Vocabulary, _ added: [(token: AddedToken, form: [UInt8])]
  ) -> Vocabulary {
    let count = max(tokens.count, added.last.map { Int($0.token.id) + 1 } ?? 0)
    var result = Vocabulary(spaceMark: tokens.spaceMark)
    result.reserveCapacity(tokens: count, bytes: tokens.bytes.count + added.count * 16)
    var next = 0
    for id in 0..<UInt32(count) {
      if next < added.count, added[next].token.id == id {
        let isUnknown = tokens.kind(of: id) == .unknown
        result.append(added[next].form[...], kind: isUnknown ? .unknown : added[next].token.kind)
        next += 1
      } else {
        result.append(tokens[id], kind: tokens.kind(of: id))
      }
    }
    return result
  }

  /// The bytes that the tokens stand for.
  static func undone(_ written: Vocabulary, _ parts: PipelineParts) -> Vocabulary {
    var prefix: [UInt8] = []
    var suffix: [UInt8] = []
    var hasBytes = false
    switch parts.model {
    case .bpe(let bpe):
      prefix = bpe.continuingPrefix
      suffix = bpe.endOfWordSuffix
      hasBytes = bpe.byteFallback
    case .wordPiece(let mark, _, _): prefix = mark
    case .unigram(_, _, let fallback): hasBytes = fallback
    case .wordLevel, .unigramRow: break
    }
    if prefix.isEmpty, suffix.isEmpty, !hasBytes, !parts.hasByteLevelMarks { return written }
    let alphabet = parts.hasByteLevelMarks ? ByteLevelAlphabet.bytes : []
    var kinds = written.kinds
    var offsets = [0]
    offsets.reserveCapacity(written.count + 1)
    // No token gets longer. One byte more, so that there is memory where all tokens are empty.
    let bytes = [UInt8](unsafeUninitializedCapacity: written.bytes.count + 1) { target, count in
      count = 0
      guard let base = target.baseAddress else { return }
      written.bytes.withUnsafeBufferPointer { source in
        for id in 0..<written.count {
          let token = UnsafeBufferPointer(
            rebasing: source[written.offsets[id]..<written.offsets[id + 1]])
          let output = base + count
          if kinds[id] == .normal {
            if let length = decode(token, alphabet, into: output) {
              count += length
            } else if hasBytes, let byte = byteFallback(token) {
              output.initialize(to: byte)
              kinds[id] = .byte
              count += 1
            } else {
              count += copy(inner(token, prefix, suffix), to: output)
            }
          } else {
            count += copy(token, to: output)
          }
          offsets.append(count)
        }
      }
    }
    return Vocabulary(bytes: bytes, offsets: offsets, kinds: kinds, spaceMark: written.spaceMark)
  }

  /// Where the model's tokens would start if each stood for one byte a letter; nil where that is so in
  /// `vocabulary`, or where the letters stand for no bytes.
  ///
  /// An added token that is a letter, or several, is no bytes in the vocabulary: texts that have it get
  /// what it is. The model's merging gives its id as well, for the bytes.
  static func byteOffsets(_ parts: PipelineParts, _ vocabulary: Vocabulary) -> [Int]? {
    guard parts.byteLevel != nil else { return nil }
    func letters(_ id: UInt32) -> Int { parts.tokens[id].count { $0 & 0xC0 != 0x80 } }
    let isSame = (0..<UInt32(parts.tokens.count)).allSatisfy { id in
      vocabulary.kind(of: id) == .normal || vocabulary[id].count == letters(id)
    }
    if isSame { return nil }
    var offsets = [0]
    offsets.reserveCapacity(vocabulary.count + 1)
    for id in 0..<UInt32(vocabulary.count) { offsets.append(offsets[Int(id)] + letters(id)) }
    return offsets
  }

  /// Writes the bytes that a token's letters stand for; nil where some scalar is no such letter.
  @inline(__always)
  private static func decode(
    _ token: UnsafeBufferPointer<UInt8>, _ alphabet: [Int16],
    into output: UnsafeMutablePointer<UInt8>
  ) -> Int? {
    if alphabet.isEmpty { return nil }
    var at = 0
    var written = 0
    while at < token.count {
      var scalar = Int(token[at])
      at += 1
      if scalar >= 0x80 {
        guard scalar < 0xE0, at < token.count else { return nil }
        scalar = (scalar & 0x1F) << 6 | Int(token[at] & 0x3F)
        at += 1
      }
      guard scalar < alphabet.count, alphabet[scalar] >= 0 else { return nil }
      (output + written).initialize(to: UInt8(truncatingIfNeeded: alphabet[scalar]))
      written += 1
    }
    return written
  }

  @inline(__always)
  private static func copy(
    _ token: UnsafeBufferPointer<UInt8>, to output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    if let base = token.baseAddress { output.initialize(from: base, count: token.count) }
    return token.count
  }

  /// A token without the prefix of tokens inside words, and without the suffix of words.
  private static func inner(
    _ token: UnsafeBufferPointer<UInt8>, _ prefix: [UInt8], _ suffix: [UInt8]
  ) -> UnsafeBufferPointer<UInt8> {
    var rest = token[...]
    if !prefix.isEmpty, rest.count > prefix.count, rest.starts(with: prefix) {
      rest = rest.dropFirst(prefix.count)
    }
    if !suffix.isEmpty, rest.count > suffix.count, rest.suffix(suffix.count).elementsEqual(suffix) {
      rest = rest.dropLast(suffix.count)
    }
    return UnsafeBufferPointer(rebasing: rest)
  }

  /// The byte of `<0x0A>`.
  @inline(__always)
  private static func byteFallback(_ token: UnsafeBufferPointer<UInt8>) -> UInt8? {
    guard token.count == 6, token[0] == UInt8(ascii: "<"), token[1] == UInt8(ascii: "0"),
      token[2] == UInt8(ascii: "x"), token[5] == UInt8(ascii: ">")
    else { return nil }
    return UInt8(String(decoding: token[3..<5], as: UTF8.self), radix: 16)
  }
}

extension AddedToken {
  /// The kind that the vocabulary shows.
  fileprivate var kind: TokenKind { isSpecial ? .control : .userDefined }
}

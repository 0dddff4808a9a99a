import Groundwork

extension BPETrainingOptions {
  /// Throws (usage) what cannot be trained whatever the text is.
  public func validate() throws(Failure) {
    if case .characters(let coverage, _) = alphabet, !(coverage > 0 && coverage <= 1) {
      throw .usage(
        "a character coverage of \(coverage) is not above 0 and at most 1",
        remedy: "use 0.9995, or 1 for a small alphabet")
    }
    if minimumFrequency < 1 {
      throw .usage("a minimum frequency of 0 means nothing", remedy: "use 1 or more")
    }
    if let length = maxPieceLength, length < 1 {
      throw .usage("a longest piece of \(length) means nothing", remedy: "use 1 or more")
    }
    if let limit = limitAlphabet, limit < 1 {
      throw .usage("an alphabet of \(limit) letters means nothing", remedy: "use 1 or more")
    }
    if likeness == .sentencePiece { try validateLikeSentencePiece() }
    try validateSpecials()
    if startsFromBytes, likeness == .native { try requireRoom(letters: 256) }
    // Scores of SentencePiece models are whole numbers in 32-bit floats; RankTokenizer takes 2²² ids.
    let largest = startsFromBytes ? 1 << 22 : 1 << 24
    if vocabularySize > largest {
      throw .usage(
        "a vocabulary of \(vocabularySize) is larger than a model can hold",
        remedy: "use \(largest) at most")
    }
  }

  private func validateLikeSentencePiece() throws(Failure) {
    if startsFromBytes {
      throw .usage(
        "sentencepiece trains on characters, not on bytes",
        remedy: "write a .model, or leave out --like sentencepiece")
    }
    if case .characters(let coverage, _) = alphabet, coverage < 0.98 {
      throw .usage(
        "spm_train takes a character coverage of 0.98 to 1, not \(coverage)",
        remedy: "use 0.98 or more, or leave out --like sentencepiece")
    }
    if !(1...512).contains(maxPieceLength ?? 0) {
      throw .usage(
        "spm_train takes a longest piece of 1 to 512 characters",
        remedy: "use --max-piece-length 16, or leave out --like sentencepiece")
    }
    if requiredCharacters.unicodeScalars.contains("\u{2585}") {
      throw .usage(
        "--required-chars holds U+2585, which stands for the unknown in spm_train",
        remedy: "leave it out")
    }
  }

  private func validateSpecials() throws(Failure) {
    for special in specials where special.isEmpty {
      throw .usage("a special token is empty", remedy: "give it a text such as <|endoftext|>")
    }
    if likeness == .huggingFace { return }
    let roles =
      makesPieces ? symbols.roles.filter { $0.1.id != nil }.map { Array($0.1.piece.utf8) } : []
    var seen = Set(roles)
    for special in specials {
      if !seen.insert(Array(special.utf8)).inserted {
        throw .usage("the special token \(special) is there twice", remedy: "name it once")
      }
    }
    for special in specials where hasByteFallback && Self.isBytePiece(special) {
      throw .usage(
        "the special token \(special) has the name of a byte piece",
        remedy: "name it otherwise, such as <|endoftext|>")
    }
    if makesPieces {
      let placed = try allSymbols.placed()
      if let last = placed.last, last.id >= vocabularySize, placed.count <= vocabularySize {
        throw .usage(
          "the piece \(last.piece) has the id \(last.id), and the vocabulary has \(vocabularySize) "
            + "pieces", remedy: "use a smaller id or a larger --vocab-size")
      }
    }
  }

  /// Whether a text is written as one of `<0x00>` … `<0xFF>`.
  private static func isBytePiece(_ special: String) -> Bool {
    let text = Array(special.utf8)
    let digits = "0123456789ABCDEF".utf8
    return text.count == 6 && text.starts(with: "<0x".utf8) && text[5] == 0x3E
      && digits.contains(text[3]) && digits.contains(text[4])
  }

  /// Throws (usage) where a piece that training does not make is a letter too: no model can hold one piece
  /// twice.
  func requireDistinct(letters: TokenList) throws(Failure) {
    if !makesPieces { return }
    let texts = Set(try allSymbols.placed().map { Array($0.piece.utf8) })
    for letter in 0..<letters.count {
      let text = Array(letters[UInt32(letter)])
      if texts.contains(text) {
        throw .usage(
          "the special token \(String(decoding: text, as: UTF8.self)) is a character of the text",
          remedy: "name it otherwise, such as <|endoftext|>")
      }
    }
  }

  /// Throws (usage) where the alphabet alone is larger than the vocabulary.
  func requireRoom(letters: Int) throws(Failure) {
    if likeness == .huggingFace { return }
    let least = letters + reservedCount
    if vocabularySize >= least { return }
    if startsFromBytes {
      throw .usage(
        "a vocabulary of \(vocabularySize) has no room for 256 bytes and "
          + "\(specials.count) special tokens",
        remedy: "use a size of at least \(least)")
    }
    throw .usage(
      "a vocabulary of \(vocabularySize) has no room for \(letters) characters and "
        + "\(reservedCount) reserved pieces",
      remedy: "use a size of at least \(least), or a lower character coverage")
  }
}

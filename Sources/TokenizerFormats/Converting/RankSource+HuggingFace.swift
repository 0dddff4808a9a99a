import Groundwork
import Tokenization

extension RankSource {
  /// As a tokenizer.json: `Split` with the pattern and `ByteLevel`, a BPE with `ignore_merges` whose merges
  /// are the last ones of each token, and the special tokens as added ones.
  func huggingFace(_ options: ConversionOptions) throws(Failure) -> ConversionDraft {
    var obstacles: [ConversionObstacle] = []
    let regex = SplitPattern.onigurumaText(of: pattern)
    if regex == nil {
      obstacles.append(
        ConversionObstacle(
          "the split pattern \(pattern.inQuotes) means something else in Oniguruma, which "
            + "tokenizers uses, or cannot be taken there", examples: ["a\nb \n c", "  a  "]))
    }
    let isGPT2 = SplitPattern.named(pattern)?.name == "gpt2"
    var file = TokenizerJSON(bpe: parts(&obstacles))
    file.addedTokens = addedTokens
    file.preTokenizer = HuggingFaceStage.preTokenizers(
      isGPT2
        ? [HuggingFaceStage.byteLevel(usesRegex: true)]
        : [HuggingFaceStage.split(regex: regex ?? "[\\s\\S]+"), HuggingFaceStage.byteLevel()])
    file.decoder = HuggingFaceStage.byteLevel()
    var draft = try ConversionDraft(file)
    draft.obstacles = obstacles
    return draft
  }

  private var addedTokens: [AddedToken] {
    specials.map { special in
      var token = AddedToken(id: special.id, content: Array(special.text.utf8))
      token.isNormalized = false
      token.isSpecial = true
      return token
    }
  }

  /// Whether special tokens get their ids without being tokens of the model: they come after the last
  /// token, and there are no holes.
  private var specialsFollow: Bool {
    tokens.ranks.last.map { Int($0) + 1 } == tokens.count
      && specials.enumerated().allSatisfy { Int($1.id) == tokens.count + $0 }
  }

  private func parts(_ obstacles: inout [ConversionObstacle]) -> BPEParts {
    let follow = specialsFollow
    let count = follow ? tokens.count : vocabularySize
    var written = Vocabulary()
    written.reserveCapacity(tokens: count, bytes: tokens.bytes.count * 3 / 2)
    var index = 0
    var special = 0
    let specialTexts = Set(specials.map { Array($0.text.utf8) })
    for id in 0..<UInt32(count) {
      if index < tokens.count, tokens.ranks[index] == id {
        let letters = tokens[index].flatMap { ByteLevelAlphabet.letters[Int($0)] }
        if specialTexts.contains(letters) {
          obstacles.append(
            ConversionObstacle(
              "the token \(id) is written in byte-level letters as a special token is",
              example: tokens[index]))
          written.append([], kind: .unused)
        } else {
          written.append(letters)
        }
        index += 1
      } else if !follow, special < specials.count, specials[special].id == id {
        written.append(specials[special].text.utf8)
        special += 1
      } else {
        written.append([], kind: .unused)
      }
    }
    let merges = reducedMerges.compactMap { merge -> BPEParts.Merge? in
      guard let left = merge.left, let right = merge.right else { return nil }
      return BPEParts.Merge(left: left, right: right, result: merge.result)
    }
    var parts = BPEParts(tokens: written, merges: merges)
    parts.ignoresMerges = true
    return parts
  }
}

extension ConversionDraft {
  /// Writes a tokenizer.json and reads it again.
  init(_ file: TokenizerJSON) throws(Failure) {
    let bytes = try file.serialized()
    self.init(
      bytes: bytes, tokenizer: try HuggingFaceReader.load(bytes: bytes, file: "the tokenizer.json"))
  }
}

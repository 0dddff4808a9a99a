import Groundwork
import Tokenization

extension PipelineSource {
  /// As a rank file and its side file: a byte-level BPE whose merges are in the order of the ids they
  /// make, with nothing around it but one split.
  ///
  /// - Throws: `Failure` for a model of another kind.
  func tiktoken(_ options: ConversionOptions) throws(Failure) -> ConversionDraft {
    guard case .bpe(let bpe) = tokenizer.parts.model, tokenizer.parts.hasByteLevelMarks else {
      throw Failure(
        tokenizer.summary.model == "bpe"
          ? "it merges scalars, and a rank file holds merges of bytes"
          : "its model \(tokenizer.summary.model) does not merge, and a rank file holds merges of bytes"
      )
    }
    var obstacles = stageObstacles + modelObstacles(bpe)
    let pattern = splitPattern(&obstacles)
    var notes: [String] = []
    let source = rankSource(bpe, pattern: pattern, &notes)
    obstacles += mergeObstacles(bpe, source)
    var draft = try source.tiktoken(options)
    draft.obstacles = obstacles
    draft.notes = notes
    return draft
  }

  private var stageObstacles: [ConversionObstacle] {
    var obstacles: [ConversionObstacle] = []
    for normalizer in normalizers {
      obstacles.append(
        ConversionObstacle(
          "its normalizer \(Self.type(normalizer)) changes text, and tiktoken changes none",
          examples: ["e\u{301}", "\u{212B}", "\u{FB01} \u{FF21}", "ABC \u{C9}", " a  b "]))
    }
    for token in tokenizer.parts.added + userDefined {
      let name = String(decoding: token.content, as: UTF8.self).inQuotes
      if !token.isSpecial {
        obstacles.append(
          ConversionObstacle(
            "its added token \(name) is found in any text, and tiktoken finds special tokens alone",
            example: token.content))
      } else if token.stripsLeft || token.stripsRight || token.isSingleWord {
        obstacles.append(
          ConversionObstacle(
            "its special token \(name) takes white space beside it or stands as a word alone, which "
              + "tiktoken's do not", examples: ["a \(token.text) b", "a\(token.text)b"]))
      }
    }
    return obstacles
  }

  private func modelObstacles(_ bpe: BPEParts) -> [ConversionObstacle] {
    var obstacles: [ConversionObstacle] = []
    if !bpe.continuingPrefix.isEmpty || !bpe.endOfWordSuffix.isEmpty {
      obstacles.append(
        ConversionObstacle(
          "its model marks the inside or the end of words, which ranks cannot", examples: ["ab ab"])
      )
    }
    return obstacles
  }

  /// The pattern for tiktoken; that of a whole text where there is none.
  private func splitPattern(_ obstacles: inout [ConversionObstacle]) -> String {
    var list = preTokenizers
    var pattern = "[\\s\\S]+"
    func refuse(_ reason: String) {
      obstacles.append(
        ConversionObstacle(
          reason, examples: ["a,b  12345", "x=1; y", "Hello, world! 2024", "a.b", "'tis a"]))
    }
    guard let last = list.popLast(), Self.type(last) == "ByteLevel" else {
      refuse("its pre-tokenizer does not end in ByteLevel, so that text is cut in a way of its own")
      return pattern
    }
    if last["add_prefix_space"]?.bool == true {
      obstacles.append(
        ConversionObstacle(
          "its pre-tokenizer ByteLevel puts a space before the text, and tiktoken does not",
          examples: ["a"]))
    }
    let usesRegex = last["use_regex"]?.bool ?? true
    if list.isEmpty { return usesRegex ? "gpt2" : pattern }
    if list.count > 1 || usesRegex {
      let names = (list + (usesRegex ? [last] : [])).map(Self.type).joined(separator: ", ")
      refuse("its pre-tokenizers \(names) cut one after the other, and tiktoken cuts once")
      return usesRegex ? "gpt2" : pattern
    }
    let split = list[0]
    let behavior = split["behavior"]?.string ?? ""
    let isInverted = split["invert"]?.bool ?? false
    guard Self.type(split) == "Split", let regex = split["pattern"]?["Regex"]?.string,
      behavior == "Isolated" || (behavior == "Removed" && isInverted)
    else {
      refuse(
        "its pre-tokenizer \(Self.type(split)) cuts otherwise than at the matches of a pattern")
      return pattern
    }
    guard let text = SplitPattern.tiktokenText(of: regex) else {
      refuse(
        "its split pattern \(regex.inQuotes) means something else for tiktoken, or cannot be "
          + "taken there")
      return pattern
    }
    do throws(Failure) {
      _ = try SplitPattern.splitter(for: text)
      pattern = text
    } catch {
      refuse("for its split pattern tiktoken would fail: \(error.problem)")
    }
    return pattern
  }

  /// The tokens by rank; bytes without a token get ids behind all others, as no text gives them.
  private func rankSource(
    _ bpe: BPEParts, pattern: String, _ notes: inout [String]
  ) -> RankSource {
    let parts = tokenizer.parts
    let specials = (parts.added + hiddenSpecials).filter(\.isSpecial)
    let added = Set((parts.added + hiddenSpecials + userDefined).map(\.id))
    var tokens = RankedTokens()
    var seen = ByteTable(capacity: parts.tokens.count)
    var hasByte = [Bool](repeating: false, count: 256)
    for id in 0..<UInt32(parts.tokens.count) where !added.contains(id) {
      var bytes: [UInt8] = []
      let isWritten =
        parts.tokens.kind(of: id) != .unused
        && Array(parts.tokens[id]).withUnsafeBufferPointer {
          ByteLevelAlphabet.decode($0, into: &bytes)
        }
      // What is not written in letters comes out of no merge.
      guard isWritten, !bytes.isEmpty,
        bytes.withUnsafeBufferPointer({ seen.insert($0).isNew })
      else { continue }
      if bytes.count == 1 { hasByte[Int(bytes[0])] = true }
      tokens.append(bytes, rank: id)
    }
    var size = max(parts.tokens.count, specials.map { Int($0.id) + 1 }.max() ?? 0)
    let missing = (0..<256).filter { !hasByte[$0] }
    if !missing.isEmpty {
      notes.append(
        "\(missing.count) bytes have no token; tiktoken needs one, so they got the ids from \(size) on"
      )
      for byte in missing {
        tokens.append([UInt8(byte)], rank: UInt32(size))
        size += 1
      }
    }
    return RankSource(
      tokens: tokens,
      specials: specials.map { .init(text: $0.text, id: $0.id) }.sorted { $0.id < $1.id },
      pattern: pattern, vocabularySize: size)
  }

  private func mergeObstacles(_ bpe: BPEParts, _ source: RankSource) -> [ConversionObstacle] {
    var obstacles: [ConversionObstacle] = []
    let missing = (0..<256).filter { byte in
      ByteLevelAlphabet.isUsed(byte)
        && tokenizer.parts.index.id(of: ByteLevelAlphabet.letters[byte]) == nil
    }
    if let byte = missing.first {
      obstacles.append(
        ConversionObstacle(
          "it has no token for the byte 0x\(hexadecimal([UInt8(byte)])), which tokenizers leaves out and "
            + "tiktoken does not", examples: Self.texts(holding: UInt8(byte))))
    }
    let own = ListedMerging(bpe, index: tokenizer.parts.index).reduced()
    let ranks = source.reducedMerges
    let differing = ReducedMerges.firstDifference(own, ranks)
    if let id = differing.first {
      var obstacle = ConversionObstacle(
        "its merges are not those that the order of its ids gives; the token \(id) is the first that "
          + "differs")
      obstacle.examples = ReducedMerges.meetings(
        differing.map { Array(tokenizer.vocabulary[$0]) })
      obstacles.append(obstacle)
    }
    if !bpe.ignoresMerges {
      let made = Set(own.map(\.result))
      let whole = (0..<source.tokens.count).first {
        source.tokens[$0].count > 1 && !made.contains(source.tokens.ranks[$0])
      }
      if let whole {
        obstacles.append(
          ConversionObstacle(
            "merging does not give its token \(source.tokens.ranks[whole]), which tiktoken takes "
              + "whole", example: source.tokens[whole]))
      }
    }
    return obstacles
  }

  /// Texts whose UTF-8 holds a byte.
  static func texts(holding byte: UInt8) -> [String] {
    if byte < 0x80 { return [String(Unicode.Scalar(byte))] }
    let lengths: [(ClosedRange<UInt32>, UInt32)] = [
      (0x80...0x7FF, 1), (0x800...0xFFFF, 64), (0x10000...0x10FFFF, 4096),
    ]
    for (range, step) in lengths {
      for value in stride(from: range.lowerBound, through: range.upperBound, by: Int(step)) {
        if let scalar = Unicode.Scalar(value), String(scalar).utf8.contains(byte) {
          return [String(scalar)]
        }
      }
    }
    return []
  }
}

extension AddedToken {
  /// How it is written.
  var text: String { String(decoding: content, as: UTF8.self) }
}

import Groundwork
import Tokenization

/// What a SentencePiece normalizer is to do for the stages of a tokenizer.json.
struct PieceNormalizer {
  /// Whether a mark goes before each text.
  var addsPrefix = false
  /// Whether white space is squeezed.
  var squeezes = false
  /// Whether spaces become U+2581.
  var escapes = true
  /// The rules; empty for none.
  var charsmap: [UInt8] = []
}

extension PipelineSource {
  private static let mark = "\u{2581}"

  /// The normalizer that does what the source's do; obstacles name those that have no counterpart.
  func pieceNormalizer(_ obstacles: inout [ConversionObstacle]) -> PieceNormalizer {
    var result = PieceNormalizer()
    var list = normalizers[...]
    func isReplace(_ stage: JSONValue?, _ pattern: String, _ content: String) -> Bool {
      stage.map { Self.type($0) } == "Replace" && stage?["pattern"]?["String"]?.string == pattern
        && stage?["content"]?.string == content
    }
    if let first = list.first, Self.type(first) == "Precompiled" {
      var map: [UInt8] = []
      let text = Array((first["precompiled_charsmap"]?.string ?? "").utf8)
      _ = text.withUnsafeBufferPointer { Base64.decode($0, into: &map) }
      result.charsmap = map
      list = list.dropFirst()
      obstacles.append(
        ConversionObstacle(
          "tokenizers applies the rules of its normalizer Precompiled to grapheme clusters, and "
            + "sentencepiece to the text",
          examples: ["\u{FF21}\u{301}", "\u{FF76}\u{FF9E}", "\u{2460}\u{301}", "\u{1100}\u{1161}"]))
    }
    let squeezing = PieceSource.squeezing(escapes: true).map { $0.serialized() }
    if list.prefix(squeezing.count).map({ $0.serialized() }) == squeezing {
      result.squeezes = true
      list = list.dropFirst(squeezing.count)
    }
    if let first = list.first, Self.type(first) == "Prepend", first["prepend"]?.string == Self.mark
    {
      result.addsPrefix = true
      list = list.dropFirst()
    }
    var marksSpaces = false
    if isReplace(list.first, " ", Self.mark) {
      marksSpaces = true
      list = list.dropFirst()
    }
    for stage in list {
      let name =
        Self.type(stage) == "Replace"
        ? "Replace \((stage["pattern"] ?? .null).serialized())" : Self.type(stage)
      obstacles.append(
        ConversionObstacle(
          "its normalizer \(name) has no counterpart in a SentencePiece model without rules",
          examples: ["e\u{301} \u{212B}", "ABC \u{C9}", "\u{FB01}\u{FF21}", " a  b ", "a\tb", "a"]))
    }
    result.escapes = marksSpaces || marksInCuts
    if !result.escapes, result.addsPrefix || result.squeezes {
      obstacles.append(
        ConversionObstacle(
          "it puts U+2581 before a text, but does not turn spaces into it, as sentencepiece then does",
          examples: ["a b", "a\u{2581}b"]))
    }
    return result
  }

  /// Whether a pre-tokenizer turns spaces into marks.
  private var marksInCuts: Bool {
    preTokenizers.contains {
      Self.type($0) == "Metaspace" && $0["replacement"]?.string == Self.mark
    }
  }

  /// What the pre-tokenizers do that sentencepiece, which does not cut, does not.
  func addCutObstacles(_ obstacles: inout [ConversionObstacle], tokens: Vocabulary) {
    for stage in preTokenizers {
      switch Self.type(stage) {
      case "Split" where stage["pattern"]?["String"]?.string == " ":
        // Gemma's: behind `Replace` no space is left to cut at.
        let replaces = normalizers.contains {
          Self.type($0) == "Replace" && $0["pattern"]?["String"]?.string == " "
        }
        if replaces { continue }
      case "Metaspace":
        let scheme = stage["prepend_scheme"]?.string ?? "always"
        if scheme != "never", stage["add_prefix_space"]?.bool ?? true {
          obstacles.append(
            ConversionObstacle(
              "its pre-tokenizer Metaspace puts U+2581 only before text that has none there yet, and "
                + "sentencepiece before every text", examples: [" a", "a", "\u{2581}a"]))
        }
        let inner = (0..<UInt32(tokens.count)).first { hasInnerMark(tokens[$0]) }
        guard stage["split"]?.bool ?? true, let inner else { continue }
        obstacles.append(
          ConversionObstacle(
            "its pre-tokenizer Metaspace cuts before each U+2581, and its token \(inner) has one inside, "
              + "which sentencepiece would give", example: tokens[inner]))
        continue
      default: break
      }
      obstacles.append(
        ConversionObstacle(
          "its pre-tokenizer \(Self.type(stage)) cuts text, and sentencepiece does not",
          examples: ["a,b 12", "Hello, world!", "x=1;", "a b", "don't"]))
    }
  }

  private func hasInnerMark(_ token: ArraySlice<UInt8>) -> Bool {
    token.dropFirst(1).indices.contains { token[$0...].starts(with: [0xE2, 0x96, 0x81]) }
  }

  /// What the added tokens do that pieces do not.
  func addTokenObstacles(
    _ obstacles: inout [ConversionObstacle], _ normalizer: PieceNormalizer
  ) {
    let isUnigram = tokenizer.summary.model == "unigram"
    for token in tokenizer.parts.added where !token.isSpecial {
      let name = token.text.inQuotes
      let around = ["a\(token.text)b", token.text, "a \(token.text) b", "\(token.text)a"]
      let hasSpace = token.content.contains(0x20) || token.text.contains(Self.mark)
      if token.stripsLeft || token.stripsRight || token.isSingleWord {
        obstacles.append(
          ConversionObstacle(
            "its added token \(name) takes white space beside it or stands as a word alone, which "
              + "user-defined pieces do not", examples: around))
      } else if isUnigram {
        obstacles.append(
          ConversionObstacle(
            "its added token \(name) is cut out of the text, and a user-defined piece of a Unigram takes "
              + "part in the lattice", examples: around))
      } else if normalizer.addsPrefix || normalizer.squeezes || !normalizer.charsmap.isEmpty {
        obstacles.append(
          ConversionObstacle(
            "it normalizes the stretches beside its added token \(name) one by one, and sentencepiece "
              + "the text around a user-defined piece as one", examples: around))
      } else if hasSpace, !token.isNormalized || token.content.contains(0x20) {
        obstacles.append(
          ConversionObstacle(
            "its added token \(name) is looked for before spaces become U+2581, and a user-defined "
              + "piece behind it", examples: around + ["a  b", "a\u{2581}\u{2581}b"]))
      }
    }
  }

  /// What a Unigram of tokenizer.json does that sentencepiece's does not.
  func addUnigramObstacles(
    _ scores: [Double], _ byteFallback: Bool, _ options: ConversionOptions,
    _ obstacles: inout [ConversionObstacle]
  ) {
    let vocabulary = tokenizer.vocabulary
    let single = scores.map { Float($0) }
    let normal = (0..<UInt32(scores.count)).filter { vocabulary.kind(of: $0) == .normal }
    if let id = normal.first(where: { Double(single[Int($0)]) != scores[Int($0)] }),
      !options.allowsRounding
    {
      obstacles.append(
        ConversionObstacle(
          "the score of its token \(id) is \(scores[Int(id)]), which single precision does not hold "
            + "(--allow-rounding rounds it)", examples: [ProbeTexts.longLine]))
    } else if let example = UnigramSums.roundingExample(normal.map { single[Int($0)] }),
      !options.allowsRounding
    {
      obstacles.append(example)
    }
    if let least = scores.min(), let own = normal.map({ scores[Int($0)] }).min(), least < own {
      obstacles.append(
        ConversionObstacle(
          "a token that is none of text has the least score, from which tokenizers takes that of unknown "
            + "scalars", examples: ["\u{10FFFD}a", "a\u{1F9FF}b"]))
    }
    if byteFallback,
      let id = (0..<UInt32(vocabulary.count)).first(where: {
        vocabulary.kind(of: $0) == .byte
      })
    {
      obstacles.append(
        ConversionObstacle(
          "tokenizers finds the text of its byte token \(id) in a text, and sentencepiece does not",
          example: tokenizer.parts.tokens[id]))
    }
  }
}

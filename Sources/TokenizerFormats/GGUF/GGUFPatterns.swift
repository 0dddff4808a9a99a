/// How llama.cpp cuts text for each `tokenizer.ggml.pre` of a `gpt2` model.
///
/// Facts of `src/llama-vocab.cpp` and `src/unicode.cpp`: steps are followed one after the other, each
/// cutting the pieces of the one before; what a pattern does not match is a piece too. Where llama.cpp's
/// pattern gives the pieces of one that has a scanner, the scanner's name stands here.
///
/// One deviation of llama.cpp is not followed: Unicode 16 decides here what a letter is, 15.1 there, so
/// that texts with scalars that Unicode 16 added may be cut otherwise.
struct GGUFPatterns: Sendable {
  /// One cut.
  enum Step: Sendable, Hashable {
    /// A pattern that has a scanner, by its name.
    case scanner(String)
    /// A regular expression.
    case regex(String)
    /// Runs of numbers, in threes from the right; text before a run belongs to the run's first piece.
    case numbersFromRight
    /// Runs of ASCII digits whose threes from the right are cut off.
    case digitsFromRight
    /// Runs of line feeds, and what lies between.
    case lines
  }

  /// The cuts in order.
  let steps: [Step]
  /// Whether a piece that is a token is taken whole.
  var ignoresMerges = false
  /// Whether tokens are text with U+2581 for a space, and bytes `<0xHH>`, in place of byte-level marks.
  var isText = false
  /// Whether a piece of line feeds that is a token is taken whole.
  var takesLinesWhole = false

  /// What belongs to a name; nil for one that is not known.
  static func named(_ name: String) -> GGUFPatterns? {
    if textual.contains(name) {
      return GGUFPatterns(
        steps: [.lines], isText: true, takesLinesWhole: name != "sarvam-moe")
    }
    for (names, steps) in table where names.contains(name) {
      return GGUFPatterns(steps: steps, ignoresMerges: wholeTokens.contains(name))
    }
    return nil
  }

  private static let wholeTokens: Set<String> = [
    "llama3", "llama-v3", "llama-bpe", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2",
    "jina-v5-nano", "tekken", "minicpm5", "youtu", "glm4", "glm5", "granite-embed-multi-97m",
  ]

  private static let textual: Set<String> = ["gemma4", "granite-embed-multi-311m", "sarvam-moe"]

  /// All names with their cuts.
  private static let table: [(names: Set<String>, steps: [Step])] = [
    (
      ["default"],
      [
        .regex(#"[\p{P}\$\+<=>\^~\|]+"#), .scanner("gpt2"), .regex(#"\p{N}+"#),
        .regex("[0-9][0-9][0-9]"),
      ]
    ),
    (
      [
        "gpt-2", "phi-2", "jina-es", "jina-de", "gigachat", "jina-v2-es", "jina-v2-de", "a.x-4.0",
        "mellum", "modern-bert", "jina-v1-en", "jina-v2-code", "roberta-bpe", "mpt", "olmo", "jais",
        "trillion", "granite-docling", "exaone4",
      ], [.scanner("gpt2")]
    ),
    (
      [
        "llama3", "llama-v3", "llama-bpe", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2",
        "jina-v5-nano", "dbrx", "smaug-bpe", "chatglm-bpe", "glm4", "glm5",
      ], [.scanner("llama3-ascii")]
    ),
    // Numbers of more than three are cut before the second pattern sees them.
    (["minicpm5"], [.regex(#"\p{N}{1,3}"#), .scanner("llama3-ascii")]),
    (
      [
        "qwen2", "deepseek-r1-qwen", "kormo", "f2llmv2", "stablelm2", "megrez", "hunyuan",
        "solar-open", "grok-2",
      ], [.scanner("qwen2-ascii")]
    ),
    (["laguna"], [.lines, .scanner("qwen2-ascii")]),
    (
      [
        "starcoder", "refact", "command-r", "smollm", "codeshell", "exaone", "minerva-7b",
        "mellum2",
      ], [.regex(#"\p{N}"#), .scanner("gpt2")]
    ),
    (
      ["falcon"],
      [.regex(#"[\p{P}\$\+<=>\^~\|`]+"#), .scanner("gpt2"), .regex("[0-9][0-9][0-9]")]
    ),
    (["superbpe"], [.regex(#"\p{N}+"#), .digitsFromRight]),
    (["poro-chat", "bloom", "gpt3-finnish"], [.regex(sentences)]),
    (["viking"], [.regex(sentences), .regex(#"\p{N}"#)]),
    (
      ["chameleon"],
      [
        .regex("<sentinel:[0-9]+>"), .regex("IMGIMG[A-I]{1,4}Z"), .regex(#"[\t\n]|    |  "#),
        .regex(#"\p{N}"#), .regex(#"[\p{P}!-/:-@\[-`\{-~]"#), .scanner("gpt2"),
      ]
    ),
    (
      ["tekken"],
      [.regex(asciiCase(marks: "", suffix: "") + #"|\p{N}"# + rest(after: #"[\r\n/]*"#))]
    ),
    (
      ["gpt-4o", "llama4", "kanana2", "talkie", "minimax-m2"],
      [
        .regex(
          asciiCase(marks: "", suffix: suffix) + #"|\p{N}{1,3}"# + rest(after: #"[\r\n/]*"#))
      ]
    ),
    (
      ["granite-embed-multi-97m"],
      [
        .regex(
          asciiCase(marks: #"\p{M}"#, suffix: suffix) + #"|\p{N}{1,3}"#
            + rest(after: #"[\r\n/]*"#))
      ]
    ),
    // All letters count as capitals and as small ones there, so that the two alternatives are one.
    (
      ["tiny_aya", "cohere2moe"],
      [
        .numbersFromRight,
        .regex(
          #"[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+"# + suffix + #"|\p{N}{1,3}"#
            + rest(after: #"[\r\n/]*"#)),
      ]
    ),
    (
      ["youtu"],
      [
        .regex(asianRuns),
        .regex(
          #"[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+"# + suffix + #"|\p{N}"# + rest(after: #"[\r\n/]*"#)),
      ]
    ),
    (
      ["qwen35"],
      [
        .regex(
          contractions + #"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}"#
            + #"| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#)
      ]
    ),
    (
      ["jais-2"],
      [
        .regex(
          contractions + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"#
            + #"|\s*[\r\n]+"#
            + [512, 256, 128, 64, 32, 16, 8, 4].map { #"|\s{\#($0)}(?!\S)"# }.joined()
            + #"|\s{1,2}(?!\S)|\s"#)
      ]
    ),
    (
      ["bailingmoe", "bailingmoe2", "llada-moe"],
      [
        .regex(
          contractions + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"#
            + #"|\s*[\r\n]|\s+(?!\S)|\s+"#)
      ]
    ),
    (
      ["seed-coder"],
      [
        .regex(
          contractions + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}\r\n]+"#
            + #"|\s*[\r\n]+|\s+(?!\S)|\s+"#)
      ]
    ),
    (
      ["ufakzeka"], [.regex(#"[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"# + rest(after: #"[\r\n]*"#))]
    ),
    (
      ["exaone-moe"],
      [
        .regex(
          contractions + #"|[^\r\n\p{L}\p{N}]?(?:\p{L}\p{M}*(?: \p{L}\p{M}*)*)+|\p{N}"#
            + #"| ?[^\s\p{L}\p{N}]+[\r\n/]?|\s*[\r\n]|\s+(?!\S)|\s+"#)
      ]
    ),
    (
      ["kimi-k2"],
      [
        .regex(
          "\(han)+|" + #"[^\r\n\p{L}\p{N}]?(?:(?!\#(han))\p{L})+"# + suffix + #"|\p{N}{1,3}"#
            + rest(after: #"[\r\n]*"#))
      ]
    ),
    (
      ["deepseek-coder"],
      [
        .regex("[\r\n]"), .regex(#"\s?\p{L}+"#), .regex(#"\s?\p{P}+"#), .regex(asianWords),
        .regex(#"\p{N}"#),
      ]
    ),
    (
      ["deepseek-llm"],
      [
        .regex("[\r\n]"), .regex(#"\s?"# + casedLetters + "+"), .regex(#"\s?"# + signs + "+"),
        // `\s+$`; spaces in a row are looked at once.
        .regex(#"(?<!\s)\s++(?!\S)"#), .regex(asianWords), .regex(#"\p{N}+"#),
      ]
    ),
    (
      ["deepseek-v3", "hunyuan-dense", "joyai-llm", "hy_v4"],
      [
        .regex(#"\p{N}{1,3}"#), .regex(kanaWords),
        .regex(markedWords + #"| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#),
      ]
    ),
    (
      ["spark2_5"],
      [
        .regex(#"\p{N}{1,3}"#), .regex(kanaWords),
        .regex(markedWords + #"| ?[\p{P}\p{S}]+|[\r\n]|\s+(?!\S)|\s+"#), .regex(#"\p{N}"#),
      ]
    ),
    (
      ["afmoe"],
      [
        .numbersFromRight, .regex(asianScripts),
        .regex(markedWords + #"| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#),
      ]
    ),
  ]
}

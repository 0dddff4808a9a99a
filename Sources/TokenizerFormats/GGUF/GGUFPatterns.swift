/// How llama.cpp cuts text for each `tokenizer.ggml.pre` of a `gpt2` model.
///
/// Facts of `src/llama-vocab.cpp`: patterns are followed one after the other, each cutting the pieces of
/// the one before; what a pattern does not match is a piece too. Where llama.cpp's pattern gives the
/// pieces of one that has a scanner, the scanner's name stands here. Two deviations of llama.cpp are not
/// followed: `(?i:'s)` takes `'ſ` here, as in the models' own tokenizers, and Unicode 16 decides what a
/// letter is.
struct GGUFPatterns: Sendable {
  /// The patterns in order: a name that `SplitPattern` knows, or a regular expression.
  let patterns: [String]
  /// Whether a piece that is a token is taken whole.
  var ignoresMerges = false

  /// What belongs to a name; nil for one that is not known.
  static func named(_ name: String) -> GGUFPatterns? {
    for (names, patterns) in all where names.contains(name) {
      return GGUFPatterns(patterns: patterns, ignoresMerges: wholeTokens.contains(name))
    }
    return nil
  }

  private static let wholeTokens: Set<String> = [
    "llama3", "llama-v3", "llama-bpe", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2",
    "jina-v5-nano", "tekken",
  ]

  private static let all: [(names: Set<String>, patterns: [String])] = [
    (["default"], [#"[\p{P}\$\+<=>\^~\|]+"#, "gpt2", #"\p{N}+"#, "[0-9][0-9][0-9]"]),
    (
      [
        "gpt-2", "phi-2", "jina-es", "jina-de", "gigachat", "jina-v2-es", "jina-v2-de", "a.x-4.0",
        "mellum", "modern-bert", "jina-v1-en", "jina-v2-code", "roberta-bpe", "mpt", "olmo", "jais",
        "trillion", "granite-docling", "exaone4",
      ], ["gpt2"]
    ),
    (
      [
        "llama3", "llama-v3", "llama-bpe", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2",
        "jina-v5-nano", "dbrx", "smaug-bpe", "glm4", "chatglm-bpe",
      ], ["llama3"]
    ),
    (
      [
        "qwen2", "deepseek-r1-qwen", "kormo", "f2llmv2", "stablelm2", "megrez", "hunyuan",
        "solar-open", "grok-2",
      ], ["qwen2"]
    ),
    (
      [
        "starcoder", "refact", "command-r", "smollm", "codeshell", "exaone", "minerva-7b",
        "mellum2",
      ], [#"\p{N}"#, "gpt2"]
    ),
    (["falcon"], [#"[\p{P}\$\+<=>\^~\|`]+"#, "gpt2", "[0-9][0-9][0-9]"]),
    (
      ["deepseek-coder"],
      ["[\r\n]", #"\s?\p{L}+"#, #"\s?\p{P}+"#, "[一-龥ࠀ-一가-\u{D7FF}]+", #"\p{N}"#]
    ),
    (["tekken"], [caseWords(suffix: "") + #"|\p{N}"# + caseRest]),
    (
      ["gpt-4o", "llama4", "kanana2", "talkie", "minimax-m2"],
      [
        caseWords(suffix: "(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])?")
          + #"|\p{N}{1,3}"# + caseRest
      ]
    ),
  ]

  private static let caseRest = #"| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#

  /// Words by case as llama.cpp has them: only ASCII letters have one, and marks are no part of words.
  private static func caseWords(suffix: String) -> String {
    let upper = #"(?:(?![a-z])\p{L})"#
    let lower = #"(?:(?![A-Z])\p{L})"#
    let before = #"[^\r\n\p{L}\p{N}]?"#
    return "\(before)\(upper)*\(lower)+\(suffix)|\(before)\(upper)+\(lower)*\(suffix)"
  }
}

extension SplitPattern {
  /// The patterns that have a scanner and a name for users.
  public static let all: [SplitPattern] = [
    SplitPattern(
      name: "gpt2",
      aliases: ["r50k", "r50k_base", "p50k", "p50k_base", "p50k_edit", "hastings"],
      text:
        #"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s"#,
      equalTexts: [
        #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#,
        #"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#,
      ],
      scanner: .gpt2),
    SplitPattern(
      name: "cl100k",
      aliases: ["cl100k_base"],
      text: #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+|"#
        + #" ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s"#,
      equalTexts: [
        // For Oniguruma, in which `{1,3}+` is no possessive repetition.
        #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}|"#
          + #" ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s"#
      ],
      scanner: .cl100k),
    SplitPattern(
      name: "o200k",
      aliases: ["o200k_base", "o200k_harmony"],
      text: upperLower(#"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"#)
        + #"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#,
      equalTexts: [],
      scanner: .o200k),
    SplitPattern(
      name: "llama3",
      aliases: [],
      text: #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|"#
        + #" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#,
      equalTexts: [
        // cl100k_base's spelling of 2023 and 2024.
        #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}|"#
          + #" ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+"#,
        #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|"#
          + #" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s"#,
      ],
      scanner: .llama3),
    SplitPattern(
      name: "qwen2",
      aliases: ["qwen"],
      text: #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}|"#
        + #" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#,
      equalTexts: [],
      scanner: .qwen2),
    SplitPattern(
      name: "tekken",
      aliases: ["mistral-tekken"],
      text: upperLower("")
        + #"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#,
      equalTexts: [],
      scanner: .tekken),
    SplitPattern(
      name: "superbpe-words",
      aliases: [],
      text: upperLower("")
        + #"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#,
      equalTexts: [],
      scanner: .superBPEWords),
    SplitPattern(
      name: "superbpe",
      aliases: [],
      // SuperBPE's pattern is the first three alternatives, and what they leave is a piece too. Here that has an
      // alternative, since tiktoken drops what no match covers.
      text: #"\p{N}{1,3}| ?[^\s\p{L}\p{N}]{2,}[\r\n/]*| +(?!\S)|"#
        + #"(?:\p{L}|(?! )\s| (?=\S)(?![^\s\p{L}\p{N}]{2})|[^\s\p{L}\p{N}](?![^\s\p{L}\p{N}]))++"#,
      equalTexts: [],
      scanner: .superBPE),
  ]

  /// Patterns of llama.cpp that differ from a tokenizer's own one: `'ſ` is no contraction.
  public static let ofLlamaCpp: [SplitPattern] = [
    SplitPattern(
      name: "llama3-ascii", aliases: [], text: plainWords + #"\p{N}{1,3}"# + plainRest,
      equalTexts: [], scanner: .plainLlama3),
    SplitPattern(
      name: "qwen2-ascii", aliases: [], text: plainWords + #"\p{N}"# + plainRest, equalTexts: [],
      scanner: .plainQwen2),
  ]

  /// All patterns that have a scanner, whoever's they are.
  static let known = all + ofLlamaCpp

  private static let plainWords =
    #"(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\r\n\p{L}\p{N}]?\p{L}+|"#
  private static let plainRest =
    #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#

  /// The two word alternatives that o200k brought: capitals before small letters.
  private static func upperLower(_ suffix: String) -> String {
    let upper = #"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"#
    let lower = #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"#
    let before = #"[^\r\n\p{L}\p{N}]?"#
    return "\(before)\(upper)*\(lower)+\(suffix)|\(before)\(upper)+\(lower)*\(suffix)"
  }
}

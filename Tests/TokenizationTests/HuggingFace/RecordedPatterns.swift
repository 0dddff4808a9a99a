/// The split patterns of components.py.
enum RecordedPatterns {
  static let clip =
    #"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"#
  static let llama3 =
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|"#
    + #" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  static let qwen2 =
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}|"#
    + #" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  static let deepseek =
    ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+|"##
    + #" ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#

  private static func upperLower(_ suffix: String) -> String {
    let upper = #"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"#
    let lower = #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"#
    let before = #"[^\r\n\p{L}\p{N}]?"#
    return "\(before)\(upper)*\(lower)+\(suffix)|\(before)\(upper)+\(lower)*\(suffix)"
  }

  static let all: [(String, String)] = [
    ("gpt2", #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#),
    ("llama3", llama3),
    ("qwen2", qwen2),
    (
      "o200k",
      upperLower("(?i:'s|'t|'re|'ve|'m|'ll|'d)?")
        + #"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    ),
    (
      "tekken",
      upperLower("") + #"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    ),
    ("clip", clip),
    ("bloom", " ?[^(\\s|[.,!?…。，、।۔،])]+"),
    ("deepseek", deepseek),
    ("three", "[0-9][0-9][0-9]"),
    ("ends", #"^\w+|\w+$"#),
    ("empty", #"x*(?=\d)|\s*"#),
  ]
}

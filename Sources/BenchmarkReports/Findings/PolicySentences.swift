import TokenizerMetrics

/// Policies in whole sentences, for a section on methods: every choice is said, the usual ones too.
enum PolicySentences {
  /// What a word is.
  static func words(_ policy: Policy) -> String {
    let rule =
      switch policy.words {
      case "whitespace": "A word is a run of characters between white space"
      case "uax29": "Words are the segments of UAX #29 (root locale) that are not white space"
      case "uax29-letters": "Words are the segments of UAX #29 (root locale) that have letters"
      case "treebank": "Words are those of the treebank"
      case "wordlist": "Words are those of the list"
      default: "Words are found by the rule \(policy.words)"
      }
    switch policy.punctuation {
    case "kept": return "\(rule); those without letter or digit count, too."
    case "dropped": return "\(rule); those without letter or digit are left out."
    default: return "\(rule); punctuation: \(policy.punctuation)."
    }
  }

  /// How text was tokenized and how numbers were averaged.
  static func others(_ policy: Policy) -> [String] {
    let space =
      switch policy.leadingSpace {
      case "in-text": "Texts were tokenized as they stand"
      case "prefixed": "Each word was tokenized alone, with a space before it"
      case "bare": "Each word was tokenized alone, without a space before it"
      default: "Texts were tokenized with the leading space \(policy.leadingSpace)"
      }
    let join =
      switch policy.join {
      case "per-line": "line by line"
      case "joined-by-space": "lines joined by spaces"
      default: policy.join
      }
    let specials =
      policy.specials == "none"
      ? "without special tokens" : "with the special tokens \(policy.specials)"
    let form =
      policy.form == "raw"
      ? "text was not normalized" : "text was brought to the form \(policy.form) first"
    let average =
      switch policy.average {
      case "micro": "Ratios are ratios of sums."
      case "macro-document": "Ratios are means over documents."
      case "macro-type": "Ratios are means over distinct words."
      default: "Ratios are averaged as \(policy.average)."
      }
    return ["\(space), \(join), \(specials); \(form).", average]
  }
}

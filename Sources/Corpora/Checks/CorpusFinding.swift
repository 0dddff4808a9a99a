/// What a check found in a corpus: how often, where first, and what to do.
public struct CorpusFinding: Sendable, Hashable {
  /// What was looked for; the raw value is its id in files.
  public enum Kind: String, Sendable, CaseIterable {
    /// A document that stands earlier already.
    case repeated
    /// A document most of whose runs of words stand in one earlier document.
    case nearRepeated = "near_repeated"
    /// A document that stands whole in the evaluation text.
    case inEvaluation = "in_evaluation"
    /// A document that shares eight words in a row with the evaluation text.
    case sharesWithEvaluation = "shares_with_evaluation"
    /// U+FFFD, the mark of a failed conversion.
    case replacement
    /// Control characters but tab and U+0085.
    case control
    /// UTF-8 that was read as an 8-bit encoding and written again.
    case mojibake
    /// Text that NFC would change.
    case notNFC = "not_nfc"
    /// A document that looks like another language.
    case otherLanguage = "other_language"
    /// A document with many letters that the language does not use.
    case foreignLetters = "foreign_letters"
    /// Parallel files of different length.
    case lineCount = "line_count"
    /// A place that is empty in some languages only.
    case emptyLine = "empty_line"
  }

  /// Where something was found.
  public struct Sample: Sendable, Hashable {
    /// The file.
    public var file: String
    /// The document in the file, counted from 1: of plain text the line.
    public var document: Int
    /// The start of the text, or what there is to say of it.
    public var text: String
  }

  /// What was looked for.
  public var kind: Kind
  /// How many documents, or places.
  public var count: Int
  /// Of how many that were looked at.
  public var total: Int
  /// The first places, in order.
  public var samples: [Sample]

  /// Whether so many documents have it that a number measured on them, or a vocabulary trained on them, is
  /// in doubt; what fewer have is left to `corpus check`.
  ///
  /// One document in a hundred repeats in most corpora; none should be broken, so one in a thousand is enough.
  public var isDoubt: Bool {
    let isCommon = [.repeated, .notNFC].contains(kind)
    return count * (isCommon ? 100 : 1000) >= total
  }

  /// What was found, in a clause without a full stop.
  public var description: String {
    let share = "\(count) of \(total) documents"
    return switch kind {
    case .repeated: "\(share) repeat an earlier one"
    case .nearRepeated: "\(share) nearly repeat an earlier one"
    case .inEvaluation: "\(share) stand in the evaluation text"
    case .sharesWithEvaluation: "\(share) share eight words in a row with the evaluation text"
    case .replacement: "\(share) hold U+FFFD, the mark of a failed conversion"
    case .control: "\(share) hold control characters"
    case .mojibake: "\(share) look like UTF-8 that was read in another encoding"
    case .notNFC: "\(share) are not in NFC"
    case .otherLanguage: "\(share) looked at are in another language"
    case .foreignLetters: "\(share) hold many letters that the language does not use"
    case .lineCount: "\(count) of \(total) languages have another number of lines"
    case .emptyLine: "\(count) of \(total) places are empty in some languages only"
    }
  }

  /// What to do about it, in a clause without a full stop.
  public var advice: String {
    switch kind {
    case .repeated, .nearRepeated:
      "repeats make intervals too narrow and train a tokenizer on boilerplate: keep one of each"
    case .inEvaluation, .sharesWithEvaluation:
      "leave them out of training: derlius train --exclude"
    case .replacement: "get the text again in its own encoding (--encoding)"
    case .control: "remove them, or see what wrote them"
    case .mojibake: "convert the text anew from its source, with the encoding it has"
    case .notNFC: "compare with --form NFC: decomposed letters cost more tokens"
    case .otherLanguage, .foreignLetters: "take them out, or measure them as their own language"
    case .lineCount: "align the files: the same sentence must be on the same line"
    case .emptyLine: "fill or remove the place in every language"
    }
  }
}

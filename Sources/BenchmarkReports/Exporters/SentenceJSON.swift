import Groundwork
import TokenizerMetrics

/// The shown sentences of a result as JSON.
///
/// Spans and morphemes are offsets in the text's UTF-8 bytes; a word of `morphemes` is its start, its cuts and its end.
enum SentenceJSON {
  static func sentence(_ sentence: ShowcaseSentence) -> JSONValue {
    ResultJSON.object {
      fill(&$0, sentence)
      if let translation = sentence.translation {
        $0["translation"] = self.translation(translation)
      }
    }
  }

  private static func translation(_ translation: ShowcaseTranslation) -> JSONValue {
    ResultJSON.object {
      $0["language"] = .string(translation.language)
      $0["text"] = .string(translation.text)
      if translation.isPart { $0["part"] = .bool(true) }
    }
  }

  static func worst(_ record: WorstSentence) -> JSONValue {
    ResultJSON.object {
      $0["tokenizer"] = .string(record.tokenizer)
      $0["order"] = .string(record.order.rawValue)
      $0["tokens"] = .integer(record.tokens)
      $0["against"] = .integer(record.against)
      fill(&$0, record.sentence)
    }
  }

  private static func fill(_ object: inout ObjectFiller, _ sentence: ShowcaseSentence) {
    object["corpus"] = .string(sentence.corpus)
    object["language"] = .string(sentence.language)
    object["line"] = .integer(sentence.line)
    object["text"] = .string(sentence.text)
    if sentence.isPart { object["part"] = .bool(true) }
    object["words"] = .integer(sentence.words)
    object["cuts"] = .array(sentence.cuts.map(cut))
    guard !sentence.morphemes.isEmpty else { return }
    object["morphemes"] = .array(
      sentence.morphemes.map { word in
        .array(([word.start] + word.cuts + [word.end]).map { .integer($0) })
      })
  }

  private static func cut(_ cut: ShowcaseCut) -> JSONValue {
    ResultJSON.object {
      $0["tokenizer"] = .string(cut.tokenizer)
      $0["ids"] = .array(cut.tokens.map { .integer($0.id) })
      $0["spans"] = .array(cut.tokens.map { .array([.integer($0.start), .integer($0.end)]) })
    }
  }
}

import Groundwork
import TokenizerMetrics

/// What a second reading found as JSON: metrics under every policy, expensive words, the text looked at.
enum StudyJSON {
  /// A metric under one policy: values by tokenizer; `tau` is null with a `why`.
  static func sensitivity(
    _ record: SensitivityRecord, _ tokenizers: [TokenizerRecord]
  ) -> JSONValue {
    ResultJSON.object {
      $0["corpus"] = .string(record.corpus)
      $0["language"] = .string(record.language)
      $0["metric"] = .string(record.metric)
      $0["default"] = .bool(record.isDefault)
      $0["values"] = .object(
        zip(tokenizers, record.values).map { .init($0.name, ResultJSON.number($1)) })
      $0["best"] = .array(record.best.map { .string($0) })
      $0["tau"] = ResultJSON.number(record.tau)
      $0["why"] = record.why.map { .string($0) }
      // Nothing is resampled here.
      $0["policy"] = ResultJSON.pairs(record.policy.entries.filter { $0.name != "unit" })
    }
  }

  /// A tokenizer's list of words.
  static func words(_ record: WordCostRecord) -> JSONValue {
    ResultJSON.object {
      $0["tokenizer"] = .string(record.tokenizer)
      $0["corpus"] = .string(record.corpus)
      $0["language"] = .string(record.language)
      $0["order"] = .string(record.order.rawValue)
      $0["words"] = .array(
        record.words.map { word in
          ResultJSON.object {
            $0["word"] = .string(word.word)
            $0["occurrences"] = .integer(word.occurrences)
            $0["tokens"] = .integer(word.tokens)
            $0["pieces"] = .array(word.pieces.map { .string($0) })
          }
        })
    }
  }

  /// A tokenizer's words by the tokens they take.
  static func lengths(_ record: WordLengths) -> JSONValue {
    ResultJSON.object {
      $0["tokenizer"] = .string(record.tokenizer)
      $0["corpus"] = .string(record.corpus)
      $0["language"] = .string(record.language)
      $0["words"] = .array(record.words.map { .integer($0) })
    }
  }

  /// The text that all are about.
  static func text(_ text: StudiedText) -> JSONValue {
    ResultJSON.object {
      $0["corpus"] = .string(text.corpus)
      $0["language"] = .string(text.language)
      $0["documents"] = .integer(text.documents)
      $0["bytes"] = .integer(text.bytes)
      $0["whole"] = .bool(text.isWhole)
      $0["formsWithoutEffect"] = .array(text.formsWithoutEffect.map { .string($0) })
    }
  }
}

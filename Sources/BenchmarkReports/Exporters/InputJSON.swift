import Groundwork
import Segmentation
import TokenizerMetrics

/// The inputs of a result as JSON: tokenizers, corpora, morphology, overlaps, training text, checks.
enum InputJSON {
  static func tokenizer(_ record: TokenizerRecord) -> JSONValue {
    ResultJSON.object {
      $0["name"] = .string(record.name)
      $0["control"] = .bool(record.isControl)
      guard !record.isControl else { return }
      $0["format"] = .string(record.format)
      $0["model"] = .string(record.model)
      $0["vocabularySize"] = .integer(record.vocabularySize)
      $0["ordinarySize"] = .integer(record.ordinarySize)
      $0["file"] = .string(record.file)
      $0["bytes"] = .integer(record.bytes)
      $0["sha256"] = .string(record.sha256)
      $0["licence"] = record.licence.map { .string($0) }
      $0["details"] = ResultJSON.pairs(record.details)
    }
  }

  static func corpus(_ record: CorpusRecord) -> JSONValue {
    ResultJSON.object {
      $0["name"] = .string(record.name)
      $0["parallel"] = .bool(record.isParallel)
      $0["languages"] = .array(
        record.languages.map { language in
          ResultJSON.object {
            $0["language"] = .string(language.language)
            $0["file"] = .string(language.file)
            $0["fileBytes"] = .integer(language.fileBytes)
            $0["sha256"] = .string(language.sha256)
            $0["licence"] = language.licence.map { .string($0) }
            $0["documents"] = .integer(language.documents)
            $0["emptyDocuments"] = .integer(language.emptyDocuments)
            $0["words"] = .integer(language.words)
            $0["wordsWithoutLetter"] = .integer(language.wordsWithoutLetter)
            $0["scalars"] = .integer(language.scalars)
            $0["bytes"] = .integer(language.bytes)
            $0["units"] = .integer(language.units)
            $0["changedDocuments"] = .integer(language.changedDocuments)
            guard !language.changes.kinds.isEmpty else { return }
            $0["changes"] = changes(language.changes)
            $0["firstChanges"] = firstChanges(language.changes)
          }
        })
    }
  }

  /// The counts by kind.
  private static func changes(_ changes: FormChanges) -> JSONValue {
    ResultJSON.object {
      for kind in changes.kinds { $0[kind.rawValue] = .integer(changes.count(kind)) }
    }
  }

  /// The first changes of each kind; documents are numbered from 1, bytes from 0.
  private static func firstChanges(_ changes: FormChanges) -> JSONValue {
    .array(
      changes.kinds.flatMap { kind in
        changes.samples(kind).map { sample in
          ResultJSON.object {
            $0["kind"] = .string(kind.rawValue)
            $0["document"] = .integer(sample.document + 1)
            $0["byte"] = .integer(sample.offset)
            $0["before"] = .string(String(decoding: sample.before, as: UTF8.self))
            $0["after"] = .string(String(decoding: sample.after, as: UTF8.self))
            $0["word"] = .string(String(decoding: sample.word, as: UTF8.self))
          }
        }
      })
  }

  static func morphology(_ record: MorphologyRecord) -> JSONValue {
    ResultJSON.object {
      $0["language"] = .string(record.language)
      $0["file"] = .string(record.file)
      $0["sha256"] = .string(record.sha256)
      $0["bytes"] = record.bytes.map { .integer($0) }
      $0["licence"] = record.licence.map { .string($0) }
      $0["forms"] = .integer(record.forms)
      $0["droppedRows"] = .integer(record.droppedRows)
      if !record.kind.isEmpty { $0["kind"] = .string(record.kind) }
      if let ambiguous = record.ambiguousForms { $0["ambiguousForms"] = .integer(ambiguous) }
      if let affixes = record.affixes {
        $0["affixFile"] = .string(affixes.name)
        $0["affixSHA256"] = .string(affixes.value)
      }
    }
  }

  static func overlap(_ record: OverlapRecord) -> JSONValue {
    ResultJSON.object {
      $0["tokenizer"] = .string(record.tokenizer)
      $0["corpus"] = .string(record.corpus)
      $0["language"] = .string(record.language)
      $0["training"] = record.training.map { .string($0) } ?? .null
      guard record.training != nil else { return }
      $0["lines"] = .integer(record.lines)
      $0["exactLines"] = .integer(record.exactLines)
      $0["sharingLines"] = .integer(record.sharingLines)
    }
  }

  static func training(_ record: TrainingRecord) -> JSONValue {
    ResultJSON.object {
      $0["tokenizer"] = .string(record.tokenizer)
      $0["file"] = .string(record.file)
      $0["bytes"] = .integer(record.bytes)
      $0["sha256"] = .string(record.sha256)
      $0["licence"] = record.licence.map { .string($0) }
    }
  }

  static func check(_ record: CheckRecord) -> JSONValue {
    ResultJSON.object {
      $0["corpus"] = .string(record.corpus)
      $0["language"] = .string(record.language)
      $0["kind"] = .string(record.kind)
      $0["finding"] = .string(record.finding)
      $0["doubt"] = .bool(record.isDoubt)
    }
  }
}

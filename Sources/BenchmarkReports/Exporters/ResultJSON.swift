import Groundwork
import TokenizerMetrics

/// `result.json`: the whole result, one row per line; docs/result.md and docs/result.schema.json describe it.
///
/// After rows, comparisons and sentences come what a second reading of the focus language found, where it was wanted:
/// `worstSentences` (`tokenizer order tokens against` and the sentence: what costs the tokenizer most by words or against the
/// baseline), `sensitivity` (`corpus language metric default values best tau why policy`: a headline metric under one policy, values
/// by tokenizer, Kendall's τ-b with the default's), `expensiveWords` (`tokenizer corpus language order words`: at most ten
/// words by `tokens`, `total` or `length`, each `word occurrences tokens pieces`), `wordLengths` (`tokenizer corpus
/// language words`: at place k of `words` those that take k tokens, at place 32 also those that take more) and
/// `studiedTexts` (`corpus language documents bytes whole formsWithoutEffect`: how much of the text all are about).
enum ResultJSON {
  /// The version of the file's members: it rises where one is taken away or means something else, not where one is added.
  static let schema = 1

  /// The file's text; the same result and manifest give the same bytes.
  ///
  /// - Parameters:
  ///   - result: what was measured.
  ///   - manifest: what recomputes it; it stands at the end, so that a changed manifest.json is noticed, and where.
  ///   - manifestSHA256: the hash of manifest.json.
  static func text(
    _ result: BenchmarkResult, manifest: JSONValue = .object([]), manifestSHA256: String = ""
  ) -> String {
    value(result, manifest, manifestSHA256).serialized(indented: true, inlineDepth: 2) + "\n"
  }

  /// The result as JSON.
  static func value(
    _ result: BenchmarkResult, _ manifest: JSONValue, _ manifestSHA256: String
  ) -> JSONValue {
    object {
      $0["derlius"] = .string(result.derlius)
      $0["schema"] = .integer(schema)
      $0["manifestSHA256"] = .string(manifestSHA256)
      $0["versions"] = pairs(result.versions)
      $0["settings"] = settings(result)
      $0["languageNames"] = pairs(result.languageNames)
      $0["tokenizers"] = .array(result.tokenizers.map(InputJSON.tokenizer))
      $0["corpora"] = .array(result.corpora.map(InputJSON.corpus))
      $0["morphologies"] = .array(result.morphologies.map(InputJSON.morphology))
      $0["overlaps"] = .array(result.overlaps.map(InputJSON.overlap))
      if !result.trainings.isEmpty {
        $0["trainings"] = .array(result.trainings.map(InputJSON.training))
      }
      if !result.checks.isEmpty { $0["checks"] = .array(result.checks.map(InputJSON.check)) }
      $0["metrics"] = .array(result.metrics.map(metric))
      $0["rows"] = .array(result.rows.map(row))
      $0["comparisons"] = .array(result.comparisons.map(comparison))
      $0["showcase"] = .array(result.showcase.map(SentenceJSON.sentence))
      if !result.worstSentences.isEmpty {
        $0["worstSentences"] = .array(result.worstSentences.map(SentenceJSON.worst))
      }
      let choices = result.tokenizers.filter { !$0.isControl }
      if !result.sensitivity.isEmpty {
        $0["sensitivity"] = .array(result.sensitivity.map { StudyJSON.sensitivity($0, choices) })
      }
      if !result.expensiveWords.isEmpty {
        $0["expensiveWords"] = .array(result.expensiveWords.map(StudyJSON.words))
      }
      if !result.wordLengths.isEmpty {
        $0["wordLengths"] = .array(result.wordLengths.map(StudyJSON.lengths))
      }
      if !result.studiedTexts.isEmpty {
        $0["studiedTexts"] = .array(result.studiedTexts.map(StudyJSON.text))
      }
      $0["missing"] = .array(
        result.missing.map { missing in
          object {
            $0["name"] = .string(missing.name)
            $0["why"] = .string(missing.why)
          }
        })
      $0["warnings"] = .array(result.warnings.map { .string($0) })
      $0["manifest"] = manifest
    }
  }

  static func settings(_ result: BenchmarkResult) -> JSONValue {
    object {
      $0["title"] = result.title.map { .string($0) }
      $0["notice"] = result.notice.map { .string($0) }
      $0["focus"] = .string(result.focus)
      $0["reference"] = result.referenceLanguage.map { .string($0) }
      $0["baseline"] = .string(result.baseline)
      $0["seed"] = .integer(result.resampling.seed)
      $0["resamples"] = .integer(result.resampling.resamples)
      $0["confidence"] = number(result.resampling.confidence)
      $0["unit"] = .string(result.resampling.unit.rawValue)
      $0["linesPerUnit"] = .integer(result.resampling.linesPerUnit)
      if !result.showsText { $0["text"] = .bool(false) }
    }
  }

  static func metric(_ metric: MetricRecord) -> JSONValue {
    object {
      $0["id"] = .string(metric.id)
      $0["name"] = .string(metric.name)
      $0["meaning"] = .string(metric.meaning)
      $0["formula"] = .string(metric.formula)
      $0["unit"] = .string(metric.unit)
      $0["direction"] = .string(metric.direction.rawValue)
      $0["group"] = .string(metric.group.rawValue)
      $0["source"] = .string(metric.source)
      $0["caution"] = .string(metric.caution)
    }
  }

  static func row(_ row: ResultRow) -> JSONValue {
    let hasValue = row.value.map(\.isFinite) ?? false
    return object {
      $0["tokenizer"] = .string(row.tokenizer)
      $0["corpus"] = .string(row.corpus)
      $0["language"] = .string(row.language)
      $0["metric"] = .string(row.metric)
      $0["value"] = number(row.value)
      $0["low"] = number(row.low)
      $0["high"] = number(row.high)
      $0["n"] = .integer(row.n)
      $0["countedAs"] = .string(row.countedAs)
      $0["note"] = row.note.map { .string($0) }
      // A missing value always says why.
      $0["why"] = (row.why ?? (hasValue ? nil : "not computed")).map { .string($0) }
      $0["policy"] = pairs(row.policy.entries)
    }
  }

  static func comparison(_ row: ComparisonRow) -> JSONValue {
    object {
      $0["tokenizer"] = .string(row.tokenizer)
      $0["baseline"] = .string(row.baseline)
      $0["corpus"] = .string(row.corpus)
      $0["language"] = .string(row.language)
      $0["metric"] = .string(row.metric)
      $0["ratio"] = number(row.ratio)
      $0["low"] = number(row.low)
      $0["high"] = number(row.high)
      $0["p"] = number(row.p)
      if row.pIsBound { $0["pIsBound"] = .bool(true) }
      if let effect = row.effect {
        $0["effect"] = object {
          $0["units"] = .integer(effect.units)
          $0["standardized"] = number(effect.standardized)
          $0["shareBelow"] = number(effect.shareBelow)
        }
      }
      $0["why"] = row.why.map { .string($0) }
    }
  }

  /// A number, shortest round-trip; null for nothing and for what is not finite.
  static func number(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(NumberText.exact(value))
  }

  static func pairs(_ pairs: [NamedText]) -> JSONValue {
    .object(pairs.map { .init($0.name, .string($0.value)) })
  }

  /// An object in the order of the assignments; assigning nil leaves the member out.
  static func object(_ fill: (inout ObjectFiller) -> Void) -> JSONValue {
    var filler = ObjectFiller()
    fill(&filler)
    return .object(filler.members)
  }
}

/// Members in the order in which they are assigned.
struct ObjectFiller {
  private(set) var members: [JSONValue.Member] = []

  subscript(_ key: String) -> JSONValue? {
    get { members.first { $0.key == key }?.value }
    set { if let newValue { members.append(.init(key, newValue)) } }
  }
}

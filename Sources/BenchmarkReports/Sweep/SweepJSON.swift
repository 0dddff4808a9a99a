import Groundwork
import TokenizerMetrics

/// `sweep.json`: the whole result.
///
/// `points` are the vocabularies with what follows from their sizes; `rows` are those of `result.json`, one for each
/// vocabulary and metric; `knees` give the size at a kind's knee, or null.
enum SweepJSON {
  /// The file's text; the same result gives the same bytes.
  static func text(_ result: SweepResult) -> String {
    value(result).serialized(indented: true, inlineDepth: 2) + "\n"
  }

  static func value(_ result: SweepResult) -> JSONValue {
    ResultJSON.object {
      $0["derlius"] = .string(result.derlius)
      $0["versions"] = ResultJSON.pairs(result.versions)
      $0["settings"] = settings(result)
      $0["kinds"] = .array(
        result.kinds.map { kind in
          ResultJSON.object {
            $0["kind"] = .string(kind.id)
            $0["name"] = .string(kind.name)
            $0["command"] = .string(kind.command)
          }
        })
      $0["knees"] = .object(
        result.kinds.map { .init($0.id, result.knee(of: $0.id).map { .integer($0) } ?? .null) })
      $0["points"] = .array(result.points.map { point(result, $0) })
      $0["missing"] = .array(
        result.gaps.map { gap in
          ResultJSON.object {
            $0["kind"] = .string(gap.kind)
            $0["size"] = .integer(gap.size)
            $0["why"] = .string(gap.why)
          }
        })
      $0["heldOut"] = .array(result.heldOut.map(InputJSON.corpus))
      $0["training"] = .array(
        result.training.map { file in
          ResultJSON.object {
            $0["name"] = .string(file.name)
            $0["sha256"] = .string(file.sha256)
            $0["bytes"] = .integer(file.bytes)
            $0["documents"] = .integer(file.documents)
            $0["weight"] = .integer(file.weight)
          }
        })
      $0["leftOutLines"] = .integer(result.leftOut)
      $0["excludedFor"] = .array(result.excludedFor.map { .string($0) })
      $0["metrics"] = .array(result.metrics.map(ResultJSON.metric))
      $0["rows"] = .array(result.points.flatMap(\.rows).map(ResultJSON.row))
      $0["warnings"] = .array(result.warnings.map { .string($0) })
    }
  }

  private static func settings(_ result: SweepResult) -> JSONValue {
    ResultJSON.object {
      $0["title"] = result.title.map { .string($0) }
      $0["language"] = .string(result.language.name)
      $0["seed"] = .integer(result.resampling.seed)
      $0["resamples"] = .integer(result.resampling.resamples)
      $0["leastSaving"] = ResultJSON.number(result.leastSaving)
      $0["window"] = result.window.map { .integer($0) }
      guard let cost = result.cost else { return }
      $0["hidden"] = .integer(cost.hidden)
      $0["layers"] = .integer(cost.layers)
      $0["untied"] = .bool(cost.isUntied)
    }
  }

  private static func point(_ result: SweepResult, _ point: SweepResult.Point) -> JSONValue {
    ResultJSON.object {
      $0["kind"] = .string(point.kind)
      $0["size"] = .integer(point.size)
      $0["tokenizer"] = .string(point.record.name)
      $0["file"] = .string(point.record.file)
      $0["sha256"] = .string(point.record.sha256)
      for column in SweepCSV.derived(result) {
        $0[column.key] = ResultJSON.number(column.value(point))
      }
    }
  }
}

import Groundwork

extension ReportDifferences {
  /// Everything as JSON: `versions`, `inputs`, `metricChanges`, `same`, `rows`.
  public var json: JSONValue {
    ResultJSON.object {
      $0["versions"] = ResultJSON.object {
        $0["old"] = .string(versions.old)
        $0["new"] = .string(versions.new)
      }
      $0["inputs"] = .array(
        changes.map { change in
          ResultJSON.object {
            $0["kind"] = .string(change.kind)
            $0["name"] = .string(change.name)
            $0["old"] = change.old.map { .string($0) } ?? .null
            $0["new"] = change.new.map { .string($0) } ?? .null
          }
        })
      $0["metricChanges"] = .array(
        metricChanges.map { change in
          ResultJSON.object {
            $0["version"] = .string(change.version)
            $0["metrics"] = .array(change.metrics.map { .string($0) })
            $0["why"] = .string(change.why)
          }
        })
      $0["same"] = .integer(same)
      $0["rows"] = .array(rows.map(Self.json))
    }
  }

  private static func json(_ change: RowChange) -> JSONValue {
    ResultJSON.object {
      $0["kind"] = .string(change.kind.rawValue)
      $0["tokenizer"] = .string(change.row?.tokenizer ?? "")
      $0["corpus"] = .string(change.row?.corpus ?? "")
      $0["language"] = .string(change.row?.language ?? "")
      $0["metric"] = .string(change.row?.metric ?? "")
      $0["old"] = side(change.old)
      $0["new"] = side(change.new)
      $0["difference"] = ResultJSON.number(change.difference)
      $0["ratio"] = ResultJSON.number(change.ratio)
      $0["intervals"] = .string(change.placing.rawValue)
    }
  }

  private static func side(_ row: RecordedResult.Row?) -> JSONValue {
    guard let row else { return .null }
    return ResultJSON.object {
      $0["value"] = ResultJSON.number(row.value)
      $0["low"] = ResultJSON.number(row.low)
      $0["high"] = ResultJSON.number(row.high)
      $0["why"] = row.why.map { .string($0) }
      $0["policy"] = ResultJSON.pairs(row.policy)
    }
  }
}

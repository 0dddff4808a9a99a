import ArgumentParser
import Groundwork
import TokenizerMetrics

/// `derlius metrics`: what `bench` can measure.
struct Metrics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "List what bench can measure, or explain metrics by id.",
    discussion: """
      Examples:
        derlius metrics
        derlius metrics fertility boundary_kappa
        derlius metrics --json
      """)

  @Flag(help: "Print a JSON array, one object per metric.")
  var json = false

  @Argument(help: ArgumentHelp("Metric ids; all without any.", valueName: "id"))
  var ids: [String] = []

  func run() throws {
    let records = try chosen()
    var output = StandardOutput()
    if json {
      output.write(JSONValue.array(records.map(Self.object)).serialized(indented: true) + "\n")
    } else if ids.isEmpty {
      output.write(Self.list(records))
    } else {
      output.write(records.map(Self.explanation).joined(separator: "\n"))
    }
  }

  private func chosen() throws(Failure) -> [MetricRecord] {
    let all = MetricList.records
    if ids.isEmpty { return all }
    var chosen: [MetricRecord] = []
    for id in ids {
      guard let record = all.first(where: { $0.id == id }) else {
        throw .usage(
          "there is no metric \"\(id)\"", remedy: "list the metrics with: derlius metrics")
      }
      chosen.append(record)
    }
    return chosen
  }

  private static func list(_ records: [MetricRecord]) -> String {
    MetricRecord.Group.allCases.compactMap { group in
      let rows = records.filter { $0.group == group }.map { ["  \($0.id)", $0.meaning] }
      return rows.isEmpty ? nil : "\(group.rawValue)\n" + TextTable.leftAligned(rows)
    }.joined(separator: "\n")
  }

  private static func explanation(_ record: MetricRecord) -> String {
    var rows = [["\(record.id)", record.name], ["  meaning", record.meaning]]
    rows.append(["  formula", record.formula])
    if !record.unit.isEmpty { rows.append(["  unit", record.unit]) }
    rows.append(["  better", better(record.direction)])
    if !record.source.isEmpty { rows.append(["  source", record.source]) }
    if !record.caution.isEmpty { rows.append(["  caution", record.caution]) }
    return TextTable.leftAligned(rows)
  }

  private static func better(_ direction: MetricRecord.Direction) -> String {
    switch direction {
    case .lower: "less"
    case .higher: "more"
    case .one: "near 1"
    case .none: "neither: it describes"
    }
  }

  private static func object(_ record: MetricRecord) -> JSONValue {
    .object([
      .init("id", .string(record.id)), .init("name", .string(record.name)),
      .init("group", .string(record.group.rawValue)),
      .init("meaning", .string(record.meaning)), .init("formula", .string(record.formula)),
      .init("unit", .string(record.unit)), .init("direction", .string(record.direction.rawValue)),
      .init("source", .string(record.source)), .init("caution", .string(record.caution)),
    ])
  }
}

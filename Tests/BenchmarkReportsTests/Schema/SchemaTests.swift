import Groundwork
import TestSupport
import Testing
import TokenizerMetrics

@testable import BenchmarkReports

@Suite struct SchemaTests {
  private let schema: JSONValue

  init() throws {
    schema = try JSONValue(
      contentsOf: joinPath(SharedData.repository, "docs/result.schema.json"))
  }

  /// Pages' samples have hashes of other lengths; they are given some that are whole.
  private func value(_ result: BenchmarkResult) throws -> JSONValue {
    let manifest = JSONValue.object([.init("derlius", .string("0.1.0"))])
    let text = ResultJSON.text(
      result, manifest: manifest, manifestSHA256: SampleResult.hash("manifest"))
    return try JSONValue(parsing: Array(text.utf8), file: "result.json")
  }

  @Test(arguments: HostileResults.all) func resultsAreAsDescribed(
    _ sample: HostileResults.Sample
  ) throws {
    #expect(SchemaCheck.problems(of: try value(sample.result), against: schema) == [])
  }

  @Test func theNumberIsTheSchemas() {
    #expect(schema["properties"]?["schema"]?["const"]?.integer == ResultJSON.schema)
  }

  @Test func whatIsWrongIsFound() throws {
    var members = try #require(try value(SampleResult.make()).members)
    members.removeAll { $0.key == "versions" }
    func set(_ key: String, _ value: JSONValue) {
      if let place = members.firstIndex(where: { $0.key == key }) { members[place].value = value }
    }
    set("schema", .integer(2))
    set("manifestSHA256", .string("00ff"))
    set("warnings", .array([.integer(1)]))
    set("missing", .array([.object([.init("name", .string("a")), .init("whi", .string("b"))])]))
    #expect(
      SchemaCheck.problems(of: .object(members), against: schema) == [
        "$ has no versions", "$.schema is 2, not 1",
        "$.manifestSHA256 does not match ^([0-9a-f]{64}(\\+[0-9a-f]{64})?)?$",
        "$.missing[0] has no why", "$.missing[0].whi is not described",
        "$.warnings[0] is number, not string",
      ])
  }
}

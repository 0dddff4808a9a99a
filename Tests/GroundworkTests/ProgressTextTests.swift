import Groundwork
import Testing

@Suite struct ProgressTextTests {
  @Test func stepsOnALine() {
    func text(_ current: Int, _ total: Int?, _ seconds: Int) -> String {
      ProgressText.steps("merge", current, of: total, after: .seconds(seconds))
    }
    #expect(text(0, nil, 0) == "merge")
    #expect(text(12, nil, 0) == "merge: 12")
    #expect(text(0, 100, 9) == "merge: 0 of 100, 0 %")
    #expect(text(25, 100, 10) == "merge: 25 of 100, 25 %, 30 s left")
    #expect(text(1, 100, 10) == "merge: 1 of 100, 1 %, 16 min left")
    #expect(text(100, 100, 10) == "merge: 100 of 100, 100 %, 0 s left")
    #expect(text(.max, .max, 10).hasPrefix("merge: 9223372036854775807 of "))
    #expect(text(1, .max, 10) == "merge: 1 of 9223372036854775807, 0 %")
  }

  @Test func bytesOnALine() {
    func text(_ current: Int, _ total: Int?) -> String {
      ProgressText.bytes("reading", current, of: total, after: .seconds(2))
    }
    #expect(text(120_000_000, nil) == "reading: 120 MB, 60 MB/s")
    #expect(text(120_000_000, 480_000_000) == "reading: 120 of 480 MB, 25 %, 60 MB/s, 6 s left")
    #expect(text(0, 480_000_000) == "reading: 0 of 480 MB, 0 %, 0 MB/s")
  }

  @Test func jsonLines() {
    #expect(
      ProgressText.json("merge", 5, of: 9) == #"{"stage":"merge","current":5,"total":9}"#)
    #expect(
      ProgressText.json("a \"b\"\n", 5, of: nil)
        == #"{"stage":"a \"b\"\n","current":5,"total":null}"#)
  }
}

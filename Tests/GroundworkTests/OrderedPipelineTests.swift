import Groundwork
import Synchronization
import Testing

@Suite struct OrderedPipelineTests {
  @Test(arguments: [1, 2, 3, 9])
  func resultsComeInOrder(_ workers: Int) throws {
    var results: [Int] = []
    let pipeline = OrderedPipeline<Int, Int, Int>(
      workers: workers, state: { () throws(Failure) in 0 },
      work: { (calls, input) throws(Failure) in
        calls += 1
        // Work of uneven length, so that later parts are done first.
        var sum = 0
        for step in 0..<(input % 7 * 1000) { sum &+= step }
        return sum == -1 ? 0 : input * input
      }, deliver: { (output) throws(Failure) in results.append(output) })
    for input in 0..<1000 { try pipeline.submit(input) }
    try pipeline.finish()
    #expect(results == (0..<1000).map { $0 * $0 })
  }

  @Test(arguments: [1, 2, 5])
  func onlyAFewPartsAreOnTheirWay(_ workers: Int) throws {
    var submitted = 0
    var delivered = 0
    var most = 0
    let pipeline = OrderedPipeline<Void, Int, Int>(
      workers: workers, state: { () throws(Failure) in () },
      work: { (_, input) throws(Failure) in input },
      deliver: { (_) throws(Failure) in
        delivered += 1
        most = max(most, submitted - delivered)
      })
    for input in 0..<500 {
      submitted += 1
      try pipeline.submit(input)
    }
    try pipeline.finish()
    #expect(delivered == 500 && most <= 2 * workers + 1)
  }

  @Test(arguments: [1, 2, 5])
  func theFirstFailureStopsEverything(_ workers: Int) throws {
    var results: [Int] = []
    let pipeline = OrderedPipeline<Void, Int, Int>(
      workers: workers, state: { () throws(Failure) in () },
      work: { (_, input) throws(Failure) in
        if input == 13 || input == 17 { throw Failure("part \(input)") }
        return input
      }, deliver: { (output) throws(Failure) in results.append(output) })
    func message(_ body: () throws(Failure) -> Void) -> String {
      do throws(Failure) {
        try body()
        return ""
      } catch {
        return error.problem
      }
    }
    let first = message { () throws(Failure) in
      for input in 0..<100 { try pipeline.submit(input) }
      try pipeline.finish()
    }
    #expect(first == "part 13" && results == Array(0..<13))
    #expect(message { () throws(Failure) in try pipeline.submit(1) } == "part 13")
    #expect(message { () throws(Failure) in try pipeline.finish() } == "part 13")
    #expect(results == Array(0..<13))
  }

  @Test func eachWorkerMakesOneState() throws {
    let made = Atomic<Int>(0)
    let pipeline = OrderedPipeline<Int, Int, Int>(
      workers: 3,
      state: { () throws(Failure) in made.wrappingAdd(1, ordering: .relaxed).newValue },
      work: { (_, input) throws(Failure) in input }, deliver: { (_) throws(Failure) in })
    for input in 0..<200 { try pipeline.submit(input) }
    try pipeline.finish()
    #expect(made.load(ordering: .relaxed) <= 3)
  }
}

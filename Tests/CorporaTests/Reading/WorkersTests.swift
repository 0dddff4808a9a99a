import Groundwork
import Segmentation
import Testing

@testable import Corpora

/// What is read is the same for any number of workers.
@Suite struct WorkersTests {
  private func corpus() throws -> Fixture {
    let fixture = try Fixture()
    for file in 0..<5 {
      var text = ""
      for line in 0..<(file == 2 ? 20_000 : 50) {
        text += line % 7 == 0 ? "e\u{307}jo \(line)\n" : "Žodis \(line) — žodis\n"
      }
      try fixture.write("\(file).txt", text)
    }
    return fixture
  }

  @Test func batchesAndRecordsAreTheSame() throws {
    let fixture = try corpus()
    let inputs = try CorpusInputs(
      paths: [fixture.folder], options: ReadingOptions(form: TextForm(.nfc)))
    func read(_ workers: Int) throws -> (batches: [[UInt8]], files: [Int], records: [ReadingRecord])
    {
      var batches: [[UInt8]] = []
      var files: [Int] = []
      let records = try inputs.read(batchBytes: 5000, pool: WorkerPool(workers: workers)) {
        file, batch throws(Failure) in
        batches.append(batch.bytes)
        files.append(file)
      }
      return (batches, files, records)
    }
    let one = try read(1)
    #expect(one.batches.count > 50 && one.files == one.files.sorted())
    #expect(one.records[2].changedDocuments == 2858 && one.records[2].documents == 20_000)
    for workers in [2, 3, 8] {
      let many = try read(workers)
      #expect(many.batches == one.batches && many.files == one.files)
      #expect(many.records == one.records)
    }
  }

  @Test func workIsDoneOnBatchesInOrder() throws {
    let fixture = try corpus()
    let inputs = try CorpusInputs(paths: [fixture.folder])
    var counts: [[Int]] = []
    for workers in [1, 2, 5] {
      var found: [Int] = []
      try inputs.map(
        batchBytes: 3000, pool: WorkerPool(workers: workers),
        state: { () throws(Failure) in 0 },
        { (calls: inout Int, batch) throws(Failure) in
          calls += 1
          return batch.count
        }
      ) { _, count throws(Failure) in found.append(count) }
      counts.append(found)
    }
    #expect(counts[0].reduce(0, +) == 20_200)
    #expect(counts[1] == counts[0] && counts[2] == counts[0])
  }

  @Test func theFirstFailureInOrderIsThrown() throws {
    let fixture = try corpus()
    let inputs = try CorpusInputs(paths: [fixture.folder])
    var counts: Set<Int> = []
    for workers in [1, 2, 5] {
      var delivered = 0
      let message = fixture.message {
        try inputs.map(
          batchBytes: 1000, pool: WorkerPool(workers: workers),
          state: { () throws(Failure) in () },
          { (_: inout Void, batch) throws(Failure) in
            if batch.bytes.starts(with: "Žodis 1".utf8) { throw Failure("first") }
            return batch.count
          }
        ) { _, _ throws(Failure) in delivered += 1 }
      }
      #expect(message == "first", "\(workers)")
      counts.insert(delivered)
    }
    #expect(counts.count == 1, "as many results before the failure for any number of workers")
  }

  @Test func anErrorOfTheBodyIsNoFaultOfTheFile() throws {
    let fixture = try corpus()
    let inputs = try CorpusInputs(
      paths: [fixture.folder], options: ReadingOptions(keepGoing: true))
    for workers in [1, 2, 5] {
      var calls = 0
      let message = fixture.message {
        try inputs.read(batchBytes: 1500, pool: WorkerPool(workers: workers)) {
          _, _ throws(Failure) in
          calls += 1
          if calls == 3 { throw Failure("the disk is full") }
        }
      }
      #expect(message == "the disk is full" && calls == 3, "\(workers): \(calls)")
    }
  }

  @Test func weightsGoThroughTheForm() throws {
    let fixture = try Fixture()
    let path = try fixture.write("a.txt", "x\n")
    var weights: [[UInt64]] = []
    var failure = ""
    for takes in [true, false] {
      var writer = BatchWriter(
        record: ReadingRecord(path: path, format: .text, form: .raw), name: "list.tsv",
        batchBytes: 100, takesWeights: takes
      ) { batch throws(Failure) in
        weights.append(batch.weights)
        batch.removeAll()
      }
      failure = fixture.message {
        try writer.add(Array("ir".utf8))
        try writer.add(Array("o".utf8), weight: 7)
        try writer.add(Array("bet".utf8))
        try writer.flush()
        try writer.add(Array("be".utf8))
        try writer.flush()
        #expect(writer.record.weight == 10 && writer.record.documents == 4)
        try writer.add(Array("be".utf8), weight: UInt64.max - 9)
      }
      if takes {
        #expect(
          failure
            == "list.tsv: the counts add up to more than 2^64 - 1; divide them, or leave rows out")
      }
    }
    #expect(weights == [[1, 7, 1], []])
    #expect(
      failure == "list.tsv: is a list of words with counts, where running text is wanted; "
        + "name a text, or use the list with corpus, count, train or bench --corpus")
  }

  @Test func paragraphsAndFilesAreDocuments() throws {
    let fixture = try Fixture()
    let text = "\n Vienas\r\ndu \n\u{A0}\n\n\ntrys\n \n"
    let path = try fixture.write("a.txt", text)
    func read(_ unit: DocumentUnit) throws -> [String] {
      try texts(CorpusFile(path: path, options: ReadingOptions(document: unit))).texts
    }
    #expect(try read(.paragraph) == [" Vienas\ndu ", "trys"])
    #expect(try read(.file) == [text])
    #expect(try read(.line) == ["", " Vienas", "du ", "\u{A0}", "", "", "trys", " "])
  }

  @Test func progressSaysTheBytesOfAllFiles() throws {
    let fixture = try Fixture()
    for name in ["a", "b"] {
      let line = [UInt8](repeating: 0x61, count: 1023) + [0x0A]
      try fixture.write(name, Array([[UInt8]](repeating: line, count: 9 << 10).joined()))
    }
    let told = Told()
    let progress = Progress { stage, current, total in
      told.lines.append("\(stage) \(current >> 20) \((total ?? 0) >> 20)")
    }
    try CorpusInputs(paths: [fixture.folder]).read(progress: progress) { _, _ in }
    #expect(told.lines == ["reading 4 18", "reading 8 18", "reading 12 18", "reading 16 18"])
  }

  private final class Told: @unchecked Sendable {
    var lines: [String] = []
  }
}

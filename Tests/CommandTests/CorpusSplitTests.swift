import Groundwork
import TestSupport
import Testing

/// `corpus split`: text to train on, and text to hold out.
@Suite struct CorpusSplitTests {
  private let derlius: RunCommand

  init() throws { derlius = try RunCommand() }

  private func lines(_ name: String) throws -> [String] {
    String(decoding: try readFile(derlius.path(name)), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  private func split(_ arguments: [String]) throws -> RunCommand.Result {
    try derlius.run(
      ["corpus", "split", "--output", derlius.path("train"), "--held-out", derlius.path("held")]
        + arguments)
  }

  @Test func everyDocumentStandsOnOneSide() throws {
    let all = (1...95).map { "eilutė \($0)" }
    let file = try derlius.write(all.joined(separator: "\n") + "\n\n", to: "all.txt")
    let result = try split([file])
    #expect(result.status == 0, "\(result.messages)")
    let (train, held) = (try lines("train"), try lines("held"))
    #expect(held.count == 10)
    #expect(Set(train).union(held) == Set(all))
    #expect(train.count + held.count == all.count)
    // The order of the text is kept.
    #expect(train == all.filter { !held.contains($0) })
    #expect(
      result.messages
        == "\(derlius.path("train")): 85 documents, 170 words\n\(derlius.path("held")): 10 documents, 20 words\n"
    )
    // Another order of the same documents draws the same.
    let turned = try derlius.write(all.reversed().joined(separator: "\n"), to: "turned.txt")
    _ = try split(["--threads", "1", turned])
    #expect(Set(try lines("held")) == Set(held))
    _ = try split(["--seed", "2", file])
    #expect(Set(try lines("held")) != Set(held))
  }

  @Test func equalDocumentsStandTogether() throws {
    let all = (0..<200).map { "eilutė \($0 % 20)" }
    let file = try derlius.write(all.joined(separator: "\n"), to: "all.txt")
    _ = try split(["--one-of", "4", file])
    let (train, held) = (Set(try lines("train")), Set(try lines("held")))
    #expect(train.isDisjoint(with: held))
    #expect(train.union(held).count == 20)
  }

  @Test func filesAndParagraphs() throws {
    for number in 1...6 {
      _ = try derlius.write(
        "Čia pirma: \(number)\nČia antra: \(number)\n\nČia trečia: \(number)\n",
        to: "t/\(number).txt")
    }
    let result = try split(["--unit", "file", "--one-of", "3", derlius.path("t")])
    #expect(result.status == 0, "\(result.messages)")
    let held = try lines("held")
    #expect(held.count == 6)
    #expect(Set(held.map { $0.suffix(1) }).count == 2)
    // Paragraphs of several lines are parted by blank lines, and can be read so again.
    let paragraphs = try split(["--document", "paragraph", "--one-of", "3", derlius.path("t")])
    #expect(paragraphs.messages.contains("held: 4 documents"), "\(paragraphs.messages)")
    let stats = try derlius(
      "corpus", "stats", "--json", "--document", "paragraph", derlius.path("held"))
    #expect(stats.status == 0, "\(stats.messages)")
  }

  @Test func whatCannotBeDivided() throws {
    let file = try derlius.write("viena\n", to: "one.txt")
    let one = try split([file])
    #expect(one.status == 1)
    #expect(
      one.messages
        == "derlius: there is only one document, which cannot be divided; name more text\n")
    #expect(!exists(derlius.path("train")))
    let files = try split(["--unit", "file", file])
    #expect(
      files.messages
        == "derlius: there is only one file, which cannot be divided; use --unit document, or name more files\n"
    )
    let standard = try split(["-"])
    #expect(standard.status == 64)
    #expect(standard.messages.contains("standard input cannot be read twice; name a file"))
    let all = try split(["--one-of", "1", file])
    #expect(all.status == 64)
    #expect(all.messages.contains("--one-of is at least 2"))
  }
}

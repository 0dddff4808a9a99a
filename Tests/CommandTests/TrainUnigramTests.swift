import Groundwork
import Testing

@Suite struct TrainUnigramTests {
  private let derlius: RunCommand

  init() throws { derlius = try RunCommand() }

  /// Sentences of made-up words, and a few with digits.
  private static let text: String = {
    let stems = ["lauk", "mišk", "pavasar", "žiem", "dien", "nakt", "vand", "akmen", "kel"]
    let ends = ["as", "o", "ui", "ą", "e", "ai", "ų", "ams", "us"]
    var text = ""
    for line in 0..<60 {
      for word in 0..<7 {
        let stem = stems[(line * 5 + word * word) % stems.count]
        text += (word > 0 ? " " : "") + stem + ends[(line + word * 3) % ends.count]
      }
      text += line % 9 == 0 ? " 20\(10 + line).\n" : ".\n"
    }
    return text
  }()

  private func train(_ output: String, _ more: String...) throws -> RunCommand.Result {
    let input = try derlius.write(Self.text, to: "text.txt")
    return try derlius.run(
      ["train", "unigram", "--vocab-size", "60", "--output", derlius.path(output), input] + more)
  }

  @Test func aModelIsTrainedAndEncodes() throws {
    let result = try train("a.model")
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages.contains("a.model: 60 pieces from "))
    let encoded = try derlius(
      "encode", "-t", derlius.path("a.model"), "--format", "pieces", input: "laukas 2010.\n")
    #expect(encoded.status == 0)
    #expect(encoded.output.contains("2"))
    let record = try JSONValue(contentsOf: derlius.path("a.model.json"))
    #expect(record["model"]?.string == "unigram")
    #expect(record["normalization"]?.string == "identity")
    #expect(record["vocab_size"]?.integer == 60)
    #expect(record["sentences"]?["taken"]?.integer == 60)
  }

  @Test func anyNumberOfThreadsWritesTheSameBytes() throws {
    for (like, name) in [("", "n"), ("sentencepiece", "s")] {
      let more = like.isEmpty ? [] : ["--like", like]
      let input = try derlius.write(Self.text, to: "text.txt")
      for threads in ["1", "2", "8"] {
        let result = try derlius.run(
          [
            "train", "unigram", "--vocab-size", "44", "--threads", threads, "--output",
            derlius.path("\(name)\(threads).model"), input,
          ] + more)
        #expect(result.status == 0, "\(result.messages)")
      }
      let one = try readFile(derlius.path("\(name)1.model"))
      #expect(try readFile(derlius.path("\(name)2.model")) == one)
      #expect(try readFile(derlius.path("\(name)8.model")) == one)
    }
  }

  @Test func aTokenizerJSONGivesTheSamePieces() throws {
    #expect(try train("b.model").status == 0)
    let result = try train("b.json")
    #expect(result.status == 0, "\(result.messages)")
    let line = "pavasariai, miškuose 2019.\n"
    let one = try derlius("encode", "-t", derlius.path("b.model"), input: line)
    let two = try derlius("encode", "-t", derlius.path("b.json"), input: line)
    #expect(one.output == two.output && !one.output.isEmpty)
    #expect(exists(derlius.path("b.training.json")))
  }

  @Test func bytesSymbolsAndRulesAreInTheModel() throws {
    let rules = try derlius.write("61\t41\n", to: "rules.tsv")
    let result = try train(
      "c.model", "--byte-fallback", "--special", "<sep>", "--user-defined-symbols", "lauk",
      "--normalization", rules, "--vocab-size", "320", "--no-hard-vocab-limit")
    #expect(result.status == 0, "\(result.messages)")
    let encoded = try derlius(
      "encode", "-t", derlius.path("c.model"), "--format", "pieces", input: "laukas \u{10348}\n")
    #expect(encoded.output.contains("lauk"))
    #expect(encoded.output.contains("<0xF0>"))
    let vocabulary = try derlius("inspect", derlius.path("c.model"), "--vocab")
    #expect(vocabulary.output.contains("<sep>"))
    #expect(!vocabulary.output.contains("ams\t"))
  }

  @Test func countFilesAreSentences() throws {
    let counts = try derlius.write("laukas\t5\nlaukai\t4\nmiškas\t3\nmiškai\t2\n", to: "c.tsv")
    let result = try derlius(
      "train", "unigram", "--vocab-size", "16", "--counts", counts, "--output",
      derlius.path("d.model"))
    #expect(result.status == 0, "\(result.messages)")
    let text =
      String(repeating: "laukas\n", count: 5) + String(repeating: "laukai\n", count: 4)
      + String(repeating: "miškas\n", count: 3) + String(repeating: "miškai\n", count: 2)
    let input = try derlius.write(text, to: "lines.txt")
    _ = try derlius(
      "train", "unigram", "--vocab-size", "16", input, "--output", derlius.path("e.model"))
    #expect(try readFile(derlius.path("d.model")) == readFile(derlius.path("e.model")))
  }

  @Test func sizesThatCannotBeAreRefused() throws {
    let large = try train("f.model", "--vocab-size", "5000")
    #expect(large.status == 64)
    #expect(
      large.messages.hasPrefix(
        "derlius: a vocabulary of 5000 is too large for this text, which gives "),
      "\(large.messages)")
    #expect(large.messages.contains("--no-hard-vocab-limit for what there is"))
    // The size that the message names can be had, and no larger one.
    let most = try #require(
      Int(large.messages.split(separator: "gives ").last?.prefix { $0.isNumber } ?? ""))
    let reached = try train("f.model", "--vocab-size", "\(most)")
    #expect(reached.status == 0, "\(reached.messages)")
    #expect(try train("g.model", "--vocab-size", "\(most + 1)").status == 64)
    #expect(
      large.messages
        == "derlius: a vocabulary of 5000 is too large for this text, which gives \(most) at most; use a "
        + "size of at most \(most), or --no-hard-vocab-limit for what there is\n")
    removeTree(derlius.path("f.model"))
    let small = try train("f.model", "--vocab-size", "9")
    #expect(small.status == 64)
    #expect(small.messages.contains("a vocabulary of 9 has no room for "), "\(small.messages)")
    #expect(!exists(derlius.path("f.model")))
  }

  @Test(arguments: [
    (["--like", "huggingface"], "--like huggingface is no trainer of Unigram; use sentencepiece"),
    (
      ["--like", "sentencepiece", "--treat-whitespace-as-suffix"],
      "--like sentencepiece and --treat-whitespace-as-suffix contradict each other: which word follows "
        + "each would have to be counted; leave out one of them"
    ),
    (
      ["--shrinking-factor", "2"],
      "a shrinking factor of 2.0 is not from 0.5 to 0.95; use 0.75"
    ),
    (["--num-sub-iterations", "0"], "0 sub-iterations are not 1 to 10; use 2"),
    (
      ["--seed", "3"], "--seed is for --input-sentence-size; say how many sentences to take"
    ),
    (
      ["--max-piece-length", "0"],
      "a longest piece of 0 is not possible here; use 1 to 511 characters"
    ),
    (
      ["--normalization", "nfq"],
      "nfq is no normalization; use nmt_nfkc, nfkc, nmt_nfkc_cf, nfkc_cf, identity, or a rule file "
        + "x.tsv"
    ),
  ])
  func wrongOptionsAreRefused(_ options: [String], _ message: String) throws {
    let input = try derlius.write(Self.text, to: "text.txt")
    let result = try derlius.run(
      ["train", "unigram", "--vocab-size", "60", "--output", derlius.path("g.model"), input]
        + options)
    #expect(result.status == 64)
    #expect(result.messages == "derlius: \(message)\n")
  }
}

import Groundwork
import TestSupport
import Testing

/// `derlius train bpe`: options that go together, and those that do not.
@Suite struct TrainBPETests {
  private let derlius: RunCommand
  private let text: String

  init() throws {
    derlius = try RunCommand()
    text = try derlius.write(
      String(repeating: "laukai žaliuoja, vaikai bėga per lauką 12\n", count: 9), to: "text.txt")
  }

  private func train(_ output: String, _ options: String...) throws -> RunCommand.Result {
    try derlius.run(
      ["train", "bpe", "--output", derlius.path(output), text] + options)
  }

  @Test(arguments: [
    (
      ["x.tiktoken", "--like", "sentencepiece"],
      "--like sentencepiece and --output .tiktoken contradict each other: spm_train makes a .model"
    ),
    (
      ["x.model", "--like", "huggingface"],
      "--like huggingface and --output .model contradict each other: BpeTrainer makes a tokenizer.json"
    ),
    (
      ["x.model", "--like", "sentencepiece", "--min-frequency", "3"],
      "--min-frequency and --like sentencepiece contradict each other: spm_train merges pairs however "
        + "rare"
    ),
    (
      ["x.model", "--like", "sentencepiece", "--tie-rule", "ids"],
      "--tie-rule and --like sentencepiece contradict each other: it has a tie rule of its own"
    ),
    (
      ["x.tiktoken", "--normalization", "nfkc"],
      "--normalization and --output .tiktoken contradict each other: only pieces of characters have one"
    ),
    (
      ["x.model", "--alphabet", "bytes"],
      "--alphabet bytes and --output .model contradict each other: a SentencePiece model is over "
        + "characters"
    ),
    (
      ["x.tiktoken", "--alphabet", "characters"],
      "--alphabet characters and --output .tiktoken contradict each other: a rank file is over bytes"
    ),
    (
      [
        "x.model", "--input-sentence-size", "500", "--no-shuffle-input-sentence", "--seed", "1",
      ],
      "--seed and --no-shuffle-input-sentence contradict each other: the first sentences are taken"
    ),
  ])
  func optionsThatContradictEachOther(_ options: [String], _ problem: String) throws {
    let result = try derlius.run(
      ["train", "bpe", "--vocab-size", "300", "--output", derlius.path(options[0]), text]
        + options.dropFirst())
    #expect(result.status == 64)
    #expect(result.messages == "derlius: \(problem); leave out one of them\n")
    #expect(!exists(derlius.path(options[0])))
  }

  @Test(arguments: [
    (
      ["x.model", "--limit-alphabet", "5"],
      "--limit-alphabet is for --like huggingface; use "
        + "--character-coverage"
    ),
    (
      ["x.json", "--user-defined-symbols", "a,b"],
      "--user-defined-symbols is for .model and --alphabet "
        + "characters; leave it out, or write a .model"
    ),
    (["x.model", "--bos-id", "0"], "--unk-id and --bos-id are both 0; give each its own"),
    (
      ["x.model", "--control-symbols", "<a>,<a>"], "--control-symbols names <a> twice; name it once"
    ),
    (
      ["x.model", "--control-symbols", "<a>", "--user-defined-symbols", "<a>"],
      "--control-symbols and --user-defined-symbols both give <a>; name it once"
    ),
    (
      ["x.model", "--unk-piece", "<s>"],
      "--unk-piece and --bos-piece are both <s>; write them differently"
    ),
    (["x.model", "--max-sentence-length", "5"], "--max-sentence-length 5 is below 10; use 4192"),
    (
      ["x.model", "--seed", "5"],
      "--seed is for --input-sentence-size; say how many sentences to take"
    ),
    (
      ["x.model", "--like", "sentencepiece", "--character-coverage", "0.5"],
      "spm_train takes a character coverage of 0.98 to 1, not 0.5; use 0.98 or more, or leave out --like "
        + "sentencepiece"
    ),
    (
      ["x.model", "--normalization", "nfc"],
      "nfc is no normalization; use nmt_nfkc, nfkc, nmt_nfkc_cf, nfkc_cf, identity, or a rule file "
        + "x.tsv"
    ),
    (
      ["x.bin"],
      "--output FOLDER/x.bin does not say what to make; end it in .tiktoken, .model or .json"
    ),
  ])
  func optionsThatMakeNoSense(_ options: [String], _ problem: String) throws {
    let result = try derlius.run(
      ["train", "bpe", "--vocab-size", "300", "--output", derlius.path(options[0]), text]
        + options.dropFirst())
    #expect(result.status == 64)
    #expect(
      result.messages.replacing(parentPath(derlius.path("x")), with: "FOLDER")
        == "derlius: \(problem)\n")
  }

  @Test func likeSentencepieceAVocabularyThatCannotBeFilledIsAnError() throws {
    let result = try train("x.model", "--vocab-size", "900", "--like", "sentencepiece")
    #expect(result.status == 1)
    let found = try train(
      "x.model", "--vocab-size", "900", "--like", "sentencepiece", "--no-hard-vocab-limit")
    #expect(found.status == 0)
    let record = try JSONValue(contentsOf: derlius.path("x.model.json"))
    let reached = try #require(record["reached"]?.integer)
    #expect(
      result.messages
        == "derlius: the text gives a vocabulary of \(reached) at most, and 900 is asked for; use "
        + "--vocab-size \(reached) or less, or --no-hard-vocab-limit\n")
    #expect(
      try train("x.model", "--vocab-size", "\(reached)", "--like", "sentencepiece").status == 0)
  }

  @Test func aTokenizerJSONAndItsRecord() throws {
    for options in [[], ["--like", "huggingface"], ["--alphabet", "characters"]] {
      let result = try derlius.run(
        [
          "train", "bpe", "--vocab-size", "290", "--special", "<|end|>", "--output",
          derlius.path("t.json"), text,
        ]
          + options)
      #expect(result.status == 0, "\(result.messages)")
      let ids = try derlius("encode", "-t", derlius.path("t.json"), text)
      #expect(ids.status == 0, "\(ids.messages)")
      let record = try JSONValue(contentsOf: derlius.path("t.training.json"))
      #expect(record["curve"]?.array?.count ?? 0 > 3)
      #expect(record["inputs"]?.array?.first?["sha256"]?.string?.utf8.count == 64)
    }
  }

  @Test func theSameIDsFromARankFileAndATokenizerJSON() throws {
    let options = ["--vocab-size", "290", "--special", "<|end|>", "--split", "o200k"]
    for output in ["a.tiktoken", "t.json"] {
      let result = try derlius.run(
        ["train", "bpe", "--output", derlius.path(output), text] + options)
      #expect(result.status == 0, "\(result.messages)")
    }
    let input = "laukas, laukai 2024 <|end|> žalias\n"
    #expect(
      try derlius.run(["encode", "-t", derlius.path("a.tiktoken")], input: input).output
        == derlius.run(
          ["encode", "-t", derlius.path("t.json"), "--specials", "text"], input: input
        ).output)
  }

  @Test func countFilesTrainAsTheirTextDoes() throws {
    let counts = derlius.path("counts.tsv")
    #expect(
      try derlius("corpus", "words", "--split", "cl100k", "--output", counts, text).status == 0)
    for (output, input) in [("a.tiktoken", [text]), ("b.tiktoken", ["--counts", counts])] {
      let result = try derlius.run(
        ["train", "bpe", "--vocab-size", "280", "--output", derlius.path(output)] + input)
      #expect(result.status == 0, "\(result.messages)")
    }
    #expect(
      try readFile(derlius.path("a.tiktoken")) == readFile(derlius.path("b.tiktoken")))
    let refused = try derlius.run([
      "train", "bpe", "--vocab-size", "280", "--split", "gpt2", "--counts", counts, "--output",
      derlius.path("c.tiktoken"),
    ])
    #expect(refused.status == 1)
    #expect(
      refused.messages
        == "derlius: \(counts): holds pieces of cl100k, and training cuts text by gpt2; count with "
        + "--split gpt2, or train with the other --split\n")
    let none = try derlius("train", "bpe", "--vocab-size", "280", "--output", counts + ".model")
    #expect(none.status == 64)
    #expect(none.messages == "derlius: there is no input; name text files, or --counts FILE\n")
  }

  @Test func theSameBytesForAnyThreadsAndOrderOfFiles() throws {
    var more: [String] = []
    for number in 0..<4 {
      more.append(
        try derlius.write(
          (0..<200).map { "laukas \($0 * number) žalias rytas\n" }.joined(), to: "\(number).txt"))
    }
    for name in ["x.model", "x.tiktoken", "x.json"] {
      var outputs: [[UInt8]] = []
      for (threads, files) in [("1", more), ("2", more.reversed()), ("8", more)] {
        let result = try derlius.run(
          [
            "train", "bpe", "--vocab-size", "320", "--threads", threads, "--output",
            derlius.path(name),
          ]
            + files)
        #expect(result.status == 0, "\(result.messages)")
        outputs.append(try readFile(derlius.path(name)))
      }
      #expect(outputs[1] == outputs[0])
      #expect(outputs[2] == outputs[0])
    }
  }

  @Test func sentencesAreDrawnAndLeftOut() throws {
    let long = try derlius.write(
      (0..<300).map { "labas rytas \($0 * $0)\n" }.joined() + String(repeating: "z", count: 200)
        + "\n"
        + "ženklas ▅ čia\n", to: "long.txt")
    let result = try derlius.run([
      "train", "bpe", "--like", "sentencepiece", "--vocab-size", "50", "--no-hard-vocab-limit",
      "--max-sentence-length", "100", "--output", derlius.path("l.model"), long,
    ])
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages.contains("derlius: left out 1 sentences that are too long\n"))
    #expect(result.messages.contains("derlius: left out 1 sentences that hold U+2585\n"))
    var models: [[UInt8]] = []
    for seed in ["0", "0", "1"] {
      let drawn = try derlius.run([
        "train", "bpe", "--vocab-size", "40", "--input-sentence-size", "5", "--seed", seed,
        "--output",
        derlius.path("d.model"), long, text,
      ])
      #expect(drawn.status == 0, "\(drawn.messages)")
      #expect(drawn.messages.contains("derlius: took 5 of 311 sentences\n"))
      models.append(try readFile(derlius.path("d.model")))
    }
    #expect(models[0] == models[1])
    #expect(models[0] != models[2])
  }
}

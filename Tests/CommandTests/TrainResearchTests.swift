import Groundwork
import TestSupport
import Testing

/// `derlius train parity-bpe` and `superbpe`: what they write, and options that contradict each other.
@Suite struct TrainResearchTests {
  private let derlius: RunCommand
  private let text: String
  private let other: String

  init() throws {
    derlius = try RunCommand()
    text = try derlius.write(
      String(repeating: "vienas iš jų ir vienas iš kitų, o tai yra gerai\n", count: 9), to: "lt.txt"
    )
    other = try derlius.write(
      String(repeating: "one of them and one of the others, and that is good\n", count: 9),
      to: "en.txt")
  }

  @Test(arguments: [
    (
      ["parity-bpe", "--vocab-size", "300", "-o", "x.model", "--corpus", "lt=a"],
      "--output x.model does not say what to make; end it in .json or .tiktoken"
    ),
    (
      ["parity-bpe", "--vocab-size", "300", "-o", "x.json"],
      "there is no input; name each language's text: --corpus lt=FILE"
    ),
    (
      ["parity-bpe", "--vocab-size", "300", "-o", "x.json", "--corpus", "a.txt"],
      "--corpus a.txt names no language; write --corpus lt=a.txt"
    ),
    (
      ["parity-bpe", "-o", "x.json", "--corpus", "lt=a"],
      "there is no size; say --vocab-size 32000, or --num-merges 32000"
    ),
    (
      [
        "parity-bpe", "--vocab-size", "300", "--num-merges", "3", "-o", "x.json", "--corpus",
        "lt=a",
      ],
      "--vocab-size and --num-merges contradict each other: both say when training ends; leave out one of "
        + "them"
    ),
    (
      ["parity-bpe", "--vocab-size", "300", "--total-symbols", "-o", "x.json", "--corpus", "lt=a"],
      "--total-symbols is for --num-merges: --vocab-size counts letters anyway; leave it out"
    ),
    (
      [
        "parity-bpe", "--vocab-size", "300", "-o", "x.json", "--corpus", "lt=a", "--corpus", "en=b",
        "--dev", "lt=c",
      ],
      "there is no --dev for en; give each language one, or none any"
    ),
    (
      [
        "parity-bpe", "--vocab-size", "300", "-o", "x.json", "--corpus", "lt=a", "--ratio", "lt=1",
        "--ratio", "lv=2",
      ],
      "--ratio lv has no text to train on; name one: --corpus lv=FILE"
    ),
    (
      [
        "parity-bpe", "--vocab-size", "300", "-o", "x.json", "--corpus", "lt=a", "--ratio", "lt=x",
      ],
      "the ratio x is no number; write 1.5"
    ),
    (
      [
        "parity-bpe", "--vocab-size", "300", "-o", "x.json", "--corpus", "lt=a", "--ratio", "lt=1",
        "--dev", "lt=b",
      ],
      "--dev and --ratio contradict each other: both say which language is next; leave out one of them"
    ),
    (
      ["parity-bpe", "--vocab-size", "300", "-o", "x.json", "--corpus", "lt=a", "--alpha", "1"],
      "--alpha is for --variant window; add --variant window"
    ),
    (
      [
        "parity-bpe", "--vocab-size", "300", "-o", "x.tiktoken", "--corpus", "lt=a", "--alphabet",
        "characters",
      ],
      "--alphabet characters and --output .tiktoken contradict each other: a rank file is over bytes; "
        + "leave out one of them"
    ),
    (
      [
        "parity-bpe", "--vocab-size", "300", "-o", "x.json", "--corpus", "lt=a", "--alphabet",
        "characters", "--initial-alphabet", "seen",
      ],
      "--initial-alphabet and --alphabet characters contradict each other: letters are those of the text; "
        + "leave out one of them"
    ),
    (
      ["superbpe", "--vocab-size", "300", "-o", "x.model", "a"],
      "--output x.model does not say what to make; end it in .json or .tiktoken"
    ),
    (
      ["superbpe", "--vocab-size", "300", "--like", "sentencepiece", "-o", "x.json", "a"],
      "sentencepiece trains no superwords; use --like huggingface"
    ),
    (
      ["superbpe", "--vocab-size", "300", "--initial-alphabet", "seen", "-o", "x.json", "a"],
      "--initial-alphabet is for --like huggingface; leave it out"
    ),
    (
      [
        "superbpe", "--vocab-size", "300", "--like", "huggingface", "--initial-alphabet", "seen",
        "-o",
        "x.tiktoken", "a",
      ],
      "--initial-alphabet seen and --output .tiktoken contradict each other: a rank file holds all bytes; "
        + "leave out one of them"
    ),
    (
      ["superbpe", "--vocab-size", "300", "--transition", "400", "-o", "x.json", "a"],
      "a transition at 400 tokens is behind the vocabulary of 300; use a smaller one, such as nine tenths of "
        + "the vocabulary"
    ),
    (
      ["superbpe", "--vocab-size", "300", "--min-frequency", "0", "-o", "x.json", "a"],
      "a minimum frequency of 0 means nothing; use 1 or more"
    ),
  ])
  func optionsThatMakeNoSense(_ options: [String], _ problem: String) throws {
    let result = try derlius.run(["train"] + options)
    #expect(result.status == 64)
    #expect(result.messages == "derlius: \(problem)\n")
  }

  @Test(arguments: ["x.json", "x.tiktoken"])
  func aParityVocabularyAndItsRecord(_ name: String) throws {
    let result = try derlius(
      "train", "parity-bpe", "--vocab-size", "290", "--output", derlius.path(name), "--corpus",
      "lt=\(text)", "--corpus", "en=\(other)", "--dev", "lt=\(text)", "--dev", "en=\(other)",
      "--global-merges", "4")
    #expect(result.status == 0, "\(result.messages)")
    let side = try JSONValue(
      contentsOf: derlius.path(name == "x.json" ? "x.training.json" : "x.json"))
    let record = try #require(name == "x.json" ? side : side["training"])
    #expect(record["model"]?.string == "parity-bpe")
    #expect(record["merges"]?.integer == 34)
    #expect(record["global_merges"]?.integer == 4)
    let languages = try #require(record["languages"]?.array)
    #expect(languages.map { $0["language"]?.string } == ["lt", "en"])
    #expect(languages.reduce(0) { $0 + ($1["merges"]?.integer ?? 0) } == 30)
    #expect(languages.map { $0["development"]?.array?.count } == [1, 1])
    let encoded = try derlius("encode", "-t", derlius.path(name), text)
    let tokens = encoded.output.split(separator: "\n").first?.split(separator: " ").count ?? 0
    #expect(languages[0]["tokens"]?.integer == 9 * tokens)
  }

  @Test(arguments: ["x.json", "x.tiktoken"])
  func superwordsAndTheirRecord(_ name: String) throws {
    let result = try derlius(
      "train", "superbpe", "--vocab-size", "300", "--transition", "280", "--output",
      derlius.path(name), text, other)
    #expect(result.status == 0, "\(result.messages)")
    let side = try JSONValue(
      contentsOf: derlius.path(name == "x.json" ? "x.training.json" : "x.json"))
    let record = try #require(name == "x.json" ? side : side["training"])
    #expect(record["model"]?.string == "superbpe")
    #expect(record["split"]?.string == "superbpe")
    #expect(record["first_split"]?.string == "superbpe-words")
    #expect(record["first_merges"]?.integer == 24)
    #expect(record["merges"]?.integer == 44)
    let counted = try derlius("count", "--json", "-t", derlius.path(name), text, other)
    let counts = try JSONValue(parsing: Array(counted.output.utf8), file: "count")
    #expect(counts.array?.first?["tokens"]?.integer == record["tokens"]?.integer)
  }
}

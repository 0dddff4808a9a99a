import Groundwork
import TestSupport
import Testing

/// Corpora and tokenizers on which little or nothing can be measured: what `bench` says of them.
@Suite struct MetricWrongInputTests {
  private let derlius: RunCommand
  private let toy: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
  }

  private func bench(_ arguments: String...) throws -> RunCommand.Result {
    try derlius.run(
      ["bench", "-t", "toy=\(toy)", "--output", derlius.path("report"), "--resamples", "50"]
        + arguments)
  }

  private func row(
    _ metric: String, _ language: String = "lt", _ tokenizer: String = "toy"
  ) throws -> JSONValue {
    let json = try JSONValue(contentsOf: derlius.path("report/result.json"))
    return try #require(
      json["rows"]?.array?.first {
        $0["metric"]?.string == metric && $0["language"]?.string == language
          && $0["tokenizer"]?.string == tokenizer
      })
  }

  private func isNull(_ value: JSONValue?) -> Bool {
    if case .null? = value { return true }
    return false
  }

  @Test func anEmptyCorpus() throws {
    let path = try derlius.write("", to: "empty.txt")
    let result = try bench("--corpus", "lt=\(path)")
    #expect(result.status == 1)
    #expect(
      result.messages == "derlius: \(path): is empty; name a file that holds text\n")
    #expect(!exists(derlius.path("report")))
  }

  @Test func aCorpusOfEmptyLines() throws {
    let path = try derlius.write("\n\n \n\n", to: "blank.txt")
    let result = try bench("--corpus", "lt=\(path)")
    #expect(result.status == 0)
    #expect(
      result.messages
        == "derlius: warning: blank lt: holds no word, so what is divided by words has no value\n"
        + "derlius: wrote \(derlius.path("report/index.html"))\n")
    for metric in ["fertility", "pcw", "strr"] {
      let row = try row(metric)
      #expect(isNull(row["value"]) && isNull(row["low"]) && isNull(row["high"]))
      #expect(row["why"]?.string == "nothing was counted to divide by")
    }
    #expect(try row("tokens")["value"]?.integer == 1)
    #expect(try row("fertility")["n"]?.integer == 0)
    #expect(try derlius("verify", derlius.path("report")).status == 0)
  }

  @Test func oneDocument() throws {
    let path = try derlius.write("labas pasauli\n", to: "one.txt")
    let result = try bench("-t", "two=\(toy)", "--corpus", "lt=\(path)", "--baseline", "two")
    #expect(result.status == 0)
    #expect(result.messages == "derlius: wrote \(derlius.path("report/index.html"))\n")
    let row = try row("fertility")
    #expect(row["value"]?.double == 6.5 && isNull(row["low"]) && isNull(row["high"]))
    #expect(row["why"]?.string == "no interval: fewer than 2 units")
    let json = try JSONValue(contentsOf: derlius.path("report/result.json"))
    let comparison = try #require(json["comparisons"]?.array?.first)
    #expect(comparison["ratio"]?.double == 1)
    #expect(isNull(comparison["low"]) && isNull(comparison["high"]) && isNull(comparison["p"]))
    #expect(comparison["why"]?.string == "fewer than 2 units: neither interval nor p")
    let effect = try #require(comparison["effect"])
    #expect(effect["units"]?.integer == 1 && isNull(effect["standardized"]))
    #expect(effect["shareBelow"]?.double == 0.5)
  }

  @Test func aLanguageWithoutWords() throws {
    _ = try derlius.write("labas\nrytas\n", to: "p/lit_Latn.txt")
    _ = try derlius.write("\n\n", to: "p/eng_Latn.txt")
    let result = try bench(
      "--parallel", "p=\(derlius.path("p"))", "--reference", "en", "--focus", "lt")
    #expect(result.status == 0)
    #expect(
      result.messages
        == "derlius: warning: p: 2 lines are empty in some languages and not in others (first line 1 "
        + "in eng_Latn); pairs with an empty side are left out of means over pairs, and kept in sums\n"
        + "derlius: warning: p eng_Latn: holds no word, so what is divided by words has no value\n"
        + "derlius: wrote \(derlius.path("report/index.html"))\n")
    for metric in ["premium", "premium_macro"] {
      let row = try row(metric, "lit_Latn")
      #expect(isNull(row["value"]))
      #expect(row["why"]?.string == "nothing was counted to divide by")
    }
    #expect(isNull(try row("fertility", "eng_Latn")["value"]))
    #expect(try row("fertility", "lit_Latn")["value"]?.double == 5)
  }

  @Test func punctuationAloneWherePunctuationIsDropped() throws {
    let path = try derlius.write("... !\n?\n", to: "marks.txt")
    let result = try bench("--corpus", "lt=\(path)", "--punctuation", "dropped")
    #expect(result.status == 0)
    let row = try row("fertility")
    #expect(isNull(row["value"]) && row["why"]?.string == "nothing was counted to divide by")
  }

  @Test func aParallelSetWithOneFileShort() throws {
    let one = try derlius.write("labas\nrytas\n", to: "p/lit_Latn.txt")
    let other = try derlius.write("hello\n", to: "p/eng_Latn.txt")
    let result = try bench("--parallel", "p=\(derlius.path("p"))", "--focus", "lt")
    #expect(result.status == 1)
    #expect(
      result.messages
        == "derlius: \(one): has 2 lines, but \(other) has 1; give each language the same sentences in "
        + "the same lines\n")
    #expect(!exists(derlius.path("report")))
  }

  @Test func aTokenizerThatKnowsNothingOfTheText() throws {
    let words = try derlius.write("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nx\n", to: "vocab.txt")
    let path = try derlius.write("labas rytas\nlabas vakaras\n", to: "a.txt")
    let result = try bench("-t", "none=\(words)", "--corpus", "lt=\(path)", "--baseline", "toy")
    #expect(result.status == 0)
    #expect(
      result.messages
        == "derlius: warning: a: 100 % of the tokens of none stand for unknown text (lt); few tokens "
        + "are no merit there\nderlius: wrote \(derlius.path("report/index.html"))\n")
    #expect(try row("unk", "lt", "none")["value"]?.double == 1)
    #expect(try row("fertility", "lt", "none")["value"]?.double == 1)
    #expect(try row("unk")["value"]?.double == 0)
  }

  @Test func noResamplesGiveNoIntervals() throws {
    let path = try derlius.write("labas rytas\nlabas vakaras\n", to: "a.txt")
    let result = try bench("--corpus", "lt=\(path)", "--resamples", "0", "--unit", "1")
    #expect(result.status == 0, "\(result.messages)")
    let row = try row("fertility")
    #expect(row["value"]?.double != nil && isNull(row["low"]))
    #expect(row["why"]?.string == "no interval: no resamples were asked for")
    let refused = try bench("--corpus", "lt=\(path)", "--resamples=-1")
    #expect(refused.status == 64)
    #expect(refused.messages == "derlius: --resamples must be at least 0\n")
  }
}

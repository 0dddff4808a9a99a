import Counting
import Groundwork
import Testing
import TokenizerTraining

@Suite struct BPETrainingErrorTests {
  private func message(
    _ options: BPETrainingOptions, _ pieces: [(String, UInt64)] = [("ab", 1)]
  ) -> String {
    var table = PieceTable()
    for (piece, weight) in pieces { table.add(piece.utf8, weight: weight) }
    do throws(Failure) {
      _ = try BPETrainer.train(counts: table, options: options)
      return "no error"
    } catch {
      return "\(error.fault.exitCode) \(error)"
    }
  }

  private let characters = BPETrainingOptions.Alphabet.characters(coverage: 1, byteFallback: true)

  @Test func nothingToTrainOn() {
    #expect(
      message(.init(vocabularySize: 300), [])
        == "1 there is nothing to train on: no pieces were counted; check the inputs")
    #expect(
      message(.init(vocabularySize: 300), [("", 5), ("a", 0)]).hasPrefix("1 there is nothing"))
  }

  @Test func sizesBelowTheAlphabet() {
    #expect(message(.init(vocabularySize: 257, specials: ["<|a|>"])) == "no error")
    #expect(
      message(.init(vocabularySize: 256, specials: ["<|a|>"]))
        == "64 a vocabulary of 256 has no room for 256 bytes and 1 special tokens; use a size of "
        + "at least 257")
    #expect(message(.init(vocabularySize: 261, alphabet: characters)) == "no error")
    #expect(
      message(.init(vocabularySize: 260, alphabet: characters))
        == "64 a vocabulary of 260 has no room for 2 characters and 259 reserved pieces; use a size "
        + "of at least 261, or a lower character coverage")
    #expect(message(.init(vocabularySize: -5)).hasPrefix("64 a vocabulary of -5 has no room"))
    #expect(
      message(.init(vocabularySize: 1 << 40))
        == "64 a vocabulary of 1099511627776 is larger than a model can hold; use 4194304 at most")
  }

  @Test func optionsThatMakeNoSense() {
    var options = BPETrainingOptions(vocabularySize: 300)
    options.minimumFrequency = 0
    #expect(message(options) == "64 a minimum frequency of 0 means nothing; use 1 or more")
    options.minimumFrequency = 1
    options.maxPieceLength = 0
    #expect(message(options) == "64 a longest piece of 0 means nothing; use 1 or more")
    options.maxPieceLength = 1
    #expect(message(options) == "no error")
    options.specials = ["a", "a"]
    #expect(message(options) == "64 the special token a is there twice; name it once")
    options.specials = [""]
    #expect(
      message(options) == "64 a special token is empty; give it a text such as <|endoftext|>")
    options.specials = ["<s>"]
    #expect(message(options) == "no error")
    options.alphabet = characters
    #expect(message(options) == "64 the special token <s> is there twice; name it once")
    options.alphabet = .characters(coverage: 0, byteFallback: false)
    #expect(
      message(options)
        == "64 a character coverage of 0.0 is not above 0 and at most 1; use 0.9995, "
        + "or 1 for a small alphabet")
    options.alphabet = .characters(coverage: .nan, byteFallback: false)
    #expect(message(options).hasPrefix("64 a character coverage of nan"))
  }

  @Test func countsThatDoNotFit() {
    #expect(
      message(.init(vocabularySize: 300), [("abc", 1 << 62)])
        == "1 the weighted text has more than 2^63 - 1 bytes; use smaller weights")
    #expect(
      message(.init(vocabularySize: 300, alphabet: characters), [("a", .max), ("b", .max)])
        == "1 the weighted text has more than 2^63 - 1 bytes; use smaller weights")
    #expect(message(.init(vocabularySize: 300), [("ab", 1 << 61), ("b", 1 << 61)]) == "no error")
    #expect(
      message(.init(vocabularySize: 300), [("a", .max), ("b", 1)]).hasPrefix("1 the weighted"))
  }
}

import Counting
import Groundwork
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

@Suite struct TiktokenOutputTests {
  @Test(arguments: ["cl100k", "gpt2", "o200k"])
  func theEncoderCutsTheTrainingTextAsTheTrainerLeftIt(split: String) throws {
    let texts = try trainingLines()
    let splitter = try SplitPattern.splitter(for: split)
    let table = try count(texts, .splitter(splitter))
    let options = BPETrainingOptions(vocabularySize: 1200, specials: ["<|end|>", "<|pad|>"])
    let trained = try BPETrainer.train(counts: table, options: options)
    let files = try trained.tiktokenFiles(
      name: "law", pattern: split,
      record: TrainingRecord(trained, counts: table, source: noInputs(split)))
    let specification = try TiktokenSpecification(
      JSONValue(parsing: files.side, file: "law.json"), file: "law.json")
    #expect(specification.name == "law")
    #expect(specification.specials.map(\.text) == ["<|end|>", "<|pad|>"])
    #expect(
      specification.specials.map { Int($0.id) } == [trained.symbolCount, trained.symbolCount + 1])
    let tokenizer = try TiktokenReader.load(
      bytes: files.ranks, file: "law.tiktoken", specification: specification)
    #expect(tokenizer.vocabulary.count == trained.vocabularySize)

    let encoder = tokenizer.makeEncoder()
    var tokens: UInt64 = 0
    let ended = segmentation(table, options)
    for piece in 0..<table.count {
      let text = Array(table[piece])
      // Alone, a piece may be cut again by the pattern; then only its bytes can be compared.
      var end = 0
      let whole = text.withUnsafeBufferPointer { text in
        withUnsafeMutablePointer(to: &end) {
          splitter.nextEnds(UnsafeMutableBufferPointer(start: $0, count: 1), from: 0, in: text)
        }
      }
      if whole == 1, end == text.count { #expect(encoder.encode(text) == ended[piece]) }
    }
    for text in texts {
      let ids = encoder.encode(text)
      tokens += UInt64(ids.count)
      #expect(try tokenizer.decode(ids) == text)
    }
    #expect(tokens == trained.trainingTokens)
  }

  @Test func sameBytesTwiceAndForAnyNumberOfWorkers() throws {
    let texts = try trainingLines()
    let splitter = try SplitPattern.splitter(for: "cl100k")
    var outputs: [[UInt8]] = []
    for workers in [1, 1, 2, 4] {
      let table = try count(texts, .splitter(splitter), workers: workers)
      let trained = try BPETrainer.train(counts: table, options: .init(vocabularySize: 900))
      let files = try trained.tiktokenFiles(
        pattern: "cl100k",
        record: TrainingRecord(trained, counts: table, source: noInputs("cl100k")))
      outputs.append(files.ranks + files.side)
    }
    #expect(outputs.dropFirst().allSatisfy { $0 == outputs[0] })
  }

  @Test func sideFileHoldsTheRecord() throws {
    var table = PieceTable()
    table.add("abcabc".utf8, weight: 3)
    let trained = try BPETrainer.train(
      counts: table, options: .init(vocabularySize: 300, specials: ["<|end|>"]))
    let input = CountedInput(name: "a.txt", sha256: "00", bytes: 21, documents: 3)
    let source = CountRecord(
      policy: .init(split: "gpt2", versions: [.init("derlius", "0.1.0")]), inputs: [input])
    let files = try trained.tiktokenFiles(
      pattern: "x+", record: TrainingRecord(trained, counts: table, source: TrainingSource(source)))
    #expect(
      String(decoding: files.side, as: UTF8.self) == """
        {
          "pat_str": "x+",
          "special_tokens": {
            "<|end|>": 259
          },
          "training": {
            "model": "bpe",
            "like": null,
            "split": "gpt2",
            "form": "raw",
            "alphabet": "bytes",
            "vocab_size": 300,
            "max_piece_length": null,
            "min_frequency": 2,
            "tie_rule": "bytes",
            "special": ["<|end|>"],
            "reached": 260,
            "ran_out": true,
            "letters": 256,
            "merges": 3,
            "pieces": 1,
            "occurrences": 3,
            "bytes": 18,
            "tokens": 3,
            "curve": [
              {
                "merges": 0,
                "tokens": 18
              },
              {
                "merges": 1,
                "tokens": 12
              },
              {
                "merges": 2,
                "tokens": 6
              },
              {
                "merges": 3,
                "tokens": 3
              }
            ],
            "inputs": [
              {
                "name": "a.txt",
                "sha256": "00",
                "bytes": 21,
                "documents": 3,
                "weight": 1
              }
            ],
            "versions": {
              "derlius": "0.1.0"
            }
          }
        }

        """)
    #expect(
      String(decoding: files.ranks, as: UTF8.self).hasSuffix("YWI= 256\nYWJj 257\nYWJjYWJj 258\n"))
  }

  @Test func charactersAreRefused() throws {
    var table = PieceTable()
    table.add("▁a".utf8)
    let trained = try BPETrainer.train(
      counts: table, options: .init(vocabularySize: 300, alphabet: .characters()))
    #expect {
      _ = try trained.rankedTokens()
    } throws: { error in
      "\(error)" == "a rank file holds byte-level tokens, and this vocabulary was trained on "
        + "characters; write it as a SentencePiece model, or train on bytes"
    }
  }
}

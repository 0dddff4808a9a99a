import Counting
import Groundwork
import Tokenization
import TokenizerFormats
import TokenizerTraining

/// Encoders, on any bytes: the first byte chooses the pattern or model, the others are the text.
let encodingTargets = [
  Target("encode-ranks", "the encoder of rank files, behind each scanner") {
    (bytes) throws(Failure) in
    guard let choice = bytes.first else { return }
    let text = Array(bytes.dropFirst())
    let tokenizer = rankTokenizers[Int(choice) % rankTokenizers.count]
    checkLossless(tokenizer, text)
  },
  Target("scanners", "each scanner against its pattern on ICU") { (bytes) throws(Failure) in
    guard let choice = bytes.first, firstInvalidUTF8(Array(bytes.dropFirst())) == nil else {
      return
    }
    let text = Array(bytes.dropFirst())
    let pair = splitterPairs[Int(choice) % splitterPairs.count]
    require(pieces(pair.scanner, text) == pieces(pair.regex, text), "\(pair.scanner.name) and ICU")
  },
  Target("encode-sentencepiece", "the encoders of SentencePiece models") {
    (bytes) throws(Failure) in
    guard let choice = bytes.first, !sentencePieceModels.isEmpty else { return }
    let tokenizer = sentencePieceModels[Int(choice) % sentencePieceModels.count]
    checkEncoding(tokenizer, Array(bytes.dropFirst()))
  },
  Target("encode-hugging-face", "the pipelines of tokenizer.json files") {
    (bytes) throws(Failure) in
    guard let choice = bytes.first, !pipelines.isEmpty else { return }
    checkEncoding(pipelines[Int(choice) % pipelines.count], Array(bytes.dropFirst()))
  },
  Target("train", "training a byte-level BPE on lines") { (bytes) throws(Failure) in
    guard let choice = bytes.first else { return }
    var counts = PieceTable()
    var total: [(piece: [UInt8], count: Int)] = []
    for line in bytes.dropFirst().split(separator: 0x0A) {
      counts.add(line)
      total.append((Array(line), 1))
    }
    let options = BPETrainingOptions(
      vocabularySize: 256 + Int(choice), minimumFrequency: UInt64(choice & 1) + 1)
    let trained = try BPETrainer.train(counts: counts, options: options)
    // Each line is one piece, as in training.
    let tokenizer = try RankTokenizer(
      tokens: try trained.rankedTokens(), splitter: WholeText(),
      summary: TokenizerSummary(format: "trained", model: "bpe", sha256: ""))
    let encoder = tokenizer.makeEncoder()
    let tokens = total.reduce(0) { $0 + encoder.encode($1.piece).count }
    require(UInt64(tokens) == trained.trainingTokens, "the encoder cuts as the trainer did")
  },
  Target("train-unigram", "training a Unigram on words; the first bytes choose options") {
    (bytes) throws(Failure) in
    guard bytes.count > 2 else { return }
    var counts = PieceTable()
    for line in bytes.dropFirst(2).split(separator: 0x0A) { counts.add(line) }
    var options = UnigramTrainingOptions(vocabularySize: 4 + Int(bytes[0]))
    options.likeness = bytes[1] & 1 == 0 ? .native : .sentencePiece
    options.characterCoverage = bytes[1] & 2 == 0 ? 1 : 0.9
    options.isHardLimit = bytes[1] & 4 != 0
    let one = try UnigramTrainer.train(
      counts: counts, options: options, pool: WorkerPool(workers: 1))
    let two = try UnigramTrainer.train(
      counts: counts.sorted(), options: options, pool: WorkerPool(workers: 2))
    require(one.pieces == two.pieces, "any order and any workers give the same")
    require(one.pieces.allSatisfy { $0.score.isFinite }, "scores are numbers")
  },
]

/// Cuts nothing: a text is one piece.
struct WholeText: Splitter {
  let name = "whole"
  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard start < text.count, ends.count > 0 else { return 0 }
    ends[0] = text.count
    return 1
  }
}

private func pieces(_ splitter: any Splitter, _ text: [UInt8]) -> [Int] {
  var ends: [Int] = []
  withUnsafeTemporaryAllocation(of: Int.self, capacity: 7) { buffer in
    text.withUnsafeBufferPointer { text in
      while true {
        let count = splitter.nextEnds(buffer, from: ends.last ?? 0, in: text)
        ends.append(contentsOf: buffer[..<count])
        if count < buffer.count { return }
      }
    }
  }
  return ends
}

/// A small vocabulary behind every known pattern, with one special token.
private let rankTokenizers: [RankTokenizer] = prepared { () throws(Failure) in
  var counts = PieceTable()
  for (index, piece) in sampleText.split(separator: 0x20).enumerated() {
    counts.add(piece, weight: UInt64(index + 2))
    counts.add([0x20] + piece, weight: UInt64(index + 2))
  }
  counts.add([UInt8](repeating: 0x20, count: 40), weight: 9)
  counts.add([UInt8](repeating: 0x61, count: 40), weight: 9)
  let trained = try BPETrainer.train(
    counts: counts, options: BPETrainingOptions(vocabularySize: 420, specials: ["<|end|>"]))
  let tokens = try trained.rankedTokens()
  var tokenizers: [RankTokenizer] = []
  for pattern in SplitPattern.all {
    tokenizers.append(
      try RankTokenizer(
        tokens: tokens, splitter: try SplitPattern.splitter(for: pattern.name),
        specials: [(Array("<|end|>".utf8), UInt32(tokens.ranks.count))],
        summary: TokenizerSummary(format: "tiktoken", model: "bpe", sha256: "")))
  }
  return tokenizers
}

private let splitterPairs: [(scanner: any Splitter, regex: any Splitter)] = prepared {
  () throws(Failure) in
  var pairs: [(scanner: any Splitter, regex: any Splitter)] = []
  for pattern in SplitPattern.all {
    pairs.append(
      (try SplitPattern.splitter(for: pattern.name), try RegexSplitter(pattern: pattern.text)))
  }
  return pairs
}

/// The SentencePiece models in the folder of test data.
private let sentencePieceModels: [SentencePieceTokenizer] = prepared { () throws(Failure) in
  var models: [SentencePieceTokenizer] = []
  for path in try testFiles("SentencePiece", ending: ".model") {
    models.append(try SentencePieceReader.load(path))
  }
  return models
}

/// The tokenizer.json files in the folder of test data.
private let pipelines: [HuggingFaceTokenizer] = prepared { () throws(Failure) in
  var pipelines: [HuggingFaceTokenizer] = []
  for path in try testFiles("HuggingFace", ending: ".json") {
    pipelines.append(try HuggingFaceReader.load(bytes: try readFile(path), file: path))
  }
  return pipelines
}

/// The files of a kind in `FUZZ_FIXTURES`, the folder of test data; none where it is not set.
private func testFiles(_ folder: String, ending: String) throws(Failure) -> [String] {
  guard let fixtures = environment("FUZZ_FIXTURES") else { return [] }
  let path = joinPath(fixtures, folder)
  return try listDirectory(path).filter { $0.hasSuffix(ending) }.map { joinPath(path, $0) }
}

private func prepared<Value>(_ make: () throws(Failure) -> [Value]) -> [Value] {
  do throws(Failure) { return try make() } catch { fatalError("fuzz: cannot prepare: \(error)") }
}

import Counting  // counts what training learns from
import Groundwork  // `Failure`, the only error that is thrown
import Tokenization  // tokenizers and encoders
import TokenizerFormats  // reading and writing tokenizer files
import TokenizerTraining  // training

/// A tour of the library: `swift run tour` with a tokenizer of its own, or `swift run tour FILE` with
/// a SentencePiece model, or a rank file of tiktoken that has its side file beside it.
@main
struct Tour {
  static func main() {
    // Every function that can fail throws a `Failure`, whose description is one line for people:
    // where, what is wrong, and what to do about it.
    do throws(Failure) {
      let tokenizer = try load(CommandLine.arguments.dropFirst().first)
      try encodeAndDecode("Labas, namai 😀", with: tokenizer)
      try decodeAsItComes("Labas 😀", with: tokenizer)
      try countOnManyThreads(with: tokenizer)
      try train()
      try meetAFailure(tokenizer)
    } catch {
      print("tour: \(error)")
    }
  }

  /// 1. A tokenizer is a value: immutable, shared by all threads.
  static func load(_ path: String?) throws(Failure) -> any Tokenizer {
    guard let path else { return try ownTokenizer() }
    if path.hasSuffix(".model") { return try SentencePieceReader.load(path) }
    return try TiktokenReader.load(rankFile: path)
  }

  /// A rank file holds a token and its rank on each line.
  ///
  /// A byte-level tokenizer has all 256 bytes, so that it can encode anything, and then what merging
  /// makes: here `na`, `ma`, `nama`, ` nama`.
  static func ownTokenizer() throws(Failure) -> any Tokenizer {
    let tokens: [[UInt8]] =
      (0...255).map { [$0] } + ["na", "ma", "nama", " nama"].map { Array($0.utf8) }
    let rankFile = TiktokenWriter.rankFile(RankedTokens(inRankOrder: tokens))
    return try TiktokenReader.load(
      bytes: rankFile, file: "own.tiktoken",
      // How text is split before merging: by the name of a known pattern, or a regular expression.
      specification: TiktokenSpecification(pattern: "gpt2"))
  }

  /// 2. Ids, what each stands for, and back.
  ///
  /// Offsets count bytes of UTF-8, not characters: a token may well hold a part of one, as those of the
  /// emoji do here.
  static func encodeAndDecode(_ text: String, with tokenizer: any Tokenizer) throws(Failure) {
    let ids = tokenizer.encode(text)
    print("\(text): \(ids.count) of \(tokenizer.vocabulary.count) tokens")
    let (_, spans) = tokenizer.encodeWithSpans(Array(text.utf8))
    for (id, span) in zip(ids, spans) {
      let piece = String(decoding: tokenizer.vocabulary[id], as: UTF8.self)
      print("  \(span.start)..<\(span.end)", id, piece.debugDescription)
    }
    // `decode` gives bytes, exactly; `decodeText` a text, with U+FFFD where bytes are no UTF-8.
    print("  and back:", try tokenizer.decodeText(ids))
  }

  /// 3. A model writes one id after the other.
  ///
  /// A streaming decoder gives out what is certain, so the emoji appears once its last byte is there.
  static func decodeAsItComes(_ text: String, with tokenizer: any Tokenizer) throws(Failure) {
    var decoder = StreamingDecoder(tokenizer)
    var parts: [String] = []
    for id in tokenizer.encode(text) {
      parts.append(String(decoding: try decoder.push(id), as: UTF8.self))
    }
    parts.append(String(decoding: try decoder.finish(), as: UTF8.self))
    print("as it comes:", parts.joined(separator: "|"))
  }

  /// 4. Encoding needs memory that is reused, so it is done by an encoder, one for each thread.
  ///
  /// A pool
  /// lends them; `tokenizer.tokenCount(text)` is for a single text.
  static func countOnManyThreads(with tokenizer: any Tokenizer) throws(Failure) {
    let texts = (1...1000).map { "namas numeris \($0)" }
    let encoders = EncoderPool(tokenizer)
    let counts = try WorkerPool().map(texts.count) { (index) throws(Failure) in
      try encoders.withEncoder { $0.encode(texts[index]).count }
    }
    print("\(texts.count) texts: \(counts.reduce(0, +)) tokens")
  }

  /// 5. Training works on counts of distinct pieces, so text is counted first, with the pattern that
  /// the tokenizer will have.
  static func train() throws(Failure) {
    let splitter = try SplitPattern.splitter(for: "gpt2")
    let counter = PieceCounter(rule: .splitter(splitter))
    try counter.count(TextBatch(["namas, namo, namui, namą, name", "namai, namų, namams, namus"]))
    let trained = try BPETrainer.train(
      counts: counter.finish(), options: BPETrainingOptions(vocabularySize: 264))
    let merges = trained.merges.map { String(decoding: trained[$0.new], as: UTF8.self) }
    print("trained:", merges.joined(separator: "|"))
    let tokenizer = try TiktokenReader.load(
      bytes: TiktokenWriter.rankFile(try trained.rankedTokens()), file: "trained.tiktoken",
      specification: TiktokenSpecification(pattern: "gpt2"))
    print("  Jie eina namo:", tokenizer.encode("Jie eina namo"))
  }

  /// 6. What goes wrong is a value that says so.
  static func meetAFailure(_ tokenizer: any Tokenizer) throws(Failure) {
    do throws(Failure) {
      _ = try tokenizer.decode([4_000_000])
    } catch {
      print("failure:", error)
    }
  }
}

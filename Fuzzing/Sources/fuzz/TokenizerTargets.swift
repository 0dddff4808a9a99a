import Groundwork
import Tokenization
import TokenizerFormats

/// Readers of tokenizer files; what loads must also encode.
let tokenizerTargets = [
  Target("ranks", "a rank file, with GPT-2's pattern") { (bytes) throws(Failure) in
    let tokens = try RankFile.parse(bytes, file: "ranks")
    let written = try RankFile.parse(TiktokenWriter.rankFile(tokens), file: "written")
    require(
      written.bytes == tokens.bytes && written.ranks == tokens.ranks, "ranks written and read")
    let tokenizer = try TiktokenReader.load(
      bytes: bytes, file: "ranks", specification: TiktokenSpecification(pattern: "gpt2"))
    checkLossless(tokenizer, sampleText)
  },
  Target("side-file", "a rank file's JSON, with a rank for each byte") { (bytes) throws(Failure) in
    let json = try JSONValue(parsing: bytes, file: "side")
    let specification = try TiktokenSpecification(json, file: "side")
    // ICU's matcher backtracks: how long a stranger's pattern takes is its own affair.
    guard SplitPattern.named(specification.pattern) != nil || specification.pattern.utf8.count < 24
    else { return }
    let tokenizer = try TiktokenReader.load(
      bytes: byteRanks, file: "ranks", specification: specification)
    checkLossless(tokenizer, sampleText)
  },
  Target("sentencepiece", "a SentencePiece model") { (bytes) throws(Failure) in
    let model = try SentencePieceModel(parsing: bytes, file: "model")
    let again = try SentencePieceModel(parsing: model.serialized(), file: "written")
    // NaN scores are unlike themselves, so bytes are compared.
    require(again.serialized() == model.serialized(), "a model written and read")
    let tokenizer = try SentencePieceReader.load(bytes: bytes, file: "model")
    checkEncoding(tokenizer, sampleText)
  },
  Target("rules", "a normalization rule file") { (bytes) throws(Failure) in
    let rules = try NormalizationRules(parsing: bytes, file: "rules")
    // The reader refuses an array that leads out of itself.
    _ = try Charsmap(try rules.compiled())
  },
  Target("tekken", "a Tekken file") { (bytes) throws(Failure) in
    checkLossless(try TekkenReader.load(bytes: bytes, file: "tekken"), sampleText)
  },
  Target("pickle", "a pickled encoding") { (bytes) throws(Failure) in
    checkLossless(try PickleReader.load(bytes: bytes, file: "pickle"), sampleText)
  },
  Target("hugging-face", "a tokenizer.json") { (bytes) throws(Failure) in
    checkEncoding(try HuggingFaceReader.load(bytes: bytes, file: "json"), sampleText)
  },
  Target("gpt2", "GPT-2's merges, with a vocabulary of 260 tokens") { (bytes) throws(Failure) in
    let files = GPT2Files(vocabulary: gpt2Vocabulary, merges: scratchFile(bytes))
    checkEncoding(try GPT2Reader.load(files), sampleText)
  },
  Target("word-piece", "a list of WordPiece tokens") { (bytes) throws(Failure) in
    checkEncoding(try WordPieceReader.load(bytes: bytes, file: "vocab"), sampleText)
  },
  Target("gguf", "a GGUF file's tokenizer") { (bytes) throws(Failure) in
    checkEncoding(try GGUFReader.load(bytes: bytes, file: "gguf"), sampleText)
  },
  Target("folder", "a tokenizer_config.json beside a small tokenizer.json") {
    (bytes) throws(Failure) in
    let folder = try PublishedFolder(
      "folder", config: try JSONValue(parsing: bytes, file: "config"), map: nil, added: nil)
    let (tokenizer, settings) = try HuggingFaceReader.load(
      bytes: smallTokenizer, file: "json", folder: folder)
    checkEncoding(tokenizer, sampleText)
    let again = try PublishedSettings(settings.json, file: "manifest")
    require(again == settings, "settings written and read")
  },
]

/// A tokenizer.json of Bert's kind, with a few words.
private let smallTokenizer = Array(
  #"""
  {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": {"type":
  "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true},
  "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true},
  "post_processor": null, "decoder": null, "model": {"type": "WordPiece", "unk_token": "[UNK]",
  "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": {"[UNK]": 0, "a": 1, "##a": 2, "x": 3}}}
  """#.utf8)

/// A text with letters of several scripts, digits, runs of spaces, line ends and a scalar of four bytes.
let sampleText = Array("Ačiū, it's 2026!  \r\n\t Πώς? ไทย 東京 x 😀\u{2581}e\u{301}".utf8)

/// A rank file that holds the 256 bytes.
private let byteRanks = TiktokenWriter.rankFile(
  RankedTokens(bytes: Array(0...255), offsets: Array(0...256), ranks: Array(0...255)))

/// A file that holds the 256 bytes and four tokens more, by name of the process.
private let gpt2Vocabulary: String = {
  let letters = ByteLevelAlphabet.scalars.compactMap { Unicode.Scalar($0).map { String($0) } }
  let tokens = letters + ["ab", "\u{120}a", "aa", "aab"]
  let members = tokens.enumerated().map { JSONValue.Member($1, .integer($0)) }
  return scratchFile(Array(JSONValue.object(members).serialized().utf8), name: "vocabulary")
}()

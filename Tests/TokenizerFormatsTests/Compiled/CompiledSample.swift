import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// A small vocabulary of ours and its compiled form in a folder of its own.
struct CompiledSample {
  private let folder: TemporaryFolderBox
  /// The tokenizer as its rank file gives it.
  let source: RankTokenizer
  let specification: TiktokenSpecification
  /// The rank file's hash.
  let sha256: String

  init(first: UInt32 = 0, pattern: String = "cl100k") throws {
    folder = try TemporaryFolderBox()
    var tokens = (0...255).reversed().map { [UInt8($0)] }
    for text in ["he", "ll", "hell", " w", "or", " wor", "ld", "hello", "ąž", " ž", "  ", "    "] {
      tokens.append(Array(text.utf8))
    }
    // Longer than what is merged by last merges.
    tokens.append([UInt8](repeating: 0x68, count: 300))
    var ranks = RankedTokens()
    // Gaps, in one of which a special token sits.
    for (index, token) in tokens.enumerated() {
      ranks.append(token, rank: UInt32(index + index / 200 * 3))
    }
    let bytes = TiktokenWriter.rankFile(ranks)
    sha256 = try SHA256.hexadecimalDigest(of: bytes)
    specification = TiktokenSpecification(
      name: "sample", pattern: pattern,
      specials: [.init(text: "<|a|>", id: 201 + first), .init(text: "<|end|>", id: 400 + first)],
      firstOrdinaryID: first, explicitVocabularySize: 410 + Int(first))
    source = try TiktokenReader.load(bytes: bytes, file: "sample", specification: specification)
  }

  /// A path in the folder.
  func path(_ name: String) -> String { joinPath(folder.path, name) }

  /// The compiled form.
  func bytes() throws -> [UInt8] { try CompiledWriter.bytes(of: source, path: "sample") }

  /// Writes bytes and loads them as a compiled vocabulary.
  func load(_ bytes: [UInt8]) throws -> RankTokenizer {
    try AtomicFile.write(bytes, to: path("x.derlius"))
    return try CompiledReader.load(path("x.derlius"))
  }
}

/// Expects that two tokenizers are the same but for their summaries.
func expectSame(
  _ one: RankTokenizer, _ other: RankTokenizer, on texts: [[UInt8]],
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  #expect(one.vocabulary.bytes == other.vocabulary.bytes, sourceLocation: sourceLocation)
  #expect(one.vocabulary.offsets == other.vocabulary.offsets, sourceLocation: sourceLocation)
  #expect(one.vocabulary.kinds == other.vocabulary.kinds, sourceLocation: sourceLocation)
  #expect(one.specials == other.specials, sourceLocation: sourceLocation)
  #expect(one.splitter.name == other.splitter.name, sourceLocation: sourceLocation)
  let encoder = one.makeEncoder()
  let encoderOfOther = other.makeEncoder()
  let parser = one.makeEncoder(specials: .parse)
  let parserOfOther = other.makeEncoder(specials: .parse)
  let raw = try #require(one.makeBytesEncoder())
  let rawOfOther = try #require(other.makeBytesEncoder())
  for text in texts {
    let ids = raw.encode(text)
    #expect(ids == rawOfOther.encode(text), sourceLocation: sourceLocation)
    #expect(try one.decode(ids) == other.decode(ids), sourceLocation: sourceLocation)
    if firstInvalidUTF8(text) != nil { continue }
    #expect(encoder.encode(text) == encoderOfOther.encode(text), sourceLocation: sourceLocation)
    #expect(parser.encode(text) == parserOfOther.encode(text), sourceLocation: sourceLocation)
    let small = Array(text.prefix(while: { $0 < 0x80 }).prefix(500))
    #expect(one.explain(small) == other.explain(small), sourceLocation: sourceLocation)
  }
}

/// Texts with letters, digits, spaces, special tokens, and bytes that are no text.
func mixedTexts(count: Int, seed: UInt64) -> [[UInt8]] {
  let random = KeyedRandom(seed: seed, stream: 3)
  let parts = [
    "hello", " world", " hell", "ąžuolas", " žodis", "12345", "  \n", "hhhhh", "<|end|>", "<|a|>",
    "'s", "東京",
  ]
  return (0..<UInt64(count)).map { round in
    if round % 3 == 2 {
      return (0..<60).map { UInt8(random.below(256, round * 1000 + $0)) }
    }
    let words = (0..<round % 40).map { parts[random.below(parts.count, round * 1000 + $0)] }
    return Array(words.joined().utf8)
  }
}

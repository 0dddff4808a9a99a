import Counting
import Groundwork
import SentencePieceReference
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

/// Tokenizers after a pruning, of every kind that the fixtures have.
@Suite struct PrunedTokenizerTests {
  private static let texts = lines(Array(smallText.utf8)) + SampleTexts.more

  /// How often ids come out of texts.
  private func uses(_ tokenizer: any Tokenizer) -> [UInt64] {
    var uses = [UInt64](repeating: 0, count: tokenizer.vocabulary.count)
    let encoder = tokenizer.makeEncoder(specials: .text)
    for text in Self.texts { for id in encoder.encode(text) { uses[Int(id)] += 1 } }
    return uses
  }

  /// What texts need is left, so they keep their ids but for the new numbers; others can still be encoded.
  private func check(_ edit: TokenizerEditor) throws {
    let old = edit.tokenizer
    let edited = try edit.pruned(.minimum(1), uses: uses(old))
    let kept = try #require(edited.oldIDs)
    #expect(zip(kept, kept.dropFirst()).allSatisfy { $0 < $1 })
    let (before, after) = (
      old.makeEncoder(specials: .text), edited.tokenizer.makeEncoder(specials: .text)
    )
    for text in Self.texts {
      #expect(after.encode(text).map { kept[Int($0)] } == before.encode(text))
    }
    let unknown = { (tokenizer: any Tokenizer, ids: [UInt32]) in
      ids.contains { tokenizer.vocabulary.kind(of: $0) == .unknown }
    }
    for text in ["zuikis šoka", "[x] 98", "привет", "漢字"] {
      let (ids, found) = (before.encode(text), after.encode(text))
      if !unknown(old, ids) { #expect(!unknown(edited.tokenizer, found)) }
    }
    // A size is kept to where it can be.
    let size = edited.tokenCount
    let plan = PruningPlan(try edit.links, uses: nil)
    if size - 1 >= plan.least {
      #expect(try edit.pruned(.size(size - 1), uses: uses(old)).tokenCount == size - 1)
      #expect(try edit.pruned(.size(plan.least), uses: nil).tokenCount == plan.least)
    }
  }

  private func fixture(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/\(name)")
  }

  @Test(arguments: [
    "added-llama", "added-specials", "added-unigram", "added", "bytelevel-holes", "bytelevel-space",
    "bytelevel", "digits-bytelevel", "falcon", "ignore-merges", "llama", "many-merges",
    "nfc-bytelevel", "old-spelling", "partial-fallback-fused", "partial-fallback",
    "unigram-fallback",
    "unigram-ties", "unigram", "unknown-dropped", "unknown-fused", "unknown", "wordpiece",
  ])
  func tokenizerJSON(_ name: String) throws {
    let path = fixture("HuggingFace/\(name).json")
    let tokenizer = try HuggingFaceReader.load(bytes: try readFile(path), file: path)
    try check(try TokenizerEditor(tokenizer, path: path, name: name))
  }

  @Test(arguments: ["prefix-suffix", "wordlevel"])
  func whatCannotBePruned(_ name: String) throws {
    let path = fixture("HuggingFace/\(name).json")
    let edit = try TokenizerEditor(
      try HuggingFaceReader.load(bytes: try readFile(path), file: path), path: path, name: name)
    let failure = #expect(throws: Failure.self) { try edit.pruned(.minimum(1), uses: nil) }
    #expect(
      failure?.description
        == [
          "prefix-suffix":
            "\(path): model.continuing_subword_prefix is set, with which a BPE cannot be pruned; use a "
            + "tokenizer without it",
          "wordlevel":
            "\(path): a wordlevel model has no parts that a removed token would become; prune a BPE, "
            + "Unigram or WordPiece",
        ][name])
  }

  @Test(arguments: [false, true]) func ranks(_ hasSpecials: Bool) throws {
    let table = try count(Self.texts, .splitter(SplitPattern.splitter(for: "gpt2")))
    let trained = try BPETrainer.train(
      counts: table, options: BPETrainingOptions(vocabularySize: 420))
    let tokenizer = try TiktokenReader.load(
      bytes: TiktokenWriter.rankFile(try trained.rankedTokens()), file: "t",
      specification: .init(
        pattern: "gpt2",
        specials: hasSpecials ? [.init(text: "<s>", id: 500), .init(text: "</s>", id: 500)] : []))
    try check(try editor(tokenizer))
  }

  @Test(arguments: [false, true]) func pieces(_ byteFallback: Bool) throws {
    let table = try count(Self.texts, .spaceMarkedWords)
    let options = BPETrainingOptions(
      vocabularySize: 500, alphabet: .characters(coverage: 1, byteFallback: byteFallback))
    let model = try BPETrainer.train(counts: table, options: options).sentencePieceModel()
    try check(try editor(model))
    var unigram = UnigramTrainingOptions(vocabularySize: 450)
    unigram.symbols.hasBytes = byteFallback
    unigram.isHardLimit = false
    try check(
      try editor(
        try UnigramTrainer.train(counts: table, options: unigram).sentencePieceModel(.identity)))
  }

  /// Roles keep their pieces when ids move, and samples say what comes out now.
  @Test func rolesAndSamples() throws {
    var model = smallModel(byteFallback: false)
    model.pieces.append(.init("<end>", type: .control))
    model.trainer.setSpecial(.end, id: model.pieces.count - 1, pieces: model.pieces)
    model.selfTest = [.init(input: Array("ab".utf8), expected: Array("▁ab".utf8))]
    let edited = try editor(model).pruned(.size(4 + 1), uses: nil)
    let made = try SentencePieceModel(parsing: edited.bytes, file: "m")
    #expect(edited.oldIDs == [0, 3, 4, 5, 6])
    #expect(made.trainer.id(of: .end) == 4)
    #expect(made.trainer.piece(of: .end) == Array("<end>".utf8))
    #expect(made.selfTest.map(\.expected) == [Array("▁ a b".utf8)])
    #expect(
      String(decoding: try #require(edited.map), as: UTF8.self) == "0\t0\n3\t1\n4\t2\n5\t3\n6\t4\n")
  }
}

private enum SampleTexts {
  static let more: [[UInt8]] = [
    "lower newest widest", "hello world 2024", "laukas laukai laukuose", "don't stop, we're there",
  ].map { Array($0.utf8) }
}

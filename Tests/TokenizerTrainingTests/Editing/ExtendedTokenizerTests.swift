import Counting
import Groundwork
import SentencePieceReference
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

/// Tokenizers after an extension: old ids stay, and text is cut as the old merges and then the new ones say.
@Suite struct ExtendedTokenizerTests {
  @Test(arguments: 0..<30)
  func ranksAreCutByOldMergesThenNewOnes(seed: Int) throws {
    // In every second one `dcb` and `bdd` are tokens that no merge gives.
    let dead = seed.isMultiple(of: 2) ? ["dcb", "bdd"] : []
    let tokenizer = try rankTokenizer(
      ["ab", "bc", "abc", "ca", " a", "cab"] + dead, specials: ["<s>": 270])
    let letters = ["a", "b", "c", "d", "é"]
    let edit = try editor(tokenizer)
    let table = pieces(randomTexts(seed: UInt64(seed), letters: letters), of: tokenizer)
    let found = try ContinuedMerges.train(
      table, tokenizer, .bytes, dormant: dead.isEmpty ? [] : [262, 263], .init(count: 30))
    let edited = try edit.extended(by: table, .init(count: 30))
    let first = UInt32(271)
    #expect(edited.tokenizer.vocabulary.count == Int(first) + found.tokens.count)
    #expect(edited.oldIDs == nil)
    #expect(edited.map == nil)
    let merges = found.tokens.enumerated().compactMap { place, token in
      token.parts.map { (left: $0.left, right: $0.right, new: first + UInt32(place)) }
    }
    let new = edited.tokenizer.makeEncoder()
    let old = tokenizer.makeEncoder()
    for text in randomTexts(seed: UInt64(seed) + 500, letters: letters) {
      // A piece at a time, since merges stay within pieces.
      var want: [UInt32] = []
      guard let splitter = (tokenizer.pieceCutting?.makeCutter()) else { continue }
      var ranges = [PieceRange](repeating: .init(start: 0, end: 0), count: 100)
      let bytes = Array(text.utf8)
      let count = bytes.withUnsafeBufferPointer { buffer in
        _ = splitter.begin(buffer)
        return ranges.withUnsafeMutableBufferPointer { splitter.next($0) }
      }
      for range in ranges[..<count] {
        want += merged(old.encode(Array(bytes[range.start..<range.end])), merges)
      }
      #expect(new.encode(text) == want)
    }
  }

  /// `xyz` is a token that no merge gives; `xy` would wake it, and `yz` too.
  @Test func sleepingTokensAreNotWoken() throws {
    let tokenizer = try rankTokenizer(["xyz"])
    let edited = try editor(tokenizer).extended(
      by: pieces(["xyzw xyzw xyzw"], of: tokenizer), .init(count: 3))
    let vocabulary = edited.tokenizer.vocabulary
    let new = (257..<260).map { String(decoding: vocabulary[UInt32($0)], as: UTF8.self) }
    #expect(new == ["zw", "yzw", "xyzw"])
    #expect(edited.tokenizer.makeEncoder().encode(" xyzw") == [32, 259])
  }

  /// `<s>` keeps the id 270, so that new ranks begin at 271.
  @Test func ranksHaveAGapWhereSpecialTokensAre() throws {
    let tokenizer = try rankTokenizer(["ab"], specials: ["<s>": 270])
    let edited = try editor(tokenizer).extended(
      by: pieces(["abab abab"], of: tokenizer), .init(count: 1))
    let lines = String(decoding: edited.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.suffix(2) == ["YWI= 256", "YWJhYg== 271"])
    let side = try JSONValue(parsing: try #require(edited.sideFile), file: "side")
    #expect(side["special_tokens"]?["<s>"]?.integer == 270)
    #expect(side["explicit_n_vocab"] == nil)
    #expect(edited.tokenizer.specials == tokenizer.specials)
  }

  /// New characters first, the most frequent of them; then merges, with scores below all others.
  @Test func aModelGetsTheCharactersThatItLacks() throws {
    let model = smallModel(byteFallback: true)
    let edit = try editor(model)
    let table = pieces(["ščš ščš šaš", "ab ab"], of: edit.tokenizer)
    let edited = try edit.extended(by: table, .init(count: 5))
    let made = try SentencePieceModel(parsing: edited.bytes, file: "m")
    #expect(
      made.pieces.prefix(model.pieces.count).elementsEqual(model.pieces) { $0.text == $1.text })
    let new = made.pieces.dropFirst(model.pieces.count)
    // š 6 times, č 2 times; then (▁, š) 3; of (č, š) and (▁š, č), 2 each, č comes before ▁ by its bytes.
    #expect(
      new.map { String(decoding: $0.text, as: UTF8.self) } == ["š", "č", "▁š", "čš", "▁ščš"])
    #expect(new.map(\.score) == [-5, -6, -7, -8, -9])
    #expect(edited.letters == 2)
    #expect(made.trainer.vocabularySize == made.pieces.count)
    #expect(
      edited.tokenizer.makeEncoder().encode("ab").elementsEqual(
        edit.tokenizer.makeEncoder().encode("ab")))
    if SentencePieceReference.isLinked {
      let reference = try SentencePieceReference(model: edited.bytes)
      for text in ["ščš", "šč ab š", "abšab", "ž"] {
        #expect(
          try reference.encode(Array(text.utf8)) == edited.tokenizer.makeEncoder().encode(text))
      }
    }
  }

  /// A user-defined piece parts its neighbours, as it does when text is encoded.
  @Test func userDefinedPiecesAreNotMerged() throws {
    var model = smallModel(byteFallback: false)
    model.pieces.append(.init("b", type: .userDefined))
    model.pieces.removeAll { $0.text == Array("b".utf8) && $0.type == .normal }
    model.pieces.removeAll { $0.text == Array("ab".utf8) || $0.text == Array("▁ab".utf8) }
    let edit = try editor(model)
    let edited = try edit.extended(
      by: pieces(["aab aab aabaa"], of: edit.tokenizer), .init(count: 10))
    let made = try SentencePieceModel(parsing: edited.bytes, file: "m")
    let new = made.pieces.dropFirst(model.pieces.count).map {
      String(decoding: $0.text, as: UTF8.self)
    }
    #expect(new == ["aa", "▁aa"])
  }

  /// Below a score of -1e9, as Llama's runs of spaces have it, 32-bit floats stand 64 apart.
  @Test func scoresBelowVeryLowOnes() throws {
    var model = smallModel(byteFallback: true)
    model.pieces[model.pieces.count - 1].score = -1e9
    let edit = try editor(model)
    let edited = try edit.extended(
      by: pieces(["abab abab"], of: edit.tokenizer), .init(count: 4))
    let made = try SentencePieceModel(parsing: edited.bytes, file: "m")
    #expect(made.pieces.suffix(1).map(\.score) == [-1_000_000_064])
  }

  @Test func scoresWithoutEnd() throws {
    var model = smallModel(byteFallback: true)
    model.pieces[model.pieces.count - 1].score = -.infinity
    let edit = try editor(model)
    let table = pieces(["abab abab"], of: edit.tokenizer)
    let failure = #expect(throws: Failure.self) { try edit.extended(by: table, .init(count: 4)) }
    #expect(
      failure?.problem
        == "its lowest score is no finite number, so that no piece can be put below it")
  }

  /// A text without the string of a new piece keeps its ids, and new pieces come out.
  @Test(arguments: [false, true])
  func aUnigramKeepsOldTexts(_ byteFallback: Bool) throws {
    let old = randomTexts(seed: 1, letters: ["a", "b", "c"])
    var options = UnigramTrainingOptions(vocabularySize: byteFallback ? 290 : 30)
    options.symbols.hasBytes = byteFallback
    options.isHardLimit = false
    let trained = try UnigramTrainer.train(
      counts: try count(old.map { Array($0.utf8) }, .spaceMarkedWords), options: options)
    let edit = try editor(try trained.sentencePieceModel(.identity))
    let texts = randomTexts(seed: 2, letters: ["b", "c", "ž", "žc"])
    let edited = try edit.extended(by: pieces(texts, of: edit.tokenizer), .init(count: 12))
    #expect(edited.changed == 12)
    #expect(edited.letters == 1)
    let vocabulary = edited.tokenizer.vocabulary
    let new = (UInt32(edit.tokenizer.vocabulary.count)..<UInt32(vocabulary.count)).map {
      String(decoding: vocabulary[$0], as: UTF8.self)
    }
    #expect(new.first == "ž")
    let (before, after) = (edit.tokenizer.makeEncoder(), edited.tokenizer.makeEncoder())
    var kept = 0
    for text in old + ["a", "b", "ca", "a b c"] + randomTexts(seed: 3, letters: ["a", "b", "c"]) {
      let marked = "▁" + text.split(separator: " ").joined(separator: "▁")
      if new.contains(where: { marked.contains($0) }) { continue }
      kept += 1
      #expect(before.encode(text) == after.encode(text))
    }
    #expect(kept >= 4)
    let used = Set(texts.flatMap { after.encode($0) })
    #expect(used.contains { $0 >= UInt32(edit.tokenizer.vocabulary.count) })
  }
}

/// `<unk>`, maybe bytes, `a`, `b`, `▁`, and the pieces `ab` and `▁ab`.
func smallModel(byteFallback: Bool) -> SentencePieceModel {
  var pieces: [SentencePieceModel.Piece] = [.init("<unk>", type: .unknown)]
  if byteFallback { pieces += (0...255).map { .byte($0) } }
  pieces += [
    .init("ab", score: 0), .init("▁ab", score: -1), .init("▁", score: -2), .init("a", score: -3),
    .init("b", score: -4),
  ]
  return SentencePieceModel(
    pieces: pieces, modelType: .bpe, byteFallback: byteFallback, beginID: nil, endID: nil)
}

import Groundwork
import SentencePieceReference
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

@Suite struct AddedSpecialTests {
  @Test func ranks() throws {
    let tokenizer = try rankTokenizer(["ab"], specials: ["<s>": 270])
    let edited = try editor(tokenizer).adding(specials: ["<a>", "<b>"])
    #expect(edited.tokenizer.specials.map(\.text) == ["<s>", "<a>", "<b>"])
    #expect(edited.tokenizer.specials.map(\.id) == [270, 271, 272])
    #expect(edited.bytes == TiktokenWriter.rankFile(RankSource(tokenizer).tokens))
  }

  @Test(arguments: [SpecialType.control, .userDefined])
  func pieces(_ type: SpecialType) throws {
    let edited = try editor(smallModel(byteFallback: true)).adding(specials: ["<a>"], as: type)
    let made = try SentencePieceModel(parsing: edited.bytes, file: "m")
    #expect(made.pieces.last?.text == Array("<a>".utf8))
    #expect(made.pieces.last?.type == (type == .control ? .control : .userDefined))
    #expect(made.trainer.controlSymbols.count == (type == .control ? 1 : 0))
    #expect(made.trainer.userDefinedSymbols.count == (type == .control ? 0 : 1))
    let ids = edited.tokenizer.makeEncoder().encode("ab<a>ab")
    #expect(ids.contains(UInt32(made.pieces.count - 1)) == (type == .userDefined))
    if SentencePieceReference.isLinked {
      let reference = try SentencePieceReference(model: edited.bytes)
      #expect(try reference.encode(Array("ab<a>ab".utf8)) == ids)
    }
  }

  @Test(arguments: [
    "added", "bytelevel-holes", "unigram", "wordpiece", "wordlevel", "prefix-suffix",
  ])
  func tokenizerJSON(_ name: String) throws {
    let path = joinPath(SharedData.repository, "Tests/Fixtures/HuggingFace/\(name).json")
    let tokenizer = try HuggingFaceReader.load(bytes: try readFile(path), file: path)
    let edit = try TokenizerEditor(tokenizer, path: path, name: name)
    for type in SpecialType.allCases {
      let edited = try edit.adding(specials: ["<|x|>", "<|y|>"], as: type)
      let first = UInt32(tokenizer.vocabulary.count)
      #expect(edited.tokenizer.makeEncoder().encode("<|y|>").contains(first + 1))
      #expect(
        edited.tokenizer.vocabulary.kind(of: first) == (type == .control ? .control : .userDefined))
    }
  }

  @Test func whatCannotBeAdded() throws {
    let edit = try editor(try rankTokenizer(["ab"], specials: ["<s>": 270]))
    func message(_ texts: [String], _ type: SpecialType = .control) -> String? {
      #expect(throws: Failure.self) { try edit.adding(specials: texts, as: type) }?.description
    }
    #expect(message([]) == "no special token is named; name some, such as '<|endoftext|>'")
    #expect(
      message([""]) == "a special token is empty; give it a text such as <|endoftext|>")
    #expect(message(["<a>", "<a>"]) == "the special token <a> is there twice; name it once")
    #expect(
      message(["<s>"])
        == "t.tiktoken: has the token <s> already, with the id 270; name it otherwise, such as "
        + "<|endoftext|>")
    #expect(
      message(["ab"])
        == "t.tiktoken: has the token ab already, with the id 256; name it otherwise, such as "
        + "<|endoftext|>")
    #expect(
      message(["<a>"], .userDefined)
        == "a rank file knows no user-defined tokens: tiktoken finds special tokens where it is told to; "
        + "leave out --type")
    let pieces = try editor(smallModel(byteFallback: false))
    #expect(
      #expect(throws: Failure.self) { try pieces.adding(specials: ["a\nb"]) }?.description
        == "the special token \"a\\nb\" holds a character that a model cannot state; name it "
        + "otherwise, such as <|endoftext|>")
  }
}

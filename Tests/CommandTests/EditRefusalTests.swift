import Groundwork
import TestSupport
import Testing

/// `derlius edit extend` of what cannot be extended: the file is named, the reason, and what helps.
@Suite struct EditRefusalTests {
  private static func path(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/\(name)")
  }

  @Test(arguments: [
    (
      "SentencePiece/bpe-across.model",
      "has tokens that go over spaces, so that texts cannot be cut into words to train on; use a tokenizer "
        + "without such tokens"
    ),
    (
      "SentencePiece/word.model",
      "a word model has no merges and no scores to go on from; extend a BPE or Unigram model"
    ),
    (
      "SentencePiece/char.model",
      "a char model has no merges and no scores to go on from; extend a BPE or Unigram model"
    ),
    (
      "GGUF/llama.gguf",
      "has the format gguf, which cannot be edited; write it as a .tiktoken, .model or tokenizer.json first: "
        + "derlius convert"
    ),
    (
      "WordPiece/vocab.txt",
      "has the format wordpiece, which cannot be edited; write it as a .tiktoken, .model or tokenizer.json "
        + "first: derlius convert"
    ),
  ])
  func whatCannotBeExtended(_ name: String, _ problem: String) throws {
    let derlius = try RunCommand()
    let text = try derlius.write("labas rytas labas vakaras\n", to: "text.txt")
    let output = derlius.path("x." + (name.split(separator: ".").last ?? ""))
    let path = Self.path(name)
    let result = try derlius(
      "edit", "extend", path, "--corpus", text, "--add", "3", "--output", output)
    #expect(result.status == 1)
    #expect(result.messages == "derlius: \(path): \(problem)\n")
    #expect(!exists(output))
  }
}

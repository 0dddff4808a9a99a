import Groundwork
import Testing
import Tokenization
import TokenizerFormats

/// What a tokenizer.json must not say, and what is said about it.
@Suite struct HuggingFaceRefusalTests {
  private func message(_ json: String) -> String {
    do throws(Failure) {
      _ = try HuggingFaceReader.load(bytes: Array(json.utf8), file: "t.json")
      return "loaded"
    } catch {
      return error.description
    }
  }

  private func model(_ text: String, _ more: String = "") -> String {
    message("{\"version\": \"1.0\", \(more)\"model\": \(text)}")
  }

  private static let bpe = #"{"type": "BPE", "vocab": {"a": 0}, "merges": []}"#

  @Test func whatIsRightLoads() {
    #expect(model(Self.bpe) == "loaded")
    #expect(model(Self.bpe, #""truncation": {"max_length": 4}, "padding": {}, "#) == "loaded")
  }

  @Test func modelsAreRefusedByName() {
    let again = "correct the JSON, or get the file again"
    #expect(
      model(#"{"type": "Neural", "vocab": {"a": 0}}"#)
        == "t.json: model.type is \"Neural\", which is not supported; "
        + "known are BPE, Unigram, WordPiece and WordLevel")
    #expect(
      model(#"{"type": "BPE", "vocab": {"a": 0, "b": 0}, "merges": []}"#)
        == "t.json: model.vocab: \"a\" and \"b\" have the same id, 0; "
        + "give each token an id of its own")
    #expect(
      model(#"{"type": "BPE", "vocab": {"a": 0, "a": 1}, "merges": []}"#)
        == "t.json: model.vocab has the token \"a\" twice; give each token one id")
    #expect(
      model("{\"type\": \"BPE\", \"vocab\": {\"a\": 0},\n \"merges\": [\"a b\"]}")
        == "t.json:2: model.merges[0] needs the token \"b\", which is not in model.vocab; \(again)")
    #expect(
      model(#"{"type": "BPE", "vocab": {"a": 0}, "merges": [["a", "a"]]}"#)
        == "t.json:1: model.merges[0] needs the token \"aa\", which is not in model.vocab; \(again)"
    )
    for merges in [#"["a"]"#, #"["a b c"]"#, #"[["a"]]"#, #"[["a","a","a"]]"#, "[1]"] {
      #expect(
        model(#"{"type": "BPE", "vocab": {"a": 0}, "merges": \#(merges)}"#)
          == "t.json:1: model.merges[0] is no pair of tokens like the others "
          + "(\"a b\" or [\"a\", \"b\"]); \(again)")
    }
    for id in ["-1", "1.5", "\"0\"", "null", "2097152", "99999999999"] {
      #expect(
        model(#"{"type": "BPE", "vocab": {"a": \#(id)}, "merges": []}"#)
          == "t.json:1: model.vocab: the id of \"a\" is no whole number from 0 to 2097151; \(again)"
      )
    }
    #expect(
      model(#"{"type": "BPE", "dropout": 0.1, "vocab": {"a": 0}, "merges": []}"#)
        == "t.json: model.dropout is 0.1, and text would be cut at random; set it to null")
    #expect(
      model(#"{"type": "BPE", "magic": 1, "vocab": {"a": 0}, "merges": []}"#)
        == "t.json: model.magic is not known, and may change the ids; "
        + "tokenizers 0.23.3 has no such setting; remove it if it does nothing")
    #expect(
      model(#"{"type": "BPE", "fuse_unk": 1, "vocab": {"a": 0}, "merges": []}"#)
        == "t.json: model.fuse_unk is the number 1, and should be true or false; \(again)")
    #expect(
      model(#"{"type": "BPE", "unk_token": "u", "vocab": {"a": 0}, "merges": []}"#)
        == "t.json: model.unk_token is \"u\", which is not in model.vocab; "
        + "tokenizers 0.23.3 fails at the first unknown scalar; name a token of the vocabulary")
    #expect(
      model(#"{"type": "Unigram", "unk_id": 1, "vocab": [["a", 0.0]]}"#)
        == "t.json: model.unk_id is 1, and the vocabulary has 1 tokens; \(again)")
    #expect(
      model(#"{"type": "Unigram", "vocab": [["a", 0.0]]}"#)
        == "t.json: model has no \"unk_id\", and tokenizers 0.23.3 fails at the first unknown "
        + "scalar; name the unknown token's id")
    #expect(
      model(#"{"type": "Unigram", "unk_id": 0, "vocab": [["a", 1e999]]}"#)
        == "t.json:1: model.vocab[0]: the score of \"a\" is no finite number; \(again)")
    #expect(
      model(#"{"type": "Unigram", "unk_id": 0, "vocab": [["a", NaN]]}"#)
        == "t.json:1: expected a value; \(again)")
    #expect(
      model(#"{"type": "WordPiece", "unk_token": "a", "vocab": {"a": 0}}"#)
        == "t.json: model has no \"continuing_subword_prefix\"; tokenizers 0.23.3 asks for it")
  }

  @Test func componentsAreRefusedByName() {
    #expect(
      model(Self.bpe, #""normalizer": {"type": "Spell"}, "#)
        == "t.json: normalizer is the normalizer \"Spell\", which is not supported; "
        + "use a tokenizer without it")
    let list = #""pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "X"}]}, "#
    #expect(
      model(Self.bpe, list)
        == "t.json: pre_tokenizer.pretokenizers[0] is the pre-tokenizer \"X\", "
        + "which is not supported; use a tokenizer without it")
    #expect(
      model(Self.bpe, #""decoder": {"type": "X"}, "#)
        == "t.json: decoder is the decoder \"X\", which is not supported; "
        + "use a tokenizer without it")
    #expect(
      model(Self.bpe, #""post_processor": {"type": "X"}, "#)
        == "t.json: post_processor is the post-processor \"X\", which is not supported; "
        + "use a tokenizer without it")
    #expect(
      model(Self.bpe, #""pre_tokenizer": {"type": "Digits"}, "#)
        == "t.json: pre_tokenizer has no \"individual_digits\"; tokenizers 0.23.3 asks for it")
    #expect(
      model(Self.bpe, #""postprocessor": null, "#)
        == "t.json: the file.postprocessor is not known, and may change the ids; "
        + "tokenizers 0.23.3 has no such setting; remove it if it does nothing")
    #expect(
      message(#"{"version": "2.0", "model": \#(Self.bpe)}"#)
        == "t.json: version is \"2.0\", and only \"1.0\" is known; "
        + "get the file for a newer Derlius, or an older file")
    #expect(
      message("{}") == "t.json: has no \"model\"; name a tokenizer.json, or get the file again")
    let token = #"{"id": 0, "content": "x", "single_word": false, "lstrip": false, "rstrip": false"#
    #expect(
      model(Self.bpe, "\"added_tokens\": [\(token)}], ")
        == "t.json: added_tokens[0] has no \"normalized\"; tokenizers 0.23.3 asks for it")
    let same = [#""X""#, #""x""#].map {
      #"{"id": 0, "content": \#($0), "single_word": false, "lstrip": false, "rstrip": false, "#
        + #""normalized": true, "special": false}"#
    }.joined(separator: ",")
    #expect(
      model(Self.bpe, #""normalizer": {"type": "Lowercase"}, "added_tokens": [\#(same)], "#)
        == "t.json: the added token \"x\" is the same as another once it is normalized; "
        + "remove one, or give it \"normalized\": false")
  }

  @Test func cutShortFilesAreRefused() throws {
    let whole = try readFile(HuggingFaceFixtures.path("llama.json"))
    for length in stride(from: 0, to: whole.count - 2, by: 97) {
      let text = String(decoding: whole[..<length], as: UTF8.self)
      #expect(message(text) != "loaded")
    }
  }
}

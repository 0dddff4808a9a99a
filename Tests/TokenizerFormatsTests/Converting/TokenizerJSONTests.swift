import Groundwork
import Testing
import Tokenization

@testable import TokenizerFormats

/// The writer of tokenizer.json.
@Suite struct TokenizerJSONTests {
  private func vocabulary(_ tokens: [String?]) -> Vocabulary {
    var vocabulary = Vocabulary()
    for token in tokens {
      vocabulary.append(Array((token ?? "").utf8), kind: token == nil ? .unused : .normal)
    }
    return vocabulary
  }

  private func refusal(_ file: TokenizerJSON) -> String {
    do throws(Failure) {
      _ = try file.serialized()
      return "no failure"
    } catch {
      return error.description
    }
  }

  @Test func aBPEIsWrittenAsTheLibraryWritesIt() throws {
    var parts = BPEParts(
      tokens: vocabulary(["a", "\"b\\\n", nil, "a\"b\\\n"]),
      merges: [.init(left: 0, right: 1, result: 3)])
    parts.ignoresMerges = true
    var file = TokenizerJSON(bpe: parts)
    var token = AddedToken(id: 4, content: Array("<s>".utf8))
    token.isSpecial = true
    file.addedTokens = [token]
    file.preTokenizer = HuggingFaceStage.byteLevel()
    #expect(
      String(decoding: try file.serialized(), as: UTF8.self) == #"""
        {
          "version": "1.0",
          "truncation": null,
          "padding": null,
          "added_tokens": [
            {"id": 4, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": true, "special": true}
          ],
          "normalizer": null,
          "pre_tokenizer": {
            "type": "ByteLevel",
            "add_prefix_space": false,
            "trim_offsets": true,
            "use_regex": false
          },
          "post_processor": null,
          "decoder": null,
          "model": {
            "type": "BPE",
            "dropout": null,
            "unk_token": null,
            "continuing_subword_prefix": null,
            "end_of_word_suffix": null,
            "fuse_unk": false,
            "byte_fallback": false,
            "ignore_merges": true,
            "vocab": {
              "a": 0,
              "\"b\\\n": 1,
              "a\"b\\\n": 3
            },
            "merges": [
              ["a", "\"b\\\n"]
            ]
          }
        }

        """#)
  }

  @Test func eachModelIsReadAgain() throws {
    let tokens = vocabulary(["[UNK]", "a", "##b", "b"])
    let models: [PipelineParts.Model] = [
      .wordPiece(prefix: Array("##".utf8), unknown: 0, longestWord: 100), .wordLevel(unknown: 0),
      .unigram(scores: [0, -1.5, -2, -0.1], unknown: 0, byteFallback: true),
    ]
    let expected: [[UInt32]] = [[1, 2], [0], [1, 3]]
    for (model, ids) in zip(models, expected) {
      let bytes = try TokenizerJSON(tokens: tokens, model: model).serialized()
      let tokenizer = try HuggingFaceReader.load(bytes: bytes, file: "x.json")
      #expect(tokenizer.encode("ab") == ids)
    }
  }

  @Test func tokensThatJSONCannotHold() {
    var binary = Vocabulary()
    binary.append([0xFF])
    #expect(
      refusal(TokenizerJSON(tokens: binary, model: .wordLevel(unknown: 0)))
        == "the token 0 is not UTF-8; write byte-level tokens with their letters")
    #expect(
      refusal(TokenizerJSON(tokens: vocabulary(["a", "a"]), model: .wordLevel(unknown: 0)))
        == "the token 1, \"a\", is there twice; give each token one id")
    let holes = vocabulary(["a", nil])
    #expect(
      refusal(
        TokenizerJSON(
          tokens: holes, model: .unigram(scores: [0, 0], unknown: 0, byteFallback: false)))
        == "the id 1 has no token, and the ids of a Unigram have no holes; give it a token that no text gives"
    )
    #expect(
      refusal(
        TokenizerJSON(
          tokens: vocabulary(["a"]),
          model: .unigram(scores: [.infinity], unknown: 0, byteFallback: false)))
        == "the score of token 0 is inf, which tokenizers cannot read; give it a finite score")
  }

  @Test func scoresAreSpeltSoThatTheLibraryReadsThem() throws {
    let random = KeyedRandom(seed: 1, stream: 3)
    var exact = 0
    for index in 0..<UInt64(2000) {
      let score = -Double(Float(random.unit(index) * 20))
      let text = try #require(ReferenceNumber.spelling(of: score))
      let read = try #require(
        Array(text.utf8).withUnsafeBufferPointer { ReferenceNumber.parse($0) })
      #expect(abs(read - score) <= score.ulp)
      if read == score { exact += 1 }
      let half = (score * 128).rounded() / 128
      let spelling = try #require(ReferenceNumber.spelling(of: half))
      #expect(Array(spelling.utf8).withUnsafeBufferPointer { ReferenceNumber.parse($0) } == half)
    }
    #expect(exact > 1900)
    #expect(ReferenceNumber.spelling(of: .nan) == nil)
    #expect(ReferenceNumber.spelling(of: 0) == "0.0")
  }
}

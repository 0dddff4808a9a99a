import Groundwork
import TestSupport
import Testing
import TokenizerFormats

@Suite struct TiktokenSpecificationTests {
  private func read(_ json: String) throws(Failure) -> TiktokenSpecification {
    try TiktokenSpecification(JSONValue(parsing: Array(json.utf8), file: "f.json"), file: "f.json")
  }

  @Test func keysOfTiktoken() throws {
    let json = #"""
      {"name": "n", "pat_str": "x", "explicit_n_vocab": 9, "special_tokens": {"<b>": 8, "<a>": 7}}
      """#
    #expect(
      try read(json)
        == TiktokenSpecification(
          name: "n", pattern: "x",
          specials: [.init(text: "<a>", id: 7), .init(text: "<b>", id: 8)],
          explicitVocabularySize: 9))
  }

  @Test func keysOfTekken() throws {
    let json = #"""
      {"config": {"pattern": "x", "default_vocab_size": 50, "default_num_special_tokens": 10},
       "special_tokens": [{"rank": 1, "token_str": "<s>"}, {"id": 2, "content": "</s>"}]}
      """#
    #expect(
      try read(json)
        == TiktokenSpecification(
          pattern: "x", specials: [.init(text: "<s>", id: 1), .init(text: "</s>", id: 2)],
          firstOrdinaryID: 10, explicitVocabularySize: 50))
  }

  @Test(arguments: [
    ("{}", "f.json: has no split pattern; give it as \"pat_str\""),
    (
      #"{"pat_str": "x", "explicit_n_vocab": -1}"#,
      "f.json: \"explicit_n_vocab\" is not a whole number; correct the value"
    ),
    (
      #"{"pat_str": "x", "special_tokens": {"<s>": "1"}}"#,
      "f.json: the special token \"<s>\" has no id; give each special token a whole number as its id"
    ),
    (
      #"{"pat_str": "x", "special_tokens": 3}"#,
      "f.json: \"special_tokens\" is neither an object nor a list; give an object of texts and ids, or null"
    ),
  ])
  func errorsNameTheKey(json: String, message: String) {
    #expect { try read(json) } throws: { "\($0)" == message }
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func sideFilesAreFoundBesideRankFiles() throws {
    let folder = SharedData.path("vocab/tiktoken")
    for (name, specials, first, size) in [
      ("cl100k_base", 5, 0, nil), ("p50k_base", 1, 0, 50281), ("llama3", 256, 0, nil),
      ("hastings", 5, 0, 32768), ("mistral-tekken-240718", 0, 1000, 131_072),
    ] as [(String, Int, UInt32, Int?)] {
      let path = joinPath(folder, name + ".tiktoken")
      let specification = try #require(try TiktokenSpecification.beside(rankFile: path))
      #expect(specification.specials.count == specials, "\(name)")
      #expect(specification.firstOrdinaryID == first, "\(name)")
      #expect(specification.explicitVocabularySize == size, "\(name)")
    }
    #expect(try TiktokenSpecification.beside(rankFile: joinPath(folder, "none.tiktoken")) == nil)
  }
}

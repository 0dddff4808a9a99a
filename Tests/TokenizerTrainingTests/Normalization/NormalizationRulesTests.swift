import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

@Suite struct NormalizationRulesTests {
  @Test(arguments: NormalizationRules.names)
  func compiledRulesMapEachSourceToItsTarget(_ name: String) throws {
    let rules = try #require(NormalizationRules(named: name))
    let map = try rules.compiled()
    #expect(map.count < 400_000)
    let normalizer = SentencePieceNormalizer(
      .init(
        charsmap: try Charsmap(map), addDummyPrefix: false, removeExtraWhitespaces: false,
        escapeWhitespaces: false))
    var wrong = 0
    for rule in rules.rules where normalizer.normalize(rule.source) != rule.target { wrong += 1 }
    #expect(wrong == 0)
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func theRuleOfTheGoldenModelComesOut() throws {
    let file = SharedData.path("conformance/golden-train/botchan-unigram-1000.model")
    let golden = try TrainingNormalization(named: file)
    let own = try TrainingNormalization(named: "nmt_nfkc")
    #expect(golden.name == "nmt_nfkc" && own.name == "nmt_nfkc")
    let (reference, ours) = (try golden.normalizer(), try own.normalizer())
    var wrong: [UInt32] = []
    for value in UInt32(1)..<0x11_0000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = Array("a\(scalar)\u{301}\(scalar)b".utf8)
      if reference.normalize(text) != ours.normalize(text) { wrong.append(value) }
    }
    #expect(wrong.isEmpty)
    let rules = try #require(NormalizationRules(named: "nmt_nfkc"))
    var different = 0
    for rule in rules.rules where reference.normalize(rule.source) != ours.normalize(rule.source) {
      different += 1
    }
    #expect(different == 0)
    // Sources that ours does not have would be found by their number.
    #expect(rules.count == 225_276)
  }

  @Test func ruleFilesAreRead() throws {
    let text = "41\t61\n42 43\t64 65\tcomment\n44\n\nU+45\t46\r\n"
    let rules = try NormalizationRules(parsing: Array(text.utf8), file: "r.tsv")
    let normalizer = SentencePieceNormalizer(
      .init(charsmap: try Charsmap(try rules.compiled()), addDummyPrefix: false))
    #expect(String(decoding: normalizer.normalize(Array("ABCBDE".utf8)), as: UTF8.self) == "adeBF")
  }

  @Test(arguments: [
    ("41\t61\nzz\t61\n", "r.tsv:2: zz is no code point; write it in hexadecimal, such as 212B"),
    (
      "\t61\n",
      "r.tsv:1: the rule has no source; write its code points in hexadecimal, a tab, "
        + "those of the target"
    ),
    ("41\tD800\n", "r.tsv:1: D800 is no code point; write it in hexadecimal, such as 212B"),
    ("\n", "r.tsv: holds no rules; use --normalization identity"),
  ])
  func wrongRuleFilesAreRefused(_ text: String, _ message: String) throws {
    let failure = #expect(throws: Failure.self) {
      try NormalizationRules(parsing: Array(text.utf8), file: "r.tsv")
    }
    #expect(failure?.description == message)
  }

  @Test func tooManyRulesThatStartOneAnotherAreRefused() throws {
    let rules = NormalizationRules(
      (1...32).map { .init(source: [UInt8](repeating: 0x61, count: $0), target: [0x62]) })
    let failure = #expect(throws: Failure.self) { try rules.compiled() }
    #expect(
      failure?.description
        == "more than 31 rules start one another, and the library looks at no more; "
        + "leave out the longest")
  }

  @Test func namesThatAreNoneAreRefused() throws {
    let failure = #expect(throws: Failure.self) { try TrainingNormalization(named: "nfc") }
    #expect(
      failure?.description == "nfc is no normalization; use nmt_nfkc, nfkc, nmt_nfkc_cf, nfkc_cf, "
        + "identity, or a rule file x.tsv")
  }
}

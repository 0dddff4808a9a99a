import Groundwork
import TestSupport
import Testing

@testable import Morphology

@Suite struct BuiltinTests {
  @Test func theListIsTheSample() throws {
    let bytes = try BuiltinMorphology.bytes("lt-uninflected")
    let sample = "corpora/sample/morphology/lt-uninflected.tsv"
    #expect(try bytes == readFile(joinPath(SharedData.repository, sample)))
    let list = try SegmentList(bytes: bytes, file: "builtin", language: "lt", name: "builtin")
    #expect(list.counts.forms == list.counts.rows && list.counts.forms > 300)
    for word in ["ir", "kad", "į", "ne", "tačiau", "oi"] { #expect(list.segments(word) == word) }
    // Pronouns and nouns that have become prepositions inflect.
    for word in ["tai", "vietoj", "buvo", "jis"] { #expect(list.segments(word) == nil) }
  }

  @Test func othersAreNotThere() {
    #expect(
      throws: Failure.usage(
        "there is no built-in list lt",
        remedy: "use builtin:lt-uninflected; a file is named ./builtin:lt")
    ) { try BuiltinMorphology.bytes("lt") }
  }
}

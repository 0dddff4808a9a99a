import Groundwork
import TestSupport
import Testing

@testable import Morphology

private func message(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch { return "\(error)" }
}

@Suite struct LemmaTests {
  private func treebank(_ words: [(form: String, lemma: String)]) throws -> TreebankLemmas {
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "small.conllu")
    let rows = words.enumerated().map {
      "\($0 + 1)\t\($1.form)\t\($1.lemma)\tX\t_\t_\t0\troot\t_\t_\n"
    }
    try AtomicFile.write(rows.joined() + "\n", to: path)
    return try TreebankLemmas(path: path, language: "lt")
  }

  @Test func formsAreCutBehindWhatTheyShareWithTheLemma() throws {
    let found = try treebank([
      ("Namo", "namas"), ("namas", "namas"), ("yra", "būti"), ("t\u{f3}", "t\u{f3}s"),
      ("Žodžių", "žodis"), ("ža", "žą"), ("5", "_"), ("a b", "ab"),
    ])
    #expect(found.segments("namo") == "nam|o" && found.segments("namas") == "namas")
    #expect(found.segments("yra") == "yra" && found.segments("žodžių") == "žod|žių")
    // A form that begins its lemma is whole; letters are not cut.
    #expect(found.segments("to") == "to" && found.segments("ža") == "ž|a")
    #expect(found.segments("5") == nil && found.segments("a b") == nil)
    #expect(
      found.summary
        == ProviderSummary(kind: .treebank, forms: 6, droppedRows: 2, ambiguousForms: 0))
    #expect(found.name == "small" && found.sha256.utf8.count == 64)
    #expect(found.knows("nam", .initial) && found.knows("o", .inner) && !found.knows("o", .initial))
  }

  @Test func theMostFrequentAnalysisStays() throws {
    let once = [("loti", "lotis"), ("loti", "loas")]
    // As often: the fewest cuts.
    #expect(try treebank(once).segments("loti") == "loti")
    #expect(try treebank(once + [("loti", "loa")]).segments("loti") == "lo|ti")
    #expect(try treebank(once).summary.ambiguousForms == 1)
    #expect(
      try treebank([("ab", "ax"), ("ab", "b")]).segments("ab") == "ab")
  }

  @Test func treebanksWithoutLemmasAreRefused() {
    #expect(
      message { _ = try treebank([("ab", "_")]) }.hasSuffix(
        "small.conllu: has no lemmas; name a treebank whose third column holds lemmas"))
  }

  private func unimorph(_ text: String) throws -> UniMorphList {
    try UniMorphList(bytes: Array(text.utf8), file: "a.tsv", language: "lt", name: "a")
  }

  @Test func unimorphTables() throws {
    let found = try unimorph(
      "namas\tnamo\tN;GEN;SG\r\nnamas\tnamas\tN;NOM;SG\n\nnamas\tnamų\tN;GEN;PL\ngera diena\tgeros dienos\tN\n"
        + "nama\tnamas\tN;ACC;PL\n")
    #expect(found.segments("namo") == "nam|o" && found.segments("namų") == "nam|ų")
    #expect(found.segments("namas") == "namas" && found.segments("geros dienos") == nil)
    #expect(
      found.summary
        == ProviderSummary(kind: .unimorph, forms: 3, droppedRows: 1, ambiguousForms: 1))
    #expect(found.knows("nam", .initial) && found.knows("ų", .inner))
  }

  @Test func segmentsOfUniMorph4() throws {
    let found = try unimorph(
      "run\trunning\tV;V.PTCP;PRS\trunn|ing\nmake\tmaking\tV;V.PTCP;PRS\tmake|ing\nrun\truns\tV\t-\n"
    )
    #expect(found.segments("running") == "runn|ing" && found.segments("runs") == "run|s")
    // Segments that do not give the form are not taken.
    #expect(found.segments("making") == "mak|ing")
  }

  private func features(_ provider: any MorphemeProvider, _ form: String) -> [String] {
    Array(form.utf8).withUnsafeBufferPointer { provider.features(of: $0) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func formsHaveTheFeaturesOfAllTheirRows() throws {
    let table = try unimorph(
      "namas\tNamai\tN;PL;NOM\nnamas\tnamai\tN;VOC;PL\nrun\truns\tV;3\trun|s\nx\ty\t\n")
    #expect(features(table, "namai") == ["N", "NOM", "PL", "VOC"] && table.hasFeatures)
    #expect(features(table, "runs") == ["3", "V"] && features(table, "y").isEmpty)
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "small.conllu")
    try AtomicFile.write(
      "1\tNamo\tnamas\tNOUN\t_\tCase=Gen|Number=Sing\t0\troot\t_\t_\n"
        + "2\tir\tir\tCCONJ\t_\t_\t1\tcc\t_\t_\n\n", to: path)
    let treebank = try TreebankLemmas(path: path, language: "lt")
    #expect(features(treebank, "namo") == ["Case=Gen", "Number=Sing"] && treebank.hasFeatures)
    #expect(features(treebank, "ir").isEmpty)
    #expect(try !self.treebank([("namo", "namas")]).hasFeatures)
    // The first of a chain that knows features of the form answers.
    let list = try SegmentList(
      bytes: Array("form\tsegments\nnamo\tnam-o\n".utf8), file: "l", language: "lt", name: "l")
    let chain = ProviderChain([list, treebank, table])
    #expect(!list.hasFeatures && features(list, "namo").isEmpty)
    #expect(chain.hasFeatures && features(chain, "namo") == ["Case=Gen", "Number=Sing"])
    #expect(features(chain, "namai") == ["N", "NOM", "PL", "VOC"])
  }

  @Test func errorsOfUniMorphHaveTheirLine() {
    #expect(
      message { _ = try unimorph("namas\tnamo\tN\n\nnamas\tnamų\n") }
        == "a.tsv:3: the line is not lemma, form and features parted by tabs; write the three, or name a "
        + "list of form, tab, segments")
    #expect(
      message { _ = try unimorph("a b\ta bo\tN\n") }
        == "a.tsv: holds no rows with a form of one word; give a line for each form: lemma, tab, form, "
        + "tab, features")
    #expect(
      message {
        _ = try UniMorphList(bytes: [0x61, 0xFF], file: "a.tsv", language: "lt", name: "a")
      } == "a.tsv: byte 1: is not UTF-8; convert the file to UTF-8, for example with iconv")
  }

  @Test func formatsAreToldApart() {
    func format(_ name: String, _ content: String) -> MorphologyFormat {
      .detect(name: name, content: Array(content.utf8))
    }
    #expect(format("a.dic", "") == .hunspell && format("a.aff", "") == .hunspell)
    #expect(format("a", "# text = x\n1\tx\tx\tX\t_\t_\t0\troot\t_\t_\n") == .treebank)
    #expect(format("a.tsv", "namas\tnamo\tN;GEN;SG\nnamas\tnamų\tN;GEN;PL\n") == .unimorph)
    #expect(format("a.tsv", "form\tsegments\nnamo\tnam-o\n") == .list)
    #expect(format("a.tsv", "namo\tnam-o\tN;GEN\n") == .list)
    #expect(format("a.tsv", "namo\tnam-o\t12\n") == .list && format("a", "") == .list)
  }
}

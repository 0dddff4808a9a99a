import Groundwork
import Segmentation
import TestSupport
import Testing

@testable import Corpora

/// Every file of the shared text that is no XML, read by content alone, against the counts of its README.
@Suite(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
struct SharedCorporaTests {
  /// White-space words of a folder's files, and how they are read.
  private func count(
    _ folder: String, where isWanted: (String) -> Bool = { _ in true }
  ) throws -> (words: Int, formats: Set<CorpusFormat>, files: Int) {
    let files = try CorpusInputs(paths: [SharedData.path("text/\(folder)")]).files.filter {
      isWanted(lastPathComponent($0.path))
    }
    let records = try CorpusInputs(files: files).read { _, _ in }
    return (records.reduce(0) { $0 + $1.words }, Set(records.map(\.format)), files.count)
  }

  private func isPlain(_ name: String) -> Bool { name.hasSuffix(".txt") }

  @Test func plainTextHasItsWords() throws {
    let law = try count("lt/law", where: isPlain)
    #expect(law == (4_028_098, [.text], 9))
    let parliament = try count("lt/parliament", where: isPlain)
    #expect(parliament.formats == [.text])
    // The README counts each transcript once, without the copy that keeps soft hyphens.
    let hyphens = try count("lt/parliament") { $0.hasSuffix("softhyphen.txt") }
    #expect(parliament.words - hyphens.words == 50_339 || parliament.words == 50_339)
    let docs = try count("lt/docs", where: isPlain)
    #expect(docs == (58_821, [.text], 4))
    let translated = try count("lt/machine-translated")
    #expect(translated == (262_627, [.text], 7))
  }

  @Test func parallelTextHasItsWords() throws {
    let flores = try count("parallel/flores200/dev") { $0 == "lit_Latn.dev" }
    let news = try count("parallel/ntrex128") { $0.contains(".lit.") }
    let tatoeba = try count("parallel/tatoeba") { $0.hasSuffix(".lit") }
    #expect(flores == (16_859, [.text], 1))
    #expect(news.files == 1 && tatoeba.files == 7)
    #expect(flores.words + news.words + tatoeba.words == 148_622)
    #expect(news.formats == [.text] && tatoeba.formats == [.text])
  }

  @Test func parallelFoldersAreAligned() throws {
    for folder in ["flores200/dev", "ntrex128"] {
      let parallel = try ParallelFolder.find(SharedData.path("text/parallel/\(folder)"))
      let records = try parallel.read { _, _ in }
      #expect(Set(records.map(\.documents)) == [folder == "ntrex128" ? 1997 : 997])
    }
    let pairs = try listDirectory(SharedData.path("text/parallel/tatoeba"))
    #expect(pairs.count == 7)
    for pair in pairs {
      let parallel = try ParallelFolder.find(SharedData.path("text/parallel/tatoeba/\(pair)"))
      #expect(parallel.members.count == 2 && parallel.warnings.isEmpty)
      try parallel.read { _, _ in }
    }
  }

  @Test(arguments: [
    ("opensubtitles-2018-lt_full.txt", 322_425, 7_128_400),
    ("delfi-1grams.tsv", 381_468, 71_945_732),
    ("ccll-fiction-wordforms.tsv", 189_724, 14_978_688),
  ])
  func frequencyListsHaveTheirCounts(_ name: String, _ forms: Int, _ occurrences: UInt64) throws {
    let record = try CorpusFile(path: SharedData.path("text/lt/frequency/\(name)")).read(
      takesWeights: true
    ) { _ in }
    #expect(record.format == .frequency)
    #expect(record.documents == forms)
    #expect(record.weight == occurrences)
    #expect(record.words >= Int(occurrences))
  }

  @Test func catalogueHasItsTranslations() throws {
    let record = try CorpusFile(
      path: SharedData.path("text/lt/docs/evolution-data-server.lt.po")
    ).read { _ in }
    #expect(record.format == .po)
    // As many as the reference has: msgattrib --translated --no-fuzzy --no-obsolete (gettext 0.21).
    #expect(record.documents == 1_861)
  }

  @Test(arguments: [
    ("lt_alksnis-ud-dev", 617, 11_560, 9_658), ("lt_hse-ud-dev", 55, 1_086, 899),
    ("lt_hse-ud-train", 153, 3_210, 2_594),
  ])
  func treebanksHaveTheirWords(
    _ name: String, _ sentences: Int, _ words: Int, _ plain: Int
  ) throws {
    let path = SharedData.path("morphology/ud/\(name).conllu")
    let record = try CorpusFile(path: path).read { _ in }
    #expect(record.format == .conllu)
    #expect(record.documents == sentences && record.words == plain)
    var found = 0
    var lemmas = 0
    try Treebank(path: path).forEachSentence { sentence throws(Failure) in
      found += sentence.words.count
      lemmas += sentence.words.count { !$0.lemma.isEmpty }
    }
    #expect(found == words && lemmas > words * 9 / 10)
  }

  @Test func tablesOfOtherThingsAreLines() throws {
    for name in ["text/lt/law/law-index.tsv", "text/parallel/flores200/metadata_dev.tsv"] {
      #expect(try CorpusFile(path: SharedData.path(name)).read { _ in }.format == .text)
    }
    let named = ReadingOptions(column: "title")
    let titles = try CorpusFile(
      path: SharedData.path("text/lt/law/law-index.tsv"), options: named
    ).read { _ in }
    #expect(titles.format == .tsv && titles.documents == titles.weight)
    let forms = try CorpusFile(
      path: SharedData.path("morphology/rimkute-2011-morphemes.tsv"),
      options: ReadingOptions(column: "wordform")
    ).read { _ in }
    #expect(forms.documents == 63_058)
    let pairs = try CorpusFile(
      path: SharedData.path("morphology/unimorph-lit.tsv"), options: ReadingOptions(column: "2")
    ).read { _ in }
    #expect(pairs.format == .tsv)
    let golden = try CorpusFile(path: SharedData.path("conformance/golden/inputs.jsonl")).read {
      _ in
    }
    #expect(golden.format == .jsonl)
  }
}

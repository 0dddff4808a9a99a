import Foundation
import Groundwork
import TestSupport
import Testing

@testable import Morphology

func list(_ text: String, language: String = "lt") throws -> SegmentList {
  try SegmentList(bytes: Array(text.utf8), file: "a.tsv", language: language, name: "a")
}

extension MorphemeProvider {
  /// The segments of a form joined by `|`.
  func segments(_ form: String) -> String? {
    analysis(of: form.utf8)?.segments(length: form.utf8.count)
      .map { String(decoding: Array(form.utf8)[$0], as: UTF8.self) }.joined(separator: "|")
  }

  func knows(_ piece: String, _ position: SegmentPosition) -> Bool {
    Array(piece.utf8).withUnsafeBufferPointer { knowsSegment($0, at: position) }
  }
}

@Suite struct SegmentListTests {
  @Test func columnsAreFoundByName() throws {
    let named = try list("n\tSegmentation\tWordform\tfrequency\n1\tkalb-os\tkalbos\t12\r\n")
    #expect(named.segments("kalbos") == "kalb|os")
    #expect(named.counts.rows == 1)
    let plain = try list("\u{FEFF}kalbos\tkalb os\nir\tir")
    #expect(plain.segments("kalbos") == "kalb|os")
    #expect(plain.segments("ir") == "ir")
    #expect(plain.analysis(of: "ir".utf8) == Analysis(cuts: []))
    #expect(plain.analysis(of: "o".utf8) == nil && plain.analysis(of: "".utf8) == nil)
    #expect(plain.counts.rows == 2 && plain.counts.forms == 2)
  }

  @Test func oneAnalysisStays() throws {
    let header = "form\tsegments\tfrequency\n"
    #expect(
      try list(header + "mintis\tmin-ti-s\t9\nmintis\tmint-is\t5").segments("mintis") == "min|ti|s")
    #expect(
      try list(header + "mintis\tmin-ti-s\t9\nmintis\tmint-is\t9").segments("mintis") == "mint|is")
    #expect(try list("mintis\tmint-is\nmintis\tmin-tis").segments("mintis") == "min|tis")
    #expect(try list("mintis\tmin-tis\nmintis\tmint-is").segments("mintis") == "min|tis")
    // Only the greatest frequency of an analysis counts, not the sum of its rows.
    let repeated = try list(header + "aba\ta-ba\t5\naba\ta-ba\t5\naba\ta-b-a\t9\naba\tab-a\t")
    #expect(repeated.segments("aba") == "a|b|a")
    #expect(repeated.counts.ambiguousForms == 1 && repeated.counts.forms == 1)
    #expect(repeated.counts.rows == 4)
  }

  @Test func formsHaveFrequenciesAndOtherAnalyses() throws {
    let found = try list(
      "form\tsegments\tfrequency\nmintis\tmin-ti-s\t9\nmintis\tmint-is\t5\nir\tir\t0\nir\tir\t")
    func facts(_ form: String, _ provider: any MorphemeProvider) -> FormFacts? {
      var cuts = [99]
      return Array(form.utf8).withUnsafeBufferPointer { provider.analyze($0, into: &cuts) }
    }
    #expect(facts("mintis", found) == FormFacts(isAmbiguous: true, frequency: 9))
    #expect(facts("ir", found) == FormFacts())
    #expect(facts("o", found) == nil)
    let other = try list("o\to\t3\nir\ti-r\t4")
    let chain = ProviderChain([found, other])
    #expect(facts("o", chain) == FormFacts(frequency: 3, link: 1))
    #expect(facts("ir", chain) == FormFacts() && facts("x", chain) == nil)
    #expect(chain.links.count == 2 && found.links.isEmpty)
  }

  @Test func theOrderOfRowsDoesNotMatter() throws {
    let rows = [
      "abcd\ta-bcd\t3", "abcd\tab-cd\t3", "abcd\ta-b-c-d\t3", "ABCD\tabc-d\t2", "abcd\tabcd\t1",
    ]
    for shift in rows.indices {
      for order in [rows, rows.reversed()] {
        let turned = order[shift...] + order[..<shift]
        #expect(try list(turned.joined(separator: "\n")).segments("abcd") == "a|bcd")
      }
    }
  }

  @Test func caseAndMarksAreNoDifference() throws {
    let found = try list("Jauna\tjaun-a\njauno\tJaun-o\nmókslas\tmoksl-as\nėjo\te\u{307}-jo\n")
    #expect(found.segments("jauna") == "jaun|a" && found.segments("jauno") == "jaun|o")
    #expect(found.segments("mokslas") == "moksl|as" && found.segments("ėjo") == "ė|jo")
    #expect(found.counts.dropped == 0 && found.counts.caseDifferences == 4)
  }

  @Test(arguments: [
    ("e-paštas", "e-pašt-as", "e-pašt|as"), ("e-paštas", "e--pašt-as", "e-|pašt|as"),
    ("e-paštas", "e---paštas", "e|-|paštas"), ("e-paštas", "e - pašt as", "e|-|pašt|as"),
    ("e-paštas", "e -paštas", "e|-paštas"), ("a b", "a b", "a b"), ("a b", "a - b", "a |b"),
    ("ab", "-a--b-", "a|b"), ("-a", "-a", "-a"), ("a-", "a--", "a-"),
  ])
  func hyphensOfTheFormAreNoCuts(_ form: String, _ segments: String, _ expected: String) throws {
    #expect(try list("\(form)\t\(segments)").segments(form) == expected)
  }

  @Test func rowsThatDoNotConcatenateAreDropped() throws {
    let found = try list(
      "form\tsegments\npesperantas\tpersper-ant-as\nab\ta-b-c\nabc\ta-b\nx-y\txy\n\tz\nz\t\nok\to-k\n"
    )
    #expect(found.counts.rows == 7 && found.counts.dropped == 6 && found.counts.forms == 1)
    #expect(
      found.counts.droppedExamples.first
        == .init(line: 2, form: "pesperantas", segments: "persper-ant-as"))
    #expect(found.counts.droppedExamples.map(\.line) == [2, 3, 4, 5, 6, 7])
    #expect(found.segments("ok") == "o|k" && found.segments("ab") == nil)
  }

  @Test func segmentsAreKnownByPosition() throws {
    let found = try list("kalbos\tkalb-os\nnekalbos\tne-kalb-os\nir\tir")
    for piece in ["kalb", "kalbos", "ne", "ir", "nekalbos"] {
      #expect(found.knows(piece, .initial))
    }
    for piece in ["os", "ka", "", "nekalb"] { #expect(!found.knows(piece, .initial)) }
    for piece in ["kalb", "os"] { #expect(found.knows(piece, .inner)) }
    for piece in ["ne", "ir", "kalbos", "s"] { #expect(!found.knows(piece, .inner)) }
  }

  @Test func errorsHaveTheirLine() throws {
    func message(_ text: String) -> String {
      do {
        _ = try list(text)
        return "no error"
      } catch { return "\(error)" }
    }
    let rows = "; give a line for each form: form, tab, segments"
    #expect(message("") == "a.tsv: is empty" + rows)
    #expect(message("form\tsegments\n\n") == "a.tsv: holds no rows" + rows)
    #expect(
      message("a\ta\n\nb b\n")
        == "a.tsv:3: the line has no tab; write a form, a tab and its segments")
    #expect(
      message("form\tn\tsegments\na\t1\n")
        == "a.tsv:2: the line has 2 columns where the header's names need 3; write every column of "
        + "the header")
    #expect(
      message("form\tsegments\tfrequency\na\ta\t1.5\n")
        == "a.tsv:2: the frequency `1.5` is not a whole number; write a count, or leave the field "
        + "empty")
    #expect(message("a\ta\tx\n") == "no error")
    let invalid: [UInt8] = [0x61, 0x09, 0x61, 0x0A, 0xFF]
    #expect(
      throws: Failure(
        "is not UTF-8", at: .byte(4, of: "b"),
        remedy: "convert the file to UTF-8, for example with iconv")
    ) { try SegmentList(bytes: invalid, file: "b", name: "b") }
  }

  @Test func chainsAskInOrder() throws {
    let chain = ProviderChain([try list("ab\ta-b\nx\tx"), try list("ab\tab\ncd\tc-d")])
    #expect(chain.segments("ab") == "a|b" && chain.segments("cd") == "c|d")
    #expect(chain.segments("ef") == nil)
    #expect(chain.name == "a > a" && chain.language == "lt" && chain.sha256.utf8.count == 129)
    #expect(chain.knows("x", .initial) && chain.knows("d", .inner) && !chain.knows("e", .inner))
    var coverage = MorphemeCoverage(providers: 2)
    var cuts: [Int] = []
    for form in ["ab", "cd", "cd", "ef"] {
      coverage.add(
        Array(form.utf8).withUnsafeBufferPointer { chain.provider(for: $0, cuts: &cuts) })
    }
    #expect(coverage.answered == [1, 2] && coverage.unknown == 1)
    #expect(coverage.analysed == 3 && coverage.words == 4)
    var twice = coverage
    twice.merge(coverage)
    #expect(twice.answered == [2, 4] && twice.words == 8)
    #expect(ProviderChain([]).segments("a") == nil)
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func theVMUListIsRead() throws {
    let vmu = try SegmentList(path: SharedData.path("morphology/rimkute-2011-morphemes.tsv"))
    #expect(vmu.name == "rimkute-2011-morphemes")
    #expect(vmu.counts.rows == 63_058)
    // Of 62,689 forms one is lost with its row; eight rows differ in case alone.
    #expect(vmu.counts.forms == 62_688)
    #expect(vmu.counts.dropped == 1)
    #expect(vmu.counts.droppedExamples.map(\.form) == ["pesperantas"])
    #expect(vmu.counts.caseDifferences == 8 && vmu.counts.hyphenForms == 0)
    #expect(vmu.segments("pavyzdžiui") == "pa|vyzdž|iui")
    #expect(vmu.segments("trikampis") == "tri|kamp|is")
    #expect(vmu.segments("ir") == nil)
  }
}

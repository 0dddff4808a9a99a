import Groundwork
import TestSupport
import Testing

@testable import Corpora

/// Every XML and HTML file of the shared data, read by content alone.
@Suite(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
struct SharedMarkupTests {
  /// A group of files and what reading them gives.
  struct Group: Sendable, CustomStringConvertible {
    var path: String
    var ending: String
    var format: CorpusFormat
    var files: Int
    /// Counted by a plain program of ours on ElementTree (Python 3.11), by the rules of docs/corpora.md.
    var words: Int
    var description: String { path }
  }

  static let groups = [
    Group(
      path: "text/lt/literature/xml", ending: ".xml", format: .tei, files: 27, words: 843_712),
    Group(path: "text/lt/freedict", ending: ".tei", format: .tei, files: 1, words: 7132),
    Group(
      path: "text/lt/gnome-help/lt", ending: ".page", format: .mallard, files: 257, words: 52_543),
    Group(
      path: "text/lt/gnome-help/en", ending: ".page", format: .mallard, files: 257, words: 54_031),
    Group(path: "text/parallel/udhr", ending: ".xml", format: .udhr, files: 53, words: 73_488),
    Group(path: "text/parallel/bible", ending: ".xml", format: .ces, files: 2, words: 285_899),
    Group(path: "text/lt/parliament", ending: ".html", format: .html, files: 1, words: 23_407),
  ]

  @Test(arguments: groups)
  func everyFileIsReadByContent(_ group: Group) throws {
    let folder = SharedData.path(group.path)
    let names = try listDirectory(folder).filter { $0.hasSuffix(group.ending) }
    #expect(names.count == group.files)
    var words = 0
    for name in names {
      let record = try CorpusFile(path: joinPath(folder, name)).read { _ in }
      #expect(record.format == group.format, "\(name)")
      #expect(record.words > 0, "\(name)")
      words += record.words
    }
    #expect(words == group.words)
  }

  /// The counts of ../shared/data/README.md, and of the transcript's text beside it, were made by other rules.
  ///
  /// The help pages have 30 words less here. The transcript's text was parted at every tag, also within words.
  @Test(
    arguments: [
      ("text/lt/literature/xml", 843_712, 0.0), ("text/lt/gnome-help/lt", 52_573, 0.001),
      ("text/lt/parliament", 24_055, 0.03),
    ])
  func theCountsAgreeWithThoseOfTheData(_ path: String, _ words: Int, _ part: Double) throws {
    let group = try #require(Self.groups.first { $0.path == path })
    #expect(abs(Double(group.words - words)) <= Double(words) * part)
  }

  @Test func theTranscriptIsInWindows1257() throws {
    let path = SharedData.path("text/lt/parliament/stenogram_1034324.windows-1257.html")
    let read = try texts(CorpusFile(path: path))
    #expect(read.record.encoding == "windows-1257")
    #expect(read.texts.contains("Negalutinis variantas"))
    #expect(!read.texts.contains { $0.contains("\u{FFFD}") })
  }
}

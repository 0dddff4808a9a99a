import BenchmarkReports
import Groundwork
import Testing
import TokenizerMetrics

@testable import Benchmarking

/// A report is compared with what its manifest gives, in memory: it is recomputed once.
@Suite struct VerificationTests {
  /// A report's files, made by a run over two small texts.
  private static let files: Result<[(name: String, bytes: [UInt8])], any Error> = Result {
    let folder = try TemporaryFolder()
    func write(_ text: String, _ name: String) throws -> String {
      let path = joinPath(folder.path, name)
      try AtomicFile.write(text, to: path)
      return path
    }
    var ranks: [UInt8] = []
    for byte in 0...255 {
      Base64.encode([UInt8(byte)], into: &ranks)
      ranks.append(contentsOf: " \(byte)\n".utf8)
    }
    _ = try write(#"{"pat_str": "gpt2"}"#, "toy.json")
    let toy = try write(String(decoding: ranks, as: UTF8.self), "toy.tiktoken")
    var manifest = Manifest()
    manifest.tokenizers = [Manifest.Tokenizer(target: toy)]
    manifest.corpora = [
      Manifest.Corpus(
        name: "tiny", isParallel: true,
        files: [
          ("lit_Latn", Manifest.File(path: try write("labas rytas\nkaip sekasi\n", "lt.txt"))),
          ("eng_Latn", Manifest.File(path: try write("good morning\nhow are you\n", "en.txt"))),
        ])
    ]
    manifest.focus = "lit_Latn"
    manifest.reference = "eng_Latn"
    manifest.resampling.resamples = 50
    return try Benchmark(
      manifest, locator: TokenizerLocator(), finder: InputFinder(folders: []),
      pool: WorkerPool(workers: 1)
    ).run().files
  }

  private func files() throws -> [(name: String, bytes: [UInt8])] { try Self.files.get() }

  /// The folder with one file replaced; nil takes it away.
  private func folder(_ name: String = "", _ bytes: [UInt8]? = nil) throws -> ReportFolder {
    let files = try files().compactMap { file in
      file.name != name ? file : bytes.map { (file.name, $0) }
    }
    return ReportFolder(path: "report", files: files)
  }

  private func text(_ name: String) throws -> String {
    let bytes = try folder()[name]
    return String(decoding: try #require(bytes), as: UTF8.self)
  }

  private func rows() throws -> [JSONValue] {
    let json = try JSONValue(parsing: Array(try text("result.json").utf8), file: "result.json")
    return json["rows"]?.array ?? []
  }

  private func replacing(_ one: String, by other: String, in name: String) throws -> ReportFolder {
    let text = try text(name)
    try #require(text.contains(one))
    return try folder(name, Array(text.replacing(one, with: other, maxReplacements: 1).utf8))
  }

  @Test func aWholeReportHasNoFindings() throws {
    var verification = try ReportVerification(try folder())
    verification.compare(try files())
    #expect(verification.findings == [])
    #expect(verification.compared == ReportFiles.names)
  }

  /// Wherever one byte of one file is another, the file and the byte are named.
  @Test func anyChangedByteIsFound() throws {
    let files = try files()
    let draws = KeyedRandom(seed: 7, stream: 0)
    for round in 0..<200 {
      let file = files[round % files.count]
      let place = draws.below(file.bytes.count, UInt64(2 * round))
      var bytes = file.bytes
      bytes[place] ^= UInt8(1 + draws.below(255, UInt64(2 * round + 1)))
      var verification = try ReportVerification(try folder(file.name, bytes))
      // A manifest is found to be another one before anything is recomputed from it.
      if file.name == "manifest.json" {
        #expect(!verification.canRecompute)
      } else {
        verification.compare(files)
      }
      let found = verification.findings.contains { finding in
        if case .differs(file.name, let difference, _) = finding {
          difference.byte == place
        } else {
          false
        }
      }
      #expect(found, "\(file.name), byte \(place): \(verification.findings)")
    }
  }

  @Test func aChangedRowIsNamed() throws {
    let folder = try replacing(
      #""metric": "fertility", "value": "#, by: #""metric": "fertility", "value": 1"#,
      in: "result.json")
    var verification = try ReportVerification(folder)
    verification.compare(try files())
    let finding = try #require(verification.findings.first)
    #expect(verification.findings.count == 1)
    let rows = try rows()
    let index = try #require(rows.firstIndex { $0["metric"]?.string == "fertility" })
    let value = try #require(rows[index]["value"]).serialized()
    #expect(
      finding.description.hasSuffix(
        "; rows[\(index)].value (toy, tiny, \(rows[index]["language"]?.string ?? ""), fertility): "
          + "1\(value) where \(value) is computed"), "\(finding)")
    #expect(finding.remedy == "write the report anew with derlius bench manifest.json")
    #expect(finding.json["kind"]?.string == "file differs")
    #expect(finding.json["file"]?.string == "result.json")
  }

  @Test func whiteSpaceInTheManifestIsFound() throws {
    let text = try text("manifest.json")
    let folder = try folder("manifest.json", Array(text.utf8) + [0x0A])
    let verification = try ReportVerification(folder)
    #expect(
      verification.findings.map(\.description) == [
        "manifest.json: byte \(text.utf8.count) (line \(text.utf8.count { $0 == 0x0A } + 1)): “\\n” where the end "
          + "should stand; it is not the manifest that result.json was computed from"
      ])
  }

  @Test func anotherSeedInTheManifestIsFound() throws {
    let verification = try ReportVerification(
      try replacing(#""seed": 1"#, by: #""seed": 2"#, in: "manifest.json"))
    #expect(!verification.canRecompute)
    let finding = try #require(verification.findings.first)
    #expect(
      finding.description.hasSuffix(
        "it is not the manifest that result.json was computed from, see resampling.seed"))
  }

  @Test func aDamagedManifestIsNoCrash() throws {
    let verification = try ReportVerification(
      try replacing(#""tokenizers": ["#, by: #""tokenizers": {"#, in: "manifest.json"))
    #expect(!verification.canRecompute)
    #expect(verification.findings.count == 2)
    #expect(
      verification.findings.last?.description == "report/manifest.json:4: expected a key in quotes")
  }

  @Test func versionsAreToldWithWhatChanged() throws {
    var verification = try ReportVerification(
      try replacing(
        #""derlius": "\#(Version.derlius)""#, by: #""derlius": "0.0.9""#, in: "result.json"))
    let words = verification.findings.map(\.description)
    #expect(words.first == "version of derlius: 0.0.9 → \(Version.derlius)")
    #expect(
      words.contains(
        "since 0.1.0: dagan2024-nsl is a ratio of sums, as published; it was a mean of ratios"))
    #expect(words.count == 1 + MetricChanges.between("0.0.9", Version.derlius).count)
    verification.compare(try files())
    #expect(
      verification.findings.map(\.description).contains(
        "all \(try rows().count) values are the same"))
  }

  @Test func anotherICUSaysWhatItDecides() throws {
    let verification = try ReportVerification(
      try folder(), versions: [NamedText("derlius", Version.derlius), NamedText("icu", "99.1")])
    #expect(verification.findings.count == 1)
    #expect(
      verification.findings.first?.description.hasSuffix(
        " → 99.1 (decides words, sentences and normal forms)") == true)
    #expect(
      verification.findings.first?.remedy
        == "verify with that version, or measure again with derlius bench manifest.json and compare with "
        + "derlius report diff")
  }

  @Test func missingAndStrayFilesAreNamed() throws {
    let files = try files().filter { $0.name != "results.csv" }
    let verification = try ReportVerification(
      ReportFolder(path: "report", files: files, strays: ["notes.txt"]))
    #expect(
      verification.findings.map(\.description) == [
        "results.csv is missing", "notes.txt does not belong to the report",
      ])
  }

  @Test func versionsAreOrderedByNumber() {
    #expect(MetricChanges.precedes("0.9.0", "0.10.0"))
    #expect(MetricChanges.precedes("0.1", "0.1.1"))
    #expect(!MetricChanges.precedes("0.1.0", "0.1"))
    #expect(!MetricChanges.precedes("1.0.0", "0.99.99"))
    #expect(MetricChanges.between("0.1.0", "0.1.0").isEmpty)
  }
}

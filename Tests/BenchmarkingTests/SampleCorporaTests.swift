import Corpora
import Groundwork
import Morphology
import Segmentation
import TestSupport
import Testing

/// What corpora/sample promises in its READMEs.
@Suite struct SampleCorporaTests {
  private static let sample = joinPath(SharedData.repository, "corpora/sample")
  private static let languages = [
    "deu_Latn", "eng_Latn", "est_Latn", "fin_Latn", "lit_Latn", "lvs_Latn", "pol_Latn", "ukr_Cyrl",
  ]

  private func lines(_ path: String) throws -> [String] {
    let text = String(decoding: try readFile(path), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  private func training() throws -> [String] {
    let folder = joinPath(Self.sample, "train")
    return try listDirectory(folder).filter { $0.hasSuffix(".txt") }.map { joinPath(folder, $0) }
  }

  @Test func parallelSentencesAreAligned() throws {
    let folder = try ParallelFolder.open(joinPath(Self.sample, "parallel"))
    #expect(folder.languages == Self.languages)
    for member in folder.members {
      let lines = try lines(member.file.path)
      #expect(lines.count == 100)
      #expect(Set(lines).count == 100)
      #expect(lines.allSatisfy { !$0.isEmpty && !$0.contains("  ") && !$0.hasSuffix(" ") })
    }
  }

  @Test func textsAreNFC() throws {
    let files =
      try ParallelFolder.open(joinPath(Self.sample, "parallel")).members.map(\.file.path)
      + training()
    for file in files {
      let options = ReadingOptions(form: TextForm(.nfc))
      let record = try CorpusFile(path: file, options: options).read { _ in }
      #expect(record.changedDocuments == 0, "\(file)")
      #expect(record.emptyDocuments == 0, "\(file)")
    }
  }

  @Test func thereIsEnoughProseAndNoSentenceTwice() throws {
    var bytes = 0
    var paragraphs: [String] = []
    for file in try training() {
      bytes += try #require(fileSize(file))
      paragraphs += try lines(file)
    }
    #expect(bytes >= 60_000)
    #expect(Set(paragraphs).count == paragraphs.count)
  }

  @Test func evaluationIsNotInTraining() throws {
    let overlap = try TextOverlap()
    _ = try CorpusFile(path: joinPath(Self.sample, "parallel/lit_Latn.txt")).read {
      (batch) throws(Failure) in try overlap.addEvaluation(batch)
    }
    try CorpusInputs(paths: training()).read { (_, batch) throws(Failure) in
      try overlap.addTraining(batch)
    }
    #expect(overlap.result.lines == 100)
    #expect(overlap.result.exact == 0)
    #expect(overlap.result.sharing == 0)
  }

  @Test func morphemesAreManyAndSound() throws {
    let folder = joinPath(Self.sample, "morphology")
    for (name, least) in [("lt-morphemes.tsv", 500), ("lt-uninflected.tsv", 200)] {
      let list = try SegmentList(path: joinPath(folder, name))
      #expect(list.counts.forms >= least)
      #expect(list.counts.dropped == 0)
      #expect(list.counts.ambiguousForms == 0)
    }
  }

  @Test(.enabled(if: Hunspell.isInstalled, "skipped: needs hunspell and hunspell-lt"))
  func lithuanianPassesHunspell() throws {
    let morphology = joinPath(Self.sample, "morphology")
    let prose = try training() + [joinPath(Self.sample, "parallel/lit_Latn.txt")]
    let unknown = try Hunspell.unknownWords(of: prose)
    let exceptions = try lines(joinPath(Self.sample, "hunspell-exceptions.txt"))
    #expect(unknown.subtracting(exceptions) == [])

    let forms = ["lt-morphemes.tsv", "lt-uninflected.tsv"].map { joinPath(morphology, $0) }
    let unknownForms = try Hunspell.unknownWords(of: forms, firstColumn: true)
    let formExceptions = try lines(joinPath(morphology, "hunspell-exceptions.txt"))
    #expect(unknownForms.subtracting(formExceptions) == [])
  }
}

/// The spell checker's own program, as an oracle.
private enum Hunspell {
  static let isInstalled: Bool = {
    guard let folder = try? TemporaryFolder() else { return false }
    let log = joinPath(folder.path, "log")
    let outcome = try? ChildProcess.run(
      ["hunspell", "-l", "-d", "lt_LT", "/dev/null"], messages: log)
    return outcome?.status == 0
  }()

  static func unknownWords(of files: [String], firstColumn: Bool = false) throws -> Set<String> {
    let folder = try TemporaryFolder()
    let output = joinPath(folder.path, "unknown")
    let log = joinPath(folder.path, "log")
    var inputs = files
    if firstColumn {
      let input = joinPath(folder.path, "forms")
      var forms = ""
      for file in files {
        for line in String(decoding: try readFile(file), as: UTF8.self).split(separator: "\n")
          .dropFirst()
        {
          forms += "\(line.prefix { $0 != "\t" })\n"
        }
      }
      try AtomicFile.write(forms, to: input)
      inputs = [input]
    }
    let list = ["hunspell", "-l", "-d", "lt_LT", "-i", "utf-8"]
    var unknown: Set<String> = []
    for input in inputs {
      let outcome = try ChildProcess.run(list + [input], output: output, messages: log)
      #expect(outcome.status == 0)
      for line in String(decoding: try readFile(output), as: UTF8.self).split(separator: "\n") {
        // With several files the program names the file first.
        unknown.insert(String(line.split(separator: " ").last ?? line))
      }
    }
    return unknown
  }
}

import Catalogue
import Groundwork
import TestSupport
import Testing

@Suite struct CatalogueTests {
  @Test func namesAreUniqueAndHashesWhole() {
    let names = Catalogue.entries.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    for entry in Catalogue.entries {
      #expect(entry.sha256.utf8.count == 64)
      #expect(entry.sha256.allSatisfy { "0123456789abcdef".contains($0) })
      #expect(entry.bytes > 0)
      #expect(!entry.sources.isEmpty)
      #expect((entry.format == .tiktoken) == (entry.pattern != nil))
    }
  }

  @Test func entriesAreFoundByNameAliasAndHash() throws {
    #expect(Catalogue.entry(named: "gpt2")?.name == "r50k_base")
    #expect(Catalogue.entry(named: "o200k")?.name == "o200k_base")
    #expect(Catalogue.entry(named: "nothing") == nil)
    let p50k = try #require(Catalogue.entry(named: "p50k_edit"))
    #expect(Catalogue.entry(sha256: p50k.sha256, stem: "p50k_edit")?.name == "p50k_edit")
    #expect(Catalogue.entry(sha256: p50k.sha256, stem: "renamed")?.name == "p50k_base")
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func specialsAreThePublishedOnes() throws {
    let published = try JSONValue(contentsOf: SharedData.path("vocab/tiktoken/encodings.json"))
    for entry in Catalogue.entries where entry.format == .tiktoken {
      let encoding = try #require(published[entry.name])
      let members = try #require(encoding["special_tokens"]?.members)
      let specials = members.map { "\($0.key) \($0.value.integer ?? -1)" }
      #expect(entry.specials.map { "\($0.text) \($0.id)" }.sorted() == specials.sorted())
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func sizesAndHashesAreThoseOfTheFiles() throws {
    for entry in Catalogue.entries {
      let folder = entry.format == .tiktoken ? "tiktoken" : "sentencepiece"
      let path = SharedData.path("vocab/\(folder)/\(entry.file)")
      #expect(fileSize(path) == entry.bytes)
      #expect(try sha256OfFile(path) == entry.sha256)
    }
  }

  @Test func aFileWithAnotherHashIsNotTaken() throws {
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "cl100k_base.tiktoken")
    try AtomicFile.write("IQ== 0\n", to: path)
    let entry = try #require(Catalogue.entry(named: "cl100k_base"))
    #expect {
      try VocabularyStore(folder: folder.path).path(of: entry)
    } throws: { error in
      "\(error)" == "\(path): is not the published cl100k_base (its SHA-256 differs); "
        + "remove the file and run: derlius pull cl100k_base"
    }
  }
}

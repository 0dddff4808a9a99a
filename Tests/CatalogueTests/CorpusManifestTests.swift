import Groundwork
import TestSupport
import Testing

@testable import Catalogue

@Suite struct CorpusManifestTests {
  private static let folder = joinPath(SharedData.repository, "corpora")

  private func manifest(_ text: String) throws -> CorpusManifest {
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "one.json")
    try AtomicFile.write(text, to: path)
    return try CorpusManifest(contentsOf: path)
  }

  private func problem(_ text: String) throws -> String {
    do {
      _ = try manifest(text)
      return "none"
    } catch let failure as Failure {
      return "\(failure.problem); \(failure.remedy)"
    }
  }

  @Test func allManifestsOfTheRepositoryAreSound() throws {
    let all = try CorpusShelf(folders: [Self.folder], cache: "/nowhere").all()
    #expect(
      all.map(\.name) == [
        "ccll-fiction", "culturax-lt", "delfi-1grams", "eltec-lit", "flores-plus", "flores200",
        "glotcc-lt", "hplt-lt", "hunspell-lt", "ltwiki", "ntrex128", "opensubtitles-2018",
        "tatoeba-lt", "ud-alksnis", "ud-hse", "udhr", "unimorph-lit", "vmu-morphemics",
      ])
    for manifest in all {
      #expect(!manifest.about.isEmpty && !manifest.licence.isEmpty, "\(manifest.name)")
      #expect(manifest.tags.contains("lt") || manifest.name == "udhr", "\(manifest.name)")
      // Who cannot fetch a file must learn how to get it.
      for file in manifest.files where file.url == nil || file.sha256 == nil {
        #expect(!manifest.notes.isEmpty, "\(manifest.name)/\(file.path)")
      }
    }
    let flores = try #require(all.first { $0.name == "flores200" })
    #expect(flores.files.count == 408)
    #expect(Set(flores.tags).count == 204)
    // Tags are those that people type, not of the individual languages that FLORES names.
    #expect(flores.files.first { $0.path == "dev/lvs_Latn.dev" }?.tag == "lv")
    #expect(flores.isPinned)
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func hashesAreThoseOfTheFilesAtHand() throws {
    let places = [
      ("flores200", "text/parallel/flores200/", 45), ("ntrex128", "text/parallel/ntrex128/", 19),
      ("udhr", "text/parallel/udhr/", 53), ("tatoeba-lt", "text/parallel/tatoeba/", 14),
      ("eltec-lit", "text/lt/literature/xml/", 27), ("ud-alksnis", "morphology/ud/", 1),
      ("ud-hse", "morphology/ud/", 2),
    ]
    let shelf = CorpusShelf(folders: [Self.folder], cache: "/nowhere")
    for (name, place, count) in places {
      var found = 0
      for file in try shelf.manifest(named: name).files {
        let path = SharedData.path(place + file.path)
        guard let size = fileSize(path) else { continue }
        found += 1
        #expect(file.bytes == size, "\(path)")
        #expect(file.sha256 == (try sha256OfFile(path)), "\(path)")
      }
      #expect(found == count, "\(name)")
    }
  }

  @Test func membersAreChecked() throws {
    let head = #""name": "one", "kind": "text", "licence": "CC0""#
    #expect(try problem("[]") == "is not a JSON object; see corpora/README.md for manifests")
    #expect(try problem(#"{"kind": "text"}"#) == #"there is no "name"; add it"#)
    #expect(
      try problem(#"{"name": "a/b", "kind": "text", "licence": "x"}"#)
        == #""name" is not made of letters, digits, and -._ between them; correct the manifest"#)
    #expect(
      try problem(#"{"name": "one", "kind": "song", "licence": "x"}"#)
        == #""kind" is not one of text, parallel, treebank, morphology, frequency; correct the manifest"#
    )
    #expect(
      try problem("{\(head), \"licences\": 1}").hasPrefix(
        #"there is no member "licences"; use name,"#))
    #expect(
      try problem("{\(head)}")
        == #""files" is not an array with at least one file; correct the manifest"#)
    func file(_ members: String) throws -> String {
      try problem("{\(head), \"files\": [{\(members)}]}")
    }
    #expect(
      try file(#""path": "../a""#)
        == #""path" is not a path within the corpus's folder; correct the manifest"#)
    #expect(
      try file(#""path": "a", "url": "http://example.org/a""#)
        == #""url" is not an https address; correct the manifest"#)
    #expect(
      try file(#""path": "a", "sha256": "ABC""#)
        == #""sha256" is not 64 lower-case hexadecimal digits, or null; correct the manifest"#)
    #expect(
      try file(#""path": "a", "bytes": -1"#)
        == #""bytes" is not a number of bytes; correct the manifest"#)
    #expect(
      try problem("{\(head), \"files\": [{\"path\": \"a\"}, {\"path\": \"a\"}]}")
        == "two files have the path a; give each its own")
  }

  @Test func addressesAreJoinedToTheirBase() throws {
    let manifest = try manifest(
      #"""
      {"name": "one", "kind": "text", "licence": "CC0", "base": "https://a.b/c/",
       "files": [{"path": "x"}, {"path": "y", "url": "z/y"}, {"path": "w", "url": null},
                 {"path": "v", "url": "https://d.e/v"}]}
      """#)
    #expect(
      manifest.files.map(\.url) == ["https://a.b/c/x", "https://a.b/c/z/y", nil, "https://d.e/v"])
  }
}

import Groundwork
import Testing

@testable import Catalogue

@Suite struct HubTests {
  @Test func namesAreReadAndWritten() throws {
    let name = try HubName("hf:lab/lt.v-1_0/tokenizer/a@b.model@refs/pr/1")
    #expect(name.owner == "lab")
    #expect(name.repository == "lt.v-1_0")
    #expect(name.file == "tokenizer/a@b.model")
    #expect(name.revision == "refs/pr/1")
    #expect(name.description == "hf:lab/lt.v-1_0/tokenizer/a@b.model@refs/pr/1")
    #expect(name.displayName == "lab/lt.v-1_0")
    #expect(try HubName("hf:a/b").file == nil)
    #expect(try HubName("hf:a/b").revisionAsked == "main")
    for text in ["hf:a", "hf:a/", "hf:/b", "hf:.a/b", "hf:a/-b", "hf:a/b c", "hf:a/ž"] {
      #expect(throws: Failure.self) { try HubName(text) }
    }
  }

  @Test func pathsThatLeaveTheirFolderAreNotSafe() {
    for path in ["a", "a/b.json", "tokenizer/lemmis_tokenizer.model", "ž/…", "..a", "a..b", ".x"] {
      #expect(isSafePath(path), "\(path)")
    }
    for path in [
      "", "/", "/a", "a/", "a//b", "..", "../a", "a/..", "a/../b", ".", "./a", #"a\b"#, "a\nb",
      "a\0",
      "a\u{7F}", "a\u{9B}b", "a\u{202E}b", "a\u{2066}b", String(repeating: "x", count: 201),
      Array(repeating: "a", count: 17).joined(separator: "/"),
    ] {
      #expect(!isSafePath(path), "\(path.debugDescription)")
    }
  }

  @Test func addressesSayWhoIsAsked() throws {
    let https = try #require(WebAddress("https://Example.org:443/a?b"))
    #expect(https.origin == "https://example.org")
    #expect(!https.isPlain)
    #expect(WebAddress("https://example.org:8443")?.origin == "https://example.org:8443")
    for host in ["127.0.0.1", "127.9.0.1:80", "localhost:8080", "[::1]:8080", "LOCALHOST"] {
      #expect(WebAddress("http://\(host)/x")?.isPlain == true, "\(host)")
    }
    for text in [
      "http://example.org", "http://127.0.0.1.example.org", "http://127.1", "http://localhost.x",
      "http://127.0.0.1@example.org", "https://user:secret@example.org", "https://", "https://:1",
      "https://a:0", "https://a:99999", "https://a:x", "ftp://a", "a", "https://a b",
      "https://a\\@b", "https://ž", "https://a\n", "file:///etc/hosts",
    ] {
      #expect(WebAddress(text) == nil, "\(text)")
    }
    #expect(WebAddress.encode("a b/č?#%") == "a%20b%2F%C4%8D%3F%23%25")
  }

  @Test func answersAreReadLineByLine() {
    var answer = WebAnswer()
    for line in ["HTTP/1.1 302 Found", "ETag: \"old\"", "HTTP/2 206", "ETag: \"new\"", "bad line"] {
      answer.take(line)
    }
    answer.take("Content-Range: bytes 5-9/10")
    answer.take("retry-after:  7")
    #expect(answer.strongETag == "\"new\"")
    #expect(answer.contentRange?.start == 5)
    #expect(answer.contentRange?.size == 10)
    #expect(answer.retryAfter == 7)
    #expect(answer["absent"] == nil)
    var odd = WebAnswer()
    for line in ["ETag: W/\"a\"", "Content-Range: bytes */10", "Retry-After: -1", "X: \u{1B}[2J"] {
      odd.take(line)
    }
    #expect(odd.strongETag == nil)
    #expect(odd.contentRange == nil)
    #expect(odd.retryAfter == nil)
    #expect(odd["x"] == nil)
  }

  @Test func theTokenizersFilesAreChosen() {
    let paths = [
      "README.md", "model.safetensors", "original/tokenizer.model", "tokenizer_config.json",
      "tokenizer.json", "config.json", "tekken.json", "a/b/qwen.tiktoken", "large.model",
    ]
    let files = paths.map {
      HubListing.File(path: $0, bytes: $0 == "large.model" ? 65 << 20 : 10, sha256: nil)
    }
    let selection = HubFiles.select(files)
    #expect(
      selection.taken.map(\.path) == [
        "tokenizer.json", "tekken.json", "tokenizer_config.json", "original/tokenizer.model",
        "a/b/qwen.tiktoken",
      ])
    #expect(selection.leftOut == ["large.model"])
    let many = (0..<40).map { HubListing.File(path: "step-\($0)/tokenizer.json") }
    #expect(HubFiles.select(many).taken.count == HubFiles.countLimit)
    #expect(HubFiles.select(many).leftOut.count == 40 - HubFiles.countLimit)
  }

  @Test(arguments: [
    (["tokenizer.model", "tokenizer.json"], "tokenizer.json"),
    (["x.model", "tokenizer.model", "tekken.json"], "tokenizer.model"),
    (["tekken.json", "y.tiktoken", "x.model"], "x.model"),
    (["merges.txt", "vocab.json", "vocab.txt"], "vocab.json"),
    (["deep/tokenizer.json", "tekken.json"], "tekken.json"),
    (
      ["tokenizer_config.json", "tokenizer/lemmis_tokenizer.model"],
      "tokenizer/lemmis_tokenizer.model"
    ),
    (["only.bin"], "only.bin"),
  ])
  func theTokenizerIsPicked(_ paths: [String], _ picked: String) {
    #expect(HubFiles.tokenizer(of: paths) == picked)
    #expect(HubFiles.tokenizer(of: paths.reversed()) == picked)
  }

  @Test func withoutATokenizersFileNoneIsPicked() {
    #expect(HubFiles.tokenizer(of: ["tokenizer_config.json", "merges.txt"]) == nil)
    #expect(HubFiles.tokenizer(of: []) == nil)
  }

  @Test func listingsAreReadWithAndWithoutSizes() throws {
    let name = try HubName("hf:a/b")
    let commit = String(repeating: "0a", count: 20)
    let hash = String(repeating: "f", count: 64)
    let text = """
      {"sha": "\(commit)", "siblings": [{"rfilename": "a"}, {"rfilename": "b", "size": 5}, {"x": 1},
      {"rfilename": "c", "size": 130, "lfs": {"size": 9, "sha256": "\(hash)", "pointerSize": 130}}]}
      """
    let listing = try HubListing(JSONValue(parsing: Array(text.utf8), file: "x"), of: name)
    #expect(listing.commit == commit)
    #expect(
      listing.files == [
        .init(path: "a"), .init(path: "b", bytes: 5), .init(path: "c", bytes: 9, sha256: hash),
      ])
    for wrong in [#"{"siblings": []}"#, #"{"sha": "../x", "siblings": []}"#, "[]"] {
      #expect {
        try HubListing(JSONValue(parsing: Array(wrong.utf8), file: "x"), of: name)
      } throws: { error in
        "\(error)" == "the hub's listing of a/b names no commit or no files; check HF_ENDPOINT"
      }
    }
  }

  @Test func waitsDoubleUpToALimit() {
    let policy = RetryPolicy()
    #expect((1...9).map(policy.wait) == [1, 2, 4, 8, 16, 32, 64, 64, 64])
  }

  @Test func aFolderIsLockedForOneAtATime() throws {
    let folder = try TemporaryFolder()
    let lock = try FolderLock(folder.path, of: "x")
    #expect {
      try FolderLock(folder.path, of: "x")
    } throws: { error in
      "\(error)" == "another derlius is at work on x; wait until it is done"
    }
    lock.release()
    try FolderLock(folder.path, of: "x").release()
  }
}

import BrowserDriver
import Groundwork
import Testing
import Tokenization

/// The explanation, the vocabulary and the editor, with the real server.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct ViewTests {
  private static let ids = """
    Array.from(document.querySelectorAll("#explanation .tree .token, #explanation .lattice .best small:last-child"))
      .map(function (node) { return node.textContent.replace("id ", ""); }).join(" ")
    """

  /// Trees and lattices end in the ids of the library.
  @Test(arguments: ["bytelevel", "llama", "unigram"])
  func anExplanationEndsInTheIds(_ name: String) async throws {
    let tokenizer = try #require(PageServer.tokenizers.first { $0.name == name }?.tokenizer)
    let text = "the cats"
    try await PageServer.withPage("v=explain&one=\(name)&text=the+cats") { page, server in
      try await page.wait("document.querySelectorAll('#explanation figure').length > 0")
      let lookups = try await page.evaluate(
        "Array.from(document.querySelectorAll('#explanation figure')).map(function (node) { return (node.textContent.match(/whole: id ([0-9 ]+)/) || ['', ''])[1]; }).join(' ').trim()",
        as: String.self)
      let shown = try await page.evaluate(Self.ids, as: String.self)
      let expected = tokenizer.encode(Array(text.utf8)).map { "\($0)" }
      #expect(
        (shown + " " + lookups).split(separator: " ").map(String.init).sorted() == expected.sorted()
      )
      #expect(try await page.faults(of: server) == [])
    }
  }

  /// Going back through the merges hides the later ones.
  @Test func mergesAreGoneThroughStepByStep() async throws {
    try await PageServer.withPage("v=explain&one=llama&text=the+cats+sat") { page, _ in
      try await page.wait("document.querySelectorAll('#explanation .steps input').length > 0")
      try await page.run("document.querySelector('#explanation .steps input').focus()")
      #expect(
        try await page.evaluate(
          "document.querySelectorAll('#explanation .merge.later').length", as: Int.self) == 0)
      try await page.press(.home)
      let hidden = try await page.evaluate(
        """
        (function () {
          var figure = document.querySelector("#explanation .steps").closest("figure");
          return [figure.querySelectorAll(".merge").length, figure.querySelectorAll(".merge.later").length];
        })()
        """, as: [Int].self)
      #expect(hidden[0] > 1)
      #expect(hidden[0] == hidden[1])
    }
  }

  @Test func aVocabularyIsSearchedAndTurnedPageByPage() async throws {
    try await PageServer.withPage("v=vocabulary&one=llama") { page, server in
      let rows = "document.querySelectorAll('#vocabulary tbody tr').length"
      try await page.wait("\(rows) > 0")
      let count = try #require(PageServer.tokenizers.first { $0.name == "llama" }).tokenizer
        .vocabulary.count
      let said = try await page.evaluate(
        "document.getElementById('vocabulary-count').textContent.replace(/\\D/g, '')",
        as: String.self)
      #expect(said == "\(count)")
      try await page.run("document.getElementById('search').focus()")
      try await page.type("the")
      try await page.wait("/ of /.test(document.getElementById('vocabulary-count').textContent)")
      let texts = try await page.evaluate(
        "Array.from(document.querySelectorAll('#vocabulary tbody td:nth-child(2)')).map(function (node) { return node.textContent; })",
        as: [String].self)
      #expect(!texts.isEmpty)
      #expect(texts.allSatisfy { $0.contains("the") })
      // A regex that does not compile is refused in the server's words.
      try await page.run(
        """
        var as = document.getElementById("as"); as.value = "regex"; as.dispatchEvent(new Event("change"));
        var search = document.getElementById("search"); search.value = "(the"; search.dispatchEvent(new Event("input"));
        """)
      try await page.wait("document.getElementById('vocabulary-notice').textContent !== ''")
      let faults = try await page.faults(of: server).filter { !$0.contains("status of 422") }
      #expect(faults == [])
    }
  }

  @Test func theEditorShowsWhatANormalizationChanges() async throws {
    try await PageServer.withPage("v=edit&one=bytelevel&text=THE+CATS") { page, server in
      try await page.wait("document.querySelectorAll('#edit-result .edit-lane').length > 0")
      let value = try await page.evaluate(
        """
        (function () {
          var choice = Array.from(document.getElementById("normalization").options).find(function (one) { return /lower/i.test(one.textContent); });
          var select = document.getElementById("normalization");
          select.value = choice.value;
          select.dispatchEvent(new Event("change"));
          return choice.value;
        })()
        """, as: String.self)
      #expect(!value.isEmpty)
      try await page.wait("/after/.test(document.getElementById('edit-summary').textContent)")
      let marked = try await page.evaluate(
        "Array.from(document.querySelectorAll('#edit-result mark')).map(function (node) { return node.textContent; }).join('|')",
        as: String.self)
      #expect(marked == "the|cats" || marked == "the cats")
      try await page.wait("location.hash.includes('norm=')")
      #expect(try await page.faults(of: server) == [])
    }
  }
}

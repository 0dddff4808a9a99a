import BrowserDriver
import Groundwork
import Morphology
import TestSupport
import Testing
import Workbench

/// What the page says of morphemes, beside what the server answers.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct MorphologyTests {
  /// A morphology that was named is used at once; what is in per cent is not made so again.
  @Test func sharesAreThoseOfTheAnswer() async throws {
    let list = try SegmentList(
      bytes: Array("the\tthe\ncats\tcat s\nmat\tmat\n".utf8), file: "m.tsv", language: "en",
      name: "m")
    let server = try WorkbenchServer(
      WorkbenchService(
        tokenizers: PageServer.tokenizers,
        morphologies: [.init(name: "m", language: "en", provider: list)],
        read: { (_, name, _) throws(Failure) in throw Failure("takes no files", at: .file(name)) }))
    defer { server.stop() }
    try await Browser.withPage { page in
      try await page.resize(width: 1280)
      try await page.open(server.address)
      try await page.waitForLanes()
      try await page.write("the cats the mat")
      try await page.wait(
        "document.querySelectorAll('#measures tbody tr').length === 4 && document.getElementById('text-size').textContent.includes('4 words')"
      )
      let shown = try await page.evaluate(
        """
        (async function () {
          const heads = Array.from(document.querySelectorAll("#measures thead th b")).map((one) => one.textContent);
          const rows = Array.from(document.querySelectorAll("#measures tbody tr"));
          const question = { text: "the cats the mat", second: null, tokenizers: rows.map((row) => row.cells[0].textContent), words: "whitespace", morphology: "m" };
          const answer = await (await fetch("api/measure", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(question) })).json();
          return rows.flatMap((row, place) => ["pure", "aligned"].map((id) => {
            const cell = row.cells[1 + heads.indexOf(id === "pure" ? "%pure" : id)].textContent.replace(" (best)", "");
            const value = answer.results[place].metrics[id];
            return value >= 0 && value <= 100 && cell === value.toFixed(1) + "\\u2009%" ? "" : cell + " is not " + value;
          })).filter((one) => one !== "");
        })()
        """, as: [String].self)
      #expect(shown == [])
      // The table fits beside the text.
      #expect(
        try await page.evaluate(
          "(function () { var box = document.getElementById('measures'); return box.scrollWidth <= box.clientWidth; })()",
          as: Bool.self))
    }
  }
}

import BrowserDriver
import Groundwork
import TestSupport
import Testing
import Tokenization

/// Typing, pointing and adding files, with the real server.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct TokensTests {
  static let texts = [
    "the cat sat on the mat", "žemė the cats", "日本語 😀 the", "a  b\n\tc", "שלום the عالم",
  ]

  /// Who comes without a link sees a sample, cut by all tokenizers that were named.
  @Test func aFirstVisitShowsASample() async throws {
    let server = try PageServer.start()
    defer { server.stop() }
    try await Browser.withPage { page in
      try await page.open(server.address)
      try await page.waitForLanes()
      let shown = try await page.evaluate(
        "[document.getElementById('text').value.slice(0, 6), String(document.querySelectorAll('.lane').length)]",
        as: [String].self)
      #expect(shown == ["Rudenį", "4"])
      // Another sample takes its place, one after an empty field too.
      for (choice, start) in [("1", "In aut"), ("", ""), ("0", "Rudenį")] {
        if choice.isEmpty { try await page.write("") }
        let text = try await page.evaluate(
          """
          (function () {
            const sample = document.getElementById("sample");
            sample.value = "\(choice)";
            sample.dispatchEvent(new Event("change"));
            return document.getElementById("text").value.slice(0, 6);
          })()
          """, as: String.self)
        #expect(text == start)
      }
      #expect(try await page.faults(of: server) == [])
    }
  }

  /// The ids in each lane are those of the library, by name.
  @Test(arguments: texts) func idsAreTheLibrarys(_ text: String) async throws {
    try #require(PageServer.tokenizers.count == 4)
    try await PageServer.withPage("ids=1") { page, server in
      try await page.write(text)
      try await page.waitForLanes()
      let shown = try await page.evaluate(
        """
        Object.fromEntries(Array.from(document.querySelectorAll(".lane")).map(function (lane) {
          return [lane.querySelector(".name").textContent, Array.from(lane.querySelectorAll(".tokens small:not(.b)")).map(function (node) { return node.textContent; }).join(" ")];
        }))
        """, as: [String: String].self)
      for (name, tokenizer) in PageServer.tokenizers {
        let ids = tokenizer.encode(Array(text.utf8)).map { "\($0)" }.joined(separator: " ")
        #expect(shown[name] == ids, "\(name)")
      }
      let tallies = try await page.evaluate(
        "Array.from(document.querySelectorAll('#measures tbody tr')).map(function (row) { return row.cells[0].textContent + ' ' + row.cells[1].textContent.replace(' (best)', ''); })",
        as: [String].self)
      #expect(
        tallies
          == PageServer.tokenizers.map {
            "\($0.name) \($0.tokenizer.encode(Array(text.utf8)).count)"
          })
      #expect(try await page.faults(of: server) == [])
    }
  }

  @Test func pointingMarksTheSameSpanInAllLanes() async throws {
    try await PageServer.withPage("text=the+cat+sat") { page, server in
      try await page.waitForLanes()
      let place = try await page.evaluate(
        """
        (function () {
          var box = document.querySelector(".lane .tokens span").getBoundingClientRect();
          return [box.x + box.width / 2, box.y + box.height / 2];
        })()
        """, as: [Double].self)
      try await page.send(
        "Input.dispatchMouseEvent",
        ["type": .string("mouseMoved"), "x": .double(place[0]), "y": .double(place[1])])
      let marked = """
        Array.from(document.querySelectorAll(".lane")).map(function (lane) { return lane.querySelectorAll(".at").length; })
        """
      try await page.wait("document.querySelectorAll('.at.here').length === 1")
      let counts = try await page.evaluate(marked, as: [Int].self)
      #expect(counts.count == 4 && counts.allSatisfy { $0 > 0 })
      let line = try await page.evaluate(
        "document.getElementById('token').textContent", as: String.self)
      #expect(line.contains(": the"))
      #expect(line.contains(" = id "))
      #expect(line.contains("bytes 74 68 65"))
      #expect(try await page.faults(of: server) == [])
    }
  }

  @Test func arrowsGoAlongALaneAndToTheNext() async throws {
    try await PageServer.withPage("text=the+cat+sat") { page, _ in
      try await page.waitForLanes()
      try await page.run("document.querySelector('.lane .tokens [tabindex=\"0\"]').focus()")
      let place = """
        (function () {
          var node = document.activeElement, lanes = Array.from(document.querySelectorAll(".tokens"));
          var lane = node.closest(".tokens");
          return lane ? [lanes.indexOf(lane), Array.from(lane.children).indexOf(node)] : [];
        })()
        """
      #expect(try await page.evaluate(place) == [0, 0])
      try await page.press(.right)
      #expect(try await page.evaluate(place) == [0, 1])
      let label = try await page.evaluate(
        "document.activeElement.getAttribute('aria-label')", as: String.self)
      #expect(label.contains(": id "))
      try await page.press(.down)
      #expect(try await page.evaluate("(\(place))[0]", as: Int.self) == 1)
      try await page.press(.end)
      try await page.press(.home)
      #expect(try await page.evaluate(place) == [1, 0])
      let stops = try await page.evaluate(
        "document.querySelectorAll('.tokens [tabindex=\"0\"]').length", as: Int.self)
      #expect(stops == 4)
    }
  }

  /// A file dropped onto the page: a tokenizer is added and chosen, another file is refused in the server's words.
  @Test func aDroppedFileIsAddedOrRefused() async throws {
    try await PageServer.withPage("text=the+cat") { page, _ in
      try await page.waitForLanes()
      let model = try readFile(PageServer.fixture("SentencePiece/unigram.model"))
      var encoded: [UInt8] = []
      Base64.encode(model, into: &encoded)
      try await page.run(Self.drop("mine.model", base64: String(decoding: encoded, as: UTF8.self)))
      try await page.waitForLanes(5)
      let added = try await page.evaluate(
        "document.querySelector('#tokenizers li:last-child input').value", as: String.self)
      #expect(added == "mine")

      encoded = []
      Base64.encode(Array("<b>this is no tokenizer</b>".utf8), into: &encoded)
      try await page.run(Self.drop("bad.bin", base64: String(decoding: encoded, as: UTF8.self)))
      try await page.wait(
        "/tokenizer file/.test(document.getElementById('upload-notice').textContent)")
      let notice = try await page.evaluate(
        "Array.from(document.getElementById('upload-notice').children).map(function (node) { return node.textContent; })",
        as: [String].self)
      #expect(
        notice == [
          "bad.bin: is no tokenizer file that Derlius knows",
          "take a tokenizer.json, a .tiktoken rank file or a SentencePiece .model",
        ])
      try await page.click("#tokenizers .remove")
      try await page.waitForLanes(4)
    }
  }

  private static func drop(_ name: String, base64: String) -> String {
    """
    var bytes = Uint8Array.from(atob("\(base64)"), function (letter) { return letter.charCodeAt(0); });
    var data = new DataTransfer();
    data.items.add(new File([bytes], "\(name)"));
    ["dragenter", "dragover", "drop"].forEach(function (kind) {
      document.getElementById("text").dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
    });
    """
  }

  private static let paste = """
    function paste(text) {
      var data = new DataTransfer();
      data.setData("text/plain", text);
      var field = document.getElementById("text");
      field.focus();
      field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }));
    }
    """

  /// A megabyte pasted: a part is shown, the counts are of the whole, and typing goes on within it.
  @Test func aMegabyteStaysUsable() async throws {
    let line = "the cat sat on the mat žemė 😀\n"
    let text = String(repeating: line, count: 32_000)
    try await PageServer.withPage { page, server in
      try await page.run(
        "\(Self.paste) paste(\(JSONValue.string(line).serialized()).repeat(32000));")
      try await page.waitForLanes()
      let (name, tokenizer) = PageServer.tokenizers[0]
      func tally() async throws -> String {
        try await page.evaluate(
          "document.querySelector('.lane .tally').textContent.replace(/\\D/g, '')", as: String.self)
      }
      #expect(try await tally() == "\(tokenizer.encode(Array(text.utf8)).count)", "\(name)")
      #expect(
        try await page.evaluate("document.querySelectorAll('*').length", as: Int.self) < 12_000)
      #expect(try await page.evaluate("location.hash.length", as: Int.self) < 200)
      // The caret stands at the end, and so do the lanes.
      try await page.wait("document.getElementById('later').disabled")
      try await page.run(
        "var field = document.getElementById('text'); field.setSelectionRange(300, 300);")
      try await page.type("the the ")
      try await page.wait("document.querySelector('#lanes').textContent.includes('the the ')")
      try await page.click("#earlier")
      try await page.wait("!document.getElementById('later').disabled")
      // Everything selected and replaced is the whole text, and no part.
      try await page.write("the cat")
      try await page.wait("document.getElementById('pager').hidden")
      #expect(try await tally() == "\(tokenizer.encode(Array("the cat".utf8)).count)")
      #expect(try await page.faults(of: server) == [])
    }
  }
}

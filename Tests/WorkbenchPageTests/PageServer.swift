import Benchmarking
import BrowserDriver
import Groundwork
import TestSupport
import Tokenization
import TokenizerFormats
import Workbench

/// The real server with small tokenizers of ours, and the page that it serves.
enum PageServer {
  /// A tokenizer for each way in which a text becomes tokens: merges by rank, look-ups, lattices, merges by score with bytes.
  static let tokenizers: [(name: String, tokenizer: any Tokenizer)] = {
    var list: [(name: String, tokenizer: any Tokenizer)] = []
    for name in ["bytelevel", "wordpiece", "unigram", "llama"] {
      let file = fixture("HuggingFace/\(name).json")
      guard let bytes = try? readFile(file),
        let tokenizer = try? HuggingFaceReader.load(bytes: bytes, file: file)
      else { continue }
      list.append((name, tokenizer))
    }
    return list
  }()

  static func fixture(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/" + name)
  }

  static func start() throws -> WorkbenchServer {
    try WorkbenchServer(
      WorkbenchService(
        tokenizers: tokenizers,
        read: { (bytes, name, pattern) throws(Failure) in
          try TokenizerLocator.load(bytes: bytes, named: name, pattern: pattern)
        }))
  }

  /// Opens the page of a server that ends afterwards; without a fragment with an empty text.
  static func withPage(
    _ fragment: String = "", width: Int = 1280,
    _ body: (BrowserPage, WorkbenchServer) async throws -> Void
  ) async throws {
    let server = try start()
    defer { server.stop() }
    try await Browser.withPage { page in
      try await page.resize(width: width)
      try await page.open(server.address + "#" + (fragment.isEmpty ? "text=" : fragment))
      try await page.wait("document.documentElement.classList.contains('ready')")
      try await body(page, server)
    }
  }
}

extension BrowserPage {
  /// Waits until an expression is true.
  func wait(_ expression: String, limit: Int = 15) async throws {
    let isTrue = try await evaluate(
      """
      (async function () {
        var end = performance.now() + \(limit * 1000);
        while (performance.now() < end) {
          if (\(expression)) return true;
          await new Promise(function (done) { setTimeout(done, 10); });
        }
        return false;
      })()
      """, as: Bool.self, limit: Double(limit) + 5)
    if !isTrue { throw NeverTrue(expression: expression) }
  }

  /// What the page did that a quiet page does not do; its own files and questions are no fault, nor are questions that it took
  /// back because a newer one came.
  func faults(of server: WorkbenchServer) async throws -> [String] {
    try await events()
      .filter { !($0.kind == .request && $0.text.hasPrefix(server.address)) }
      .filter { !($0.kind == .failed && $0.text == "Fetch net::ERR_ABORTED") }
      .map(\.description)
  }

  /// Puts a text into the field, as typing does.
  func write(_ text: String) async throws {
    try await run("var field = document.getElementById('text'); field.focus(); field.select();")
    try await type(text)
  }

  /// Waits until the lanes show the text that stands in the field.
  func waitForLanes(_ count: Int = PageServer.tokenizers.count) async throws {
    try await wait(
      "document.querySelectorAll('#lanes .lane .tokens').length === \(count) && "
        + "document.querySelectorAll('#measures tbody tr').length === \(count)")
  }
}

/// Something that a page never came to.
struct NeverTrue: Error, CustomStringConvertible {
  let expression: String
  var description: String { "never true: \(expression)" }
}

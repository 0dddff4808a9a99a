import BrowserDriver
import Foundation
import Groundwork
import Testing

/// Pictures to look at: `DERLIUS_LOOK=/tmp/look swift test --filter Shots`.
///
/// `DERLIUS_PAGES=a.html:b.html` takes pictures of these in place of the samples.
@Suite struct Shots {
  static let pages = (ProcessInfo.processInfo.environment["DERLIUS_PAGES"] ?? "")
    .split(separator: ":").map { path in
      let parts = path.split(separator: "/").suffix(2)
      return SamplePage(description: parts.joined(separator: "-")) {
        Array(try Data(contentsOf: URL(fileURLWithPath: String(path))))
      }
    }

  static let samples = SamplePage.all.filter {
    ["full", "forty", "hostile-names", "arabic", "sweep, costs"].contains($0.description)
  }

  @Test(
    .enabled(if: Looking.folder != nil, "skipped: set DERLIUS_LOOK to a folder"),
    .enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"),
    arguments: pages.isEmpty ? samples : pages)
  func pictures(_ sample: SamplePage) async throws {
    let folder = joinPath(try #require(Looking.folder), "shots")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let bytes = try sample.bytes()
    try await Browser.withPage { page in
      for width in [390, 1280, 1920] {
        for scheme in BrowserPage.Scheme.allCases {
          try await page.resize(width: width)
          try await page.show(scheme)
          try await page.open(html: bytes)
          let name = joinPath(folder, "\(sample)-\(width)-\(scheme)")
          try AtomicFile.write(try await page.screenshot(), to: name + ".png")
          try await page.unfold()
          try AtomicFile.write(try await page.screenshot(), to: name + "-unfolded.png")
        }
      }
      try await page.show(.light, print: true)
      try await page.open(html: bytes)
      try AtomicFile.write(try await page.pdf(), to: joinPath(folder, "\(sample).pdf"))
    }
  }
}

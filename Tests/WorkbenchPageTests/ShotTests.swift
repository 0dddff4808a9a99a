import BrowserDriver
import Foundation
import Groundwork
import Testing

/// Pictures to look at: `DERLIUS_LOOK=/tmp/look swift test --filter WorkbenchShots`.
@Suite struct WorkbenchShots {
  static let folder = ProcessInfo.processInfo.environment["DERLIUS_LOOK"]

  @Test(
    .enabled(if: folder != nil, "skipped: set DERLIUS_LOOK to a folder"),
    .enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"),
    arguments: SoundnessTests.views)
  func pictures(_ view: String) async throws {
    let folder = joinPath(try #require(Self.folder), "shots")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try await PageServer.withPage("v=\(view)&text=the+cat+%C5%BEem%C4%97+%F0%9F%98%80") { page, _ in
      try await page.wait(try #require(SoundnessTests.shown[view]))
      for width in [390, 1280] {
        for scheme in BrowserPage.Scheme.allCases {
          try await page.resize(width: width)
          try await page.show(scheme)
          try AtomicFile.write(
            try await page.screenshot(),
            to: joinPath(folder, "workbench-\(view)-\(width)-\(scheme).png"))
        }
      }
    }
  }
}

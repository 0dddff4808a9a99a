import Foundation
import Groundwork

/// The browser of the tests: Debian's package `chromium`, found in PATH.
///
/// Use as a trait: `@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))`.
public enum Chromium {
  /// The program's path; nil where it is not installed.
  public static let path: String? = {
    let folders = (environmentVariable("PATH") ?? "").split(separator: ":")
    for name in ["chromium", "chromium-browser"] {
      for folder in folders {
        let path = joinPath(String(folder), name)
        if FileManager.default.isExecutableFile(atPath: path) { return path }
      }
    }
    return nil
  }()

  /// Whether tests can have a browser.
  public static let isInstalled = path != nil
}

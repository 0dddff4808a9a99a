import Foundation
import Groundwork
import Synchronization

extension BrowserPage {
  /// Writes a page beside the browser's profile and opens it as a file.
  public func open(html: [UInt8], fragment: String? = nil) async throws {
    let number = Self.written.withLock { count in
      count += 1
      return count
    }
    let path = joinPath(folder, "page-\(number).html")
    try AtomicFile.write(html, to: path)
    try await open(file: path, fragment: fragment)
    unlink(path)
  }

  private static let written = Mutex(0)
}

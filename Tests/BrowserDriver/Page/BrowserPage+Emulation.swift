import Groundwork

extension BrowserPage {
  /// What the reader's system prefers.
  public enum Scheme: String, Sendable, CaseIterable { case light, dark }

  /// The window's size in CSS pixels.
  public func resize(width: Int, height: Int = 900) async throws {
    try await send(
      "Emulation.setDeviceMetricsOverride",
      [
        "width": .integer(width), "height": .integer(height), "deviceScaleFactor": .integer(1),
        "mobile": .bool(false),
      ])
  }

  /// The colour scheme and the medium.
  public func show(_ scheme: Scheme = .light, print: Bool = false) async throws {
    try await send(
      "Emulation.setEmulatedMedia",
      [
        "media": .string(print ? "print" : "screen"),
        "features": .array([
          .object([
            .init("name", .string("prefers-color-scheme")),
            .init("value", .string(scheme.rawValue)),
          ])
        ]),
      ])
  }

  /// Whether the page's scripts run; before it is opened.
  public func setScripts(_ run: Bool) async throws {
    try await send("Emulation.setScriptExecutionDisabled", ["value": .bool(!run)])
  }

  /// Whether the page's Content-Security-Policy counts; before it is opened.
  public func setPolicy(_ counts: Bool) async throws {
    try await send("Page.setBypassCSP", ["enabled": .bool(!counts)])
  }

  /// A picture of the whole page, PNG.
  public func screenshot(mostHeight: Int = 16_000) async throws -> [UInt8] {
    let size = try await evaluate(
      "[document.documentElement.clientWidth, document.documentElement.scrollHeight]",
      as: [Int].self)
    let answer = try await send(
      "Page.captureScreenshot",
      [
        "format": .string("png"), "captureBeyondViewport": .bool(true),
        "clip": .object([
          .init("x", .integer(0)), .init("y", .integer(0)), .init("width", .integer(size[0])),
          .init("height", .integer(min(size[1], mostHeight))), .init("scale", .integer(1)),
        ]),
      ], limit: 60)
    return try Self.bytes(answer["data"])
  }

  /// The page on paper, PDF.
  public func pdf() async throws -> [UInt8] {
    let answer = try await send(
      "Page.printToPDF", ["printBackground": .bool(true), "preferCSSPageSize": .bool(true)],
      limit: 60)
    return try Self.bytes(answer["data"])
  }

  private static func bytes(_ data: JSONValue?) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let text = Array((data?.string ?? "").utf8)
    guard text.withUnsafeBufferPointer({ Base64.decode($0, into: &bytes) }) else {
      throw BrowserFailure("a picture that is not base64")
    }
    return bytes
  }
}

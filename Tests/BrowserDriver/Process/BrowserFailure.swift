/// What went wrong between the tests and the browser.
public struct BrowserFailure: Error, CustomStringConvertible {
  let reason: String
  /// The reason, for people.
  public var description: String { "browser: " + reason }

  init(_ reason: String) { self.reason = reason }
}

import Groundwork

/// Something that a quiet page does not do.
public struct PageEvent: Sendable, CustomStringConvertible {
  /// What kind of thing.
  public enum Kind: String, Sendable {
    /// A call of `console`.
    case console
    /// An exception that nobody caught.
    case exception
    /// A message of the browser: violations of a policy, failed loads, deprecations.
    case log
    /// A fault that the browser's audits name.
    case issue
    /// A request for anything but the page.
    case request
    /// A request that failed.
    case failed
    /// `alert`, `confirm` or `prompt`.
    case dialog
    /// The renderer crashed.
    case crash
  }

  /// What kind of thing it is.
  public let kind: Kind
  /// What was said, or the address.
  public let text: String
  /// Both, for people.
  public var description: String { "\(kind.rawValue): \(text)" }

  /// What an event of the protocol means; nil where it means nothing for a test.
  init?(_ method: String, _ event: JSONValue, page: String) {
    func text(_ value: JSONValue?) -> String { value?.string ?? value?.serialized() ?? "" }
    switch method {
    case "Runtime.consoleAPICalled":
      let words = (event["args"]?.array ?? []).map { text($0["value"] ?? $0["description"]) }
      (kind, self.text) = (.console, words.joined(separator: " "))
    case "Runtime.exceptionThrown":
      let details = event["exceptionDetails"]
      (kind, self.text) = (
        .exception, text(details?["exception"]?["description"] ?? details?["text"])
      )
    case "Log.entryAdded": (kind, self.text) = (.log, text(event["entry"]?["text"]))
    case "Audits.issueAdded":
      (kind, self.text) = (.issue, text(event["issue"]))
    case "Network.requestWillBeSent":
      let url = text(event["request"]?["url"])
      if url == page { return nil }
      (kind, self.text) = (.request, url)
    case "Network.loadingFailed":
      (kind, self.text) = (.failed, "\(text(event["type"])) \(text(event["errorText"]))")
    case "Page.javascriptDialogOpening": (kind, self.text) = (.dialog, text(event["message"]))
    case "Inspector.targetCrashed": (kind, self.text) = (.crash, "the page crashed")
    default: return nil
    }
  }
}

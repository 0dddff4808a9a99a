import Groundwork

extension BrowserPage {
  /// A key that is no letter.
  public enum Key: String, Sendable {
    case tab = "Tab"
    case enter = "Enter"
    case escape = "Escape"
    case left = "ArrowLeft"
    case right = "ArrowRight"
    case up = "ArrowUp"
    case down = "ArrowDown"
    case home = "Home"
    case end = "End"

    var code: Int {
      switch self {
      case .tab: 9
      case .enter: 13
      case .escape: 27
      case .end: 35
      case .home: 36
      case .left: 37
      case .up: 38
      case .right: 39
      case .down: 40
      }
    }
  }

  /// Presses a key, where the focus is.
  public func press(_ key: Key, shift: Bool = false) async throws {
    for kind in ["keyDown", "keyUp"] {
      var event: [JSONValue.Member] = [
        .init("type", .string(kind)), .init("key", .string(key.rawValue)),
        .init("code", .string(key.rawValue)), .init("windowsVirtualKeyCode", .integer(key.code)),
        .init("modifiers", .integer(shift ? 8 : 0)),
      ]
      if key == .enter, kind == "keyDown" { event.append(.init("text", .string("\r"))) }
      try await send("Input.dispatchKeyEvent", event)
    }
  }

  /// Types text, where the focus is.
  public func type(_ text: String) async throws {
    try await send("Input.insertText", ["text": .string(text)])
  }

  /// Clicks on the middle of the first element that a selector finds, as a mouse does.
  public func click(_ selector: String) async throws {
    let quoted = JSONValue.string(selector).serialized()
    let place = try await evaluate(
      """
      (function () {
        var node = document.querySelector(\(quoted));
        if (!node) throw new Error("nothing is " + \(quoted));
        node.scrollIntoView({ block: "center", behavior: "instant" });
        var box = node.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
      })()
      """, as: [Double].self)
    for kind in ["mousePressed", "mouseReleased"] {
      try await send(
        "Input.dispatchMouseEvent",
        [
          "type": .string(kind), "x": .double(place[0]), "y": .double(place[1]),
          "button": .string("left"), "clickCount": .integer(1),
        ])
    }
  }
}

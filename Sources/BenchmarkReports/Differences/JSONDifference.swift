import Groundwork

/// Where two JSON values first differ, members compared in their order and numbers by their spelling.
public struct JSONDifference: Sendable, Hashable {
  /// One step into a value.
  public enum Step: Sendable, Hashable {
    /// A member of an object.
    case member(String)
    /// An element of an array, from 0.
    case element(Int)
  }

  /// The way to what differs.
  public var path: [Step]
  /// What stands there, as JSON; nil where nothing does.
  public var found: String?
  /// What should stand there.
  public var expected: String?

  /// The first difference; nil where both are the same but for white space.
  ///
  /// - Complexity: O(values).
  public init?(_ found: JSONValue, from expected: JSONValue) {
    guard let first = Self.first(found, expected, []) else { return nil }
    self = first
  }

  private init(_ path: [Step], _ found: JSONValue?, _ expected: JSONValue?) {
    self.path = path
    self.found = found.map(Self.short)
    self.expected = expected.map(Self.short)
  }

  /// The path as text, such as `rows[16].value`.
  public var place: String {
    var text = ""
    for step in path {
      switch step {
      case .member(let key): text += text.isEmpty ? key : ".\(key)"
      case .element(let index): text += "[\(index)]"
      }
    }
    return text
  }

  private static func short(_ value: JSONValue) -> String {
    let text = value.serialized()
    return text.unicodeScalars.count > 80 ? "\(String(text.unicodeScalars.prefix(79)))…" : text
  }

  private static func first(
    _ found: JSONValue, _ expected: JSONValue, _ path: [Step]
  ) -> JSONDifference? {
    switch (found, expected) {
    case (.object(let left), .object(let right)):
      for index in 0..<max(left.count, right.count) {
        let one = index < left.count ? left[index] : nil
        let two = index < right.count ? right[index] : nil
        guard let one, let two, one.key.utf8.elementsEqual(two.key.utf8) else {
          // Named by the member that should be there; one too many by its own.
          let key = two?.key ?? one?.key ?? ""
          return JSONDifference(
            path + [.member(key)], two == nil ? one?.value : found[key], two?.value)
        }
        if let inner = first(one.value, two.value, path + [.member(one.key)]) { return inner }
      }
      return nil
    case (.array(let left), .array(let right)):
      for index in 0..<max(left.count, right.count) {
        let one = index < left.count ? left[index] : nil
        let two = index < right.count ? right[index] : nil
        guard let one, let two else {
          return JSONDifference(path + [.element(index)], one, two)
        }
        if let inner = first(one, two, path + [.element(index)]) { return inner }
      }
      return nil
    case (.null, .null): return nil
    case (.bool(let left), .bool(let right)) where left == right: return nil
    case (.number(let left), .number(let right)) where left.utf8.elementsEqual(right.utf8):
      return nil
    case (.string(let left), .string(let right)) where left.utf8.elementsEqual(right.utf8):
      return nil
    default: return JSONDifference(path, found, expected)
    }
  }
}

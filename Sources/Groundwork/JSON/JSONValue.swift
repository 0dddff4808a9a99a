/// A JSON value whose objects keep their order and whose keys are compared by bytes.
///
/// Foundation's decoders key by `String`, which merges canonically equal keys (o200k_base would lose
/// 66 tokens), and give no line for an error: docs/decisions/0002-own-json.md.
public enum JSONValue: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number as it is spelt.
  case number(String)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object in the order of the file.
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable {
    /// The key.
    public var key: String
    /// The value.
    public var value: JSONValue

    /// Creates a member.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// A number from an integer.
  public static func integer(_ value: some BinaryInteger) -> JSONValue { .number("\(value)") }

  /// A number from a double, shortest round-trip; what is not finite becomes `null`.
  public static func double(_ value: Double) -> JSONValue {
    value.isFinite ? .number("\(value)") : .null
  }

  /// The member's value: the first one where a key is repeated; nil elsewhere.
  ///
  /// - Complexity: O(members).
  public subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  /// The string, or nil.
  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The integer, or nil when it is none or too large.
  public var integer: Int? {
    if case .number(let text) = self { Int(text) } else { nil }
  }

  /// The number, or nil.
  public var double: Double? {
    if case .number(let text) = self { Double(text) } else { nil }
  }

  /// The truth value, or nil.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The elements, or nil.
  public var array: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members, or nil.
  public var members: [Member]? {
    if case .object(let value) = self { value } else { nil }
  }
}

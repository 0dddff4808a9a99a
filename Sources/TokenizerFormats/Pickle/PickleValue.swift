/// A pickle of plain data, as its opcodes build it: values by number, of which one is the root.
///
/// Values refer to each other by number, so that one that a pickle shares, or puts into itself, costs
/// nothing more and is never followed further than asked.
public struct PickleDocument: Sendable {
  /// One value.
  enum Node: Sendable {
    case none
    case bool(Bool)
    case integer(Int)
    /// An integer of more than 64 bits, which no vocabulary needs.
    case bigInteger
    case float(Double)
    /// Text, valid UTF-8.
    case text(ArraySlice<UInt8>)
    case bytes(ArraySlice<UInt8>)
    case byteArray(ArraySlice<UInt8>)
    /// The number of its container.
    case tuple(Int)
    case list(Int)
    /// Keys and values in turn.
    case dictionary(Int)
  }

  var nodes: [Node] = []
  /// The values that tuples, lists and dictionaries hold, by number.
  var containers: [[Int32]] = []
  var rootNumber: Int32 = 0

  /// The value that the pickle stands for.
  public var root: PickleValue { PickleValue(document: self, number: rootNumber) }
}

/// One value of a pickle.
public struct PickleValue: Sendable {
  let document: PickleDocument
  let number: Int32

  private var node: PickleDocument.Node { document.nodes[Int(number)] }

  /// Whether it is Python's `None`.
  public var isNone: Bool { if case .none = node { true } else { false } }

  /// The truth value, or nil.
  public var bool: Bool? { if case .bool(let value) = node { value } else { nil } }

  /// The integer, or nil where it is none or has more than 64 bits.
  public var integer: Int? { if case .integer(let value) = node { value } else { nil } }

  /// The floating-point number, or nil.
  public var float: Double? { if case .float(let value) = node { value } else { nil } }

  /// The bytes of a `str`, valid UTF-8, or nil.
  public var text: ArraySlice<UInt8>? { if case .text(let value) = node { value } else { nil } }

  /// The bytes of a `bytes` or `bytearray`, or nil.
  public var bytes: ArraySlice<UInt8>? {
    switch node {
    case .bytes(let value), .byteArray(let value): value
    default: nil
    }
  }

  /// The elements of a list or tuple, or nil.
  public var elements: [PickleValue]? {
    switch node {
    case .list(let container), .tuple(let container):
      document.containers[container].map { PickleValue(document: document, number: $0) }
    default: nil
    }
  }

  /// The members of a dictionary in their order, or nil; a key that is there twice is there twice.
  public var members: [(key: PickleValue, value: PickleValue)]? {
    guard case .dictionary(let container) = node else { return nil }
    let numbers = document.containers[container]
    return stride(from: 0, to: numbers.count - 1, by: 2).map { index in
      (
        PickleValue(document: document, number: numbers[index]),
        PickleValue(document: document, number: numbers[index + 1])
      )
    }
  }

  /// The last value of a dictionary under this text, as Python has it; nil where there is none.
  ///
  /// - Complexity: O(members).
  public subscript(_ key: String) -> PickleValue? {
    members?.last { $0.key.text.map { $0.elementsEqual(key.utf8) } ?? false }?.value
  }
}

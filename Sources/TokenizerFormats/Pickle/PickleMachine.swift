import Groundwork

extension PickleDocument {
  /// Reads a pickle of protocol 0 to 5 that holds plain data only.
  ///
  /// Plain data is what a pickle can hold without a call: `None`, booleans, integers, floats, `str`,
  /// `bytes`, `bytearray`, tuples, lists and dictionaries, shared or not. Sets are not taken.
  ///
  /// - Throws: `Failure` with the byte where an opcode that imports, constructs or calls stands, where
  ///   one is not known, or where the file ends early; nothing is ever carried out.
  /// - Complexity: O(bytes) of time and memory, whatever sizes the file states.
  public init(parsing bytes: [UInt8], file: String) throws(Failure) {
    var machine = PickleMachine(PickleBytes(bytes, file: file))
    self = try machine.run()
  }
}

/// The stack machine that a pickle is a program of, without its calls.
struct PickleMachine {
  var input: PickleBytes
  var document = PickleDocument()
  private var stack: [Int32] = []
  private var marks: [Int] = []
  private var memo: [Int: Int32] = [:]
  /// Where the opcode at work stands.
  private var start = 0
  private var opcode = PickleOpcode.stop

  init(_ input: PickleBytes) { self.input = input }

  mutating func run() throws(Failure) -> PickleDocument {
    while true {
      start = input.position
      opcode = try input.opcode()
      if opcode == .stop { return try finish() }
      try step()
    }
  }

  private mutating func finish() throws(Failure) -> PickleDocument {
    document.rootNumber = try pop()
    if input.rest > 0 {
      throw Failure(
        "\(input.rest) bytes follow the end of the pickle",
        at: .byte(input.position, of: input.file), remedy: "get the file again")
    }
    return document
  }

  private mutating func step() throws(Failure) {
    switch opcode {
    case .proto:
      let version = try input.integer(1)
      if version > 5 { throw wrong("the protocol \(version) is not known") }
    case .frame:
      let size = try input.integer(8)
      if size > input.rest { throw input.ends(opcode, at: start) }
    case .mark: marks.append(stack.count)
    case .pop:
      if stack.count == (marks.last ?? 0), !marks.isEmpty {
        marks.removeLast()
      } else {
        _ = try pop()
      }
    case .popMark: _ = try popToMark()
    case .duplicate: stack.append(try top())
    case .none, .newTrue, .newFalse, .int, .binaryInt, .binaryInt1, .binaryInt2, .long, .long1,
      .long4, .float, .binaryFloat, .string, .binaryString, .shortBinaryString, .unicode,
      .binaryUnicode, .shortBinaryUnicode, .binaryUnicode8, .binaryBytes, .shortBinaryBytes,
      .binaryBytes8, .byteArray8:
      push(try input.scalar(opcode, at: start))
    case .emptyTuple: push(.tuple(container([])))
    case .tuple1: try makeTuple(1)
    case .tuple2: try makeTuple(2)
    case .tuple3: try makeTuple(3)
    case .tuple: push(.tuple(container(try popToMark())))
    case .emptyList: push(.list(container([])))
    case .list: push(.list(container(try popToMark())))
    case .append: try extendList([try pop()])
    case .appends: try extendList(try popToMark())
    case .emptyDictionary: push(.dictionary(container([])))
    case .dictionary:
      let items = try popToMark()
      push(.dictionary(container([])))
      try extendDictionary(items)
    case .setItem:
      let value = try pop()
      try extendDictionary([try pop(), value])
    case .setItems: try extendDictionary(try popToMark())
    case .put: memo[try input.index(opcode, at: start)] = try top()
    case .binaryPut: memo[try input.integer(1)] = try top()
    case .longBinaryPut: memo[try input.integer(4)] = try top()
    case .memoize: memo[memo.count] = try top()
    case .get: try recall(try input.index(opcode, at: start))
    case .binaryGet: try recall(try input.integer(1))
    case .longBinaryGet: try recall(try input.integer(4))
    case .global, .stackGlobal, .reduce, .build, .instance, .object, .newObject, .newObjectEx,
      .extension1, .extension2, .extension4, .persistentID, .binaryPersistentID, .emptySet,
      .addItems, .frozenSet, .nextBuffer, .readOnlyBuffer, .stop:
      throw Failure(
        "the opcode \(opcode.name) is refused: only plain data is read from a pickle",
        at: .byte(start, of: input.file),
        remedy: "pickle a dict of str, bytes and int with protocol 3 or later")
    }
  }

  private mutating func push(_ node: PickleDocument.Node) {
    stack.append(Int32(truncatingIfNeeded: document.nodes.count))
    document.nodes.append(node)
  }

  private mutating func container(_ values: [Int32]) -> Int {
    document.containers.append(values)
    return document.containers.count - 1
  }

  private func top() throws(Failure) -> Int32 {
    guard stack.count > (marks.last ?? 0), let last = stack.last else {
      throw wrong("\(opcode.name) finds no value")
    }
    return last
  }

  private mutating func pop() throws(Failure) -> Int32 {
    let last = try top()
    stack.removeLast()
    return last
  }

  private mutating func popToMark() throws(Failure) -> [Int32] {
    guard let mark = marks.popLast() else { throw wrong("\(opcode.name) finds no MARK") }
    let values = Array(stack[mark...])
    stack.removeSubrange(mark...)
    return values
  }

  private mutating func makeTuple(_ count: Int) throws(Failure) {
    var values: [Int32] = []
    for _ in 0..<count { values.append(try pop()) }
    push(.tuple(container(values.reversed())))
  }

  private mutating func extendList(_ values: [Int32]) throws(Failure) {
    guard case .list(let container) = document.nodes[Int(try top())] else {
      throw wrong("\(opcode.name) finds no list")
    }
    document.containers[container].append(contentsOf: values)
  }

  private mutating func extendDictionary(_ items: [Int32]) throws(Failure) {
    guard case .dictionary(let container) = document.nodes[Int(try top())] else {
      throw wrong("\(opcode.name) finds no dictionary")
    }
    guard items.count % 2 == 0 else { throw wrong("\(opcode.name) finds a key without a value") }
    for index in stride(from: 0, to: items.count, by: 2) {
      switch document.nodes[Int(items[index])] {
      case .list, .dictionary, .byteArray:
        throw wrong("\(opcode.name) finds a key of no fixed value")
      default: break
      }
    }
    document.containers[container].append(contentsOf: items)
  }

  private mutating func recall(_ index: Int) throws(Failure) {
    guard let value = memo[index] else {
      throw wrong("\(opcode.name) asks for the value \(index), which was not kept")
    }
    stack.append(value)
  }

  private func wrong(_ problem: String) -> Failure { input.wrong(problem, at: start) }
}

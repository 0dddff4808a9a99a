import Groundwork
import TestSupport
import Testing
import TokenizerFormats

@Suite struct PickleDocumentTests {
  static func fixture(_ name: String) throws(Failure) -> [UInt8] {
    try readFile(joinPath(SharedData.repository, "Tests/Fixtures/Pickle/\(name).pickle"))
  }

  static func message(_ bytes: [UInt8]) -> String {
    do throws(Failure) {
      _ = try PickleDocument(parsing: bytes, file: "x.pkl")
      return "no failure"
    } catch {
      return error.description
    }
  }

  @Test(arguments: 0...5)
  func plainDataIsReadAtEachProtocol(version: Int) throws {
    let root = try PickleDocument(parsing: Self.fixture("plain-\(version)"), file: "f").root
    #expect(root["none"]?.isNone == true)
    #expect(root["yes"]?.bool == true)
    #expect(root["no"]?.bool == false)
    #expect(root["yes"]?.integer == nil)
    #expect(
      root["integers"]?.elements?.map(\.integer) == [
        0, 1, 255, 256, 65535, 65536, -1, -129, 1 << 31 - 1, -1 << 31, 1 << 31, Int.max, Int.min,
      ])
    let big = try #require(root["big"]?.elements)
    #expect(big.count == 3 && big.allSatisfy { $0.integer == nil && $0.float == nil })
    #expect(root["floats"]?.elements?.map(\.float) == [0, -1.5, 1e300])
    let texts = try #require(root["texts"]?.elements).map { $0.text.map { Array($0) } }
    #expect(
      texts
        == ["", "abc", "ąž\n\\u0105", "😀", String(repeating: "x", count: 300)].map {
          Array($0.utf8)
        })
    let tuples = try #require(root["tuples"]?.elements).map { $0.elements?.map(\.integer) }
    #expect(tuples == [[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]])
    #expect(
      root["shared"]?.elements?.map { $0.elements?.map(\.integer) } == [[1, 2], [1, 2]])
    #expect(root["empty"]?.members?.isEmpty == true)
    let last = try #require(root.members?.last)
    #expect(last.key.integer == 3)
    #expect(last.value.text?.elementsEqual("integer key".utf8) == true)
  }

  /// Each opcode that could import, construct or call is named with its place.
  @Test(arguments: [
    ("c", "GLOBAL"), ("\u{93}", "STACK_GLOBAL"), ("R", "REDUCE"), ("b", "BUILD"), ("i", "INST"),
    ("o", "OBJ"), ("\u{81}", "NEWOBJ"), ("\u{92}", "NEWOBJ_EX"), ("\u{82}", "EXT1"),
    ("\u{83}", "EXT2"), ("\u{84}", "EXT4"), ("P", "PERSID"), ("Q", "BINPERSID"),
    ("\u{8F}", "EMPTY_SET"), ("\u{90}", "ADDITEMS"), ("\u{91}", "FROZENSET"),
    ("\u{97}", "NEXT_BUFFER"), ("\u{98}", "READONLY_BUFFER"),
  ])
  func opcodesThatCallAreRefused(code: String, name: String) throws {
    let byte = try #require(code.unicodeScalars.first).value
    let message = Self.message(Array("(N(N".utf8) + [UInt8(byte)] + Array("os\nsystem\n.".utf8))
    #expect(
      message == "x.pkl: byte 4: the opcode \(name) is refused: only plain data is read from a "
        + "pickle; pickle a dict of str, bytes and int with protocol 3 or later")
  }

  @Test(arguments: [
    ("", "byte 0: the pickle ends without STOP"),
    ("N", "byte 1: the pickle ends without STOP"),
    (".", "byte 0: STOP finds no value"),
    ("N.N", "byte 2: 1 bytes follow the end of the pickle"),
    ("\u{FF}", "byte 0: 0xff is no opcode of pickle's protocols 0 to 5"),
    ("\u{80}\u{6}", "byte 0: the protocol 6 is not known"),
    ("\u{95}\u{5}\0\0\0\0\0\0\0N.", "byte 0: the file ends within FRAME"),
    ("(.", "byte 1: STOP finds no value"),
    ("N(0.", "no failure"),
    ("1", "byte 0: POP_MARK finds no MARK"),
    ("2", "byte 0: DUP finds no value"),
    ("Nt", "byte 1: TUPLE finds no MARK"),
    ("NNa", "byte 2: APPEND finds no list"),
    ("NNNs", "byte 3: SETITEM finds no dictionary"),
    ("}(Nu", "byte 3: SETITEMS finds a key without a value"),
    ("}]Ns", "byte 3: SETITEM finds a key of no fixed value"),
    ("g0\n", "byte 0: GET asks for the value 0, which was not kept"),
    ("gx\n", "byte 0: GET has no number"),
    ("I1x\n", "byte 0: an integer is misspelt"),
    ("Fx\n", "byte 0: FLOAT is not a number"),
    ("Sx\n", "byte 0: STRING is not in quotes"),
    ("S'\\\\x41'\n", "byte 0: STRING has an escape, which is not read"),
    ("U\u{1}\u{E9}", "byte 0: a string of Python 2 is not ASCII"),
    ("V\\ud800\n", "byte 0: UNICODE has half a surrogate pair"),
    ("V\\u12\n", "byte 0: UNICODE has a misspelt escape"),
    ("\u{8C}\u{1}\u{E9}", "byte 0: a text is not UTF-8"),
    ("T\0\0\0\u{80}", "byte 0: BINSTRING has a size below 0"),
    ("\u{8B}\0\0\0\u{80}", "byte 0: LONG4 has a size below 0"),
    ("X\u{FF}\u{FF}\u{FF}\u{FF}abc", "byte 5: the file ends within a value"),
    (
      "\u{8E}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}\u{FF}",
      "byte 9: the file ends within a value"
    ),
    ("Nq", "byte 2: the file ends within a value"),
    ("Vabc", "byte 1: the file ends within a value"),
  ])
  func damageIsNamedWithItsByte(text: String, message: String) {
    let found = Self.message(text.unicodeScalars.map { UInt8($0.value) })
    #expect(found == (message == "no failure" ? message : "x.pkl: \(message); get the file again"))
  }

  @Test(arguments: 0...5)
  func everyTruncationIsAFailure(version: Int) throws {
    let bytes = try Self.fixture("plain-\(version)")
    for count in 0..<bytes.count {
      #expect(Self.message(Array(bytes[..<count])) != "no failure", "\(count) bytes")
    }
  }

  /// Lists of lists, shared at each level: 2⁶⁰ elements if anything followed them.
  @Test func sharedValuesCostNothing() throws {
    var bytes = Array("]".utf8)
    for _ in 0..<60 { bytes += Array("2q\0]q\u{1}h\0ah\0ah\u{1}".utf8) }
    let root = try PickleDocument(parsing: bytes + Array(".".utf8), file: "f").root
    #expect(root.elements?.count == 2)
  }

  @Test func aListThatHoldsItselfIsRead() throws {
    let root = try PickleDocument(parsing: Array("]q\0h\0a.".utf8), file: "f").root
    #expect(root.elements?.first?.elements?.first?.elements?.count == 1)
  }

  @Test func deepNestingIsNoTrouble() throws {
    let deep = [UInt8](repeating: UInt8(ascii: "("), count: 1_000_000)
    let bytes = Array("N".utf8) + deep + [UInt8](repeating: UInt8(ascii: "t"), count: 1_000_000)
    let document = try PickleDocument(parsing: bytes + Array("0.".utf8), file: "f")
    #expect(document.root.isNone)
  }
}

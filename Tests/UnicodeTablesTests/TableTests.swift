import Testing
import UnicodeTables

@Suite struct TableTests {
  /// Unicode 16.0's numbers, as tiktoken 0.14.0 has them.
  @Test(arguments: [
    ("L", 141_028), ("N", 1_911), ("M", 2_501), ("White_Space", 25), ("Letter", 141_028),
  ])
  func countsAreThoseOfUnicode16(name: String, count: Int) throws {
    #expect(try #require(ScalarSet.property(name)).count == count)
  }

  @Test func whiteSpaceHasTenRanges() {
    #expect(ScalarSet.whiteSpace.ranges.count == 10)
    let codes = ScalarSet.whiteSpace.ranges.flatMap { Array($0) }
    #expect(
      codes == [
        0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003,
        0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
        0x3000,
      ])
  }

  /// Letters, marks, decimal digits and connectors are word characters; spaces are not.
  @Test func wordCharactersHoldLettersMarksAndDigits() {
    for category in [GeneralCategory.lu, .ll, .lt, .lm, .lo, .mn, .mc, .me, .nd, .nl, .pc] {
      for range in ScalarSet(of: [category]).ranges {
        #expect(range.allSatisfy { ScalarSet.word.contains($0) })
      }
    }
    for range in ScalarSet.whiteSpace.ranges {
      #expect(!range.contains { ScalarSet.word.contains($0) })
    }
    #expect(ScalarSet.word.count == 144_667)
  }

  @Test func categoriesShareOutAllScalars() {
    let total = GeneralCategory.allCases.reduce(0) { $0 + ScalarSet(of: [$1]).count }
    #expect(total == 0x110000 - 0x800)
  }

  @Test func unknownPropertiesHaveNoTable() {
    #expect(ScalarSet.property("Han") == nil)
    #expect(ScalarSet.property("Greek") == nil)
    #expect(ScalarSet.property("") == nil)
    #expect(ScalarSet.property("lu") == nil)
  }

  @Test func membershipAgreesWithRanges() throws {
    let letters = try #require(ScalarSet.property("L"))
    for range in letters.ranges {
      #expect(letters.contains(range.lowerBound) && letters.contains(range.upperBound))
      #expect(!letters.contains(range.upperBound + 1))
      if range.lowerBound > 0 { #expect(!letters.contains(range.lowerBound - 1)) }
    }
  }

  /// The flat table against the sets, for every code point.
  @Test func flatTableAgreesWithSets() {
    var expected = [UInt8](repeating: 0, count: 0x110000)
    func add(_ set: ScalarSet?, _ bits: ScalarClass) {
      for range in set?.ranges ?? [] {
        for code in range { expected[Int(code)] |= bits.rawValue }
      }
    }
    add(.property("L"), .letter)
    add(.property("N"), .number)
    add(.property("M"), [.mark, .caseless])
    add(.whiteSpace, .space)
    add(ScalarSet(of: [.lu, .lt]), .upper)
    add(ScalarSet(of: [.lm, .lo]), .caseless)
    add(ScalarSet(of: [.ll]), .lower)
    for newline in [0x0A, 0x0D] { expected[newline] |= ScalarClass.newline.rawValue }
    let table = ScalarClassTable.shared
    let wrong = (UInt32(0)..<0x110000).first { table[$0].rawValue != expected[Int($0)] }
    #expect(wrong == nil)
    #expect((0..<0x800).allSatisfy { table.short[$0] == expected[$0] })
    #expect(table[0x110000] == [])
    #expect(table[.max] == [])
  }
}

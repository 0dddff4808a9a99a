/// The classes of all scalars in flat memory: two levels, blocks of 128 scalars.
///
/// The class of scalar `c` is `blocks[Int(starts[c >> 7]) + (c & 127)]`. The memory is made once for the
/// process and never freed, so pointers to it may be kept. About 60 KB.
public struct ScalarClassTable: @unchecked Sendable {
  /// Where the block of each 128 scalars starts in `blocks`: 8,704 entries.
  public let starts: UnsafePointer<UInt16>
  /// The class bits, 128 a block.
  public let blocks: UnsafePointer<UInt8>
  /// The classes of the scalars below U+0800, which is what one or two bytes of UTF-8 encode.
  public let short: UnsafePointer<UInt8>

  /// The table.
  public static let shared = ScalarClassTable()

  /// The class of a scalar; none above U+10FFFF. O(1).
  public subscript(_ scalar: UInt32) -> ScalarClass {
    guard scalar < 0x110000 else { return [] }
    let start = Int(starts[Int(scalar >> 7)])
    return ScalarClass(rawValue: blocks[start + Int(scalar & 127)])
  }

  private init() {
    var blocks: [UInt8] = []
    var starts: [UInt16] = []
    starts.reserveCapacity(0x110000 >> 7)
    var uniform = [Int](repeating: -1, count: 256)
    var run = 0
    var space = ArraySlice(generatedWhiteSpace)
    for first in stride(from: UInt32(0), to: 0x110000, by: 128) {
      while categoryRuns[run].last < first { run += 1 }
      while let range = space.first, range.last < first { space.removeFirst() }
      let hasSpace = space.first.map { $0.first < first + 128 } ?? false
      if categoryRuns[run].last >= first + 127, !hasSpace {
        // One class throughout: such blocks are shared.
        let bits = ScalarClass(categoryRuns[run].category).rawValue
        if uniform[Int(bits)] < 0 {
          uniform[Int(bits)] = blocks.count
          blocks.append(contentsOf: repeatElement(bits, count: 128))
        }
        starts.append(UInt16(uniform[Int(bits)]))
        continue
      }
      starts.append(UInt16(blocks.count))
      var index = run
      for scalar in first..<first + 128 {
        if categoryRuns[index].last < scalar { index += 1 }
        var bits = ScalarClass(categoryRuns[index].category)
        if hasSpace, space.contains(where: { $0.first <= scalar && scalar <= $0.last }) {
          bits.insert(.space)
        }
        if scalar == 0x0A || scalar == 0x0D { bits.insert(.newline) }
        blocks.append(bits.rawValue)
      }
    }
    var short = [UInt8](repeating: 0, count: 0x800)
    for scalar in 0..<0x800 {
      short[scalar] = blocks[Int(starts[scalar >> 7]) + scalar & 127]
    }
    self.starts = Self.keep(starts)
    self.blocks = Self.keep(blocks)
    self.short = Self.keep(short)
  }

  private static func keep<T>(_ values: [T]) -> UnsafePointer<T> {
    let memory = UnsafeMutableBufferPointer<T>.allocate(capacity: max(values.count, 1))
    _ = memory.initialize(from: values)
    // An allocation of at least one element has an address.
    return UnsafePointer(memory.baseAddress.unsafelyUnwrapped)
  }
}

/// A small number for each scalar in flat memory: two levels, blocks of 128 scalars, equal ones shared.
///
/// The memory is made once for the process and never freed, so pointers to it may be kept.
public struct ScalarTable<Value: FixedWidthInteger & Sendable>: @unchecked Sendable {
  private let starts: UnsafePointer<UInt32>
  private let blocks: UnsafePointer<Value>

  /// The number of a scalar, which is at most U+10FFFF.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  public subscript(_ scalar: UInt32) -> Value {
    blocks[Int(starts[Int(scalar >> 7)]) + Int(scalar & 127)]
  }

  /// Creates a table of values by scalar: `values` has 0x110000 entries.
  init(_ values: [Value]) {
    var starts: [UInt32] = []
    var blocks: [Value] = []
    var uniform: [(value: Value, start: UInt32)] = []
    for first in stride(from: 0, to: 0x110000, by: 128) {
      let block = values[first..<first + 128]
      let value = block[first]
      if block.allSatisfy({ $0 == value }) {
        if let known = uniform.first(where: { $0.value == value }) {
          starts.append(known.start)
          continue
        }
        uniform.append((value, UInt32(blocks.count)))
      }
      starts.append(UInt32(blocks.count))
      blocks.append(contentsOf: block)
    }
    self.starts = Self.forever(starts)
    self.blocks = Self.forever(blocks)
  }

  /// Creates a table from runs, length and value by turns.
  init(runs: StaticString) {
    var values = [Value](repeating: 0, count: 0x110000)
    var numbers = PackedNumbers(runs)
    var code = 0
    while let length = numbers.next(), let value = numbers.next() {
      let end = min(code + length, 0x110000)
      if value != 0 {
        for scalar in code..<end { values[scalar] = Value(truncatingIfNeeded: value) }
      }
      code = end
    }
    self.init(values)
  }

  private static func forever<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
    elements.withUnsafeBufferPointer {
      if let source = $0.baseAddress { memory.initialize(from: source, count: $0.count) }
    }
    return UnsafePointer(memory)
  }
}

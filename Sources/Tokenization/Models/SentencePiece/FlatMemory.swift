/// Memory of trivial elements that is filled once and then only read, shared by threads.
///
/// Hot loops take `base` into a local: no reference counts, no bounds checks, no closure.
final class FlatMemory<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// The first element.
  let base: UnsafePointer<Element>
  /// The number of elements.
  let count: Int

  /// Copies `elements`.
  init(_ elements: [Element]) {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
    elements.withUnsafeBufferPointer {
      if let source = $0.baseAddress { memory.initialize(from: source, count: $0.count) }
    }
    base = UnsafePointer(memory)
    count = elements.count
  }

  /// Copies `elements`, and leaves memory for more behind them, filled with zero bytes.
  init(_ elements: [Element], extra: Int) where Element == UInt8 {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: elements.count + extra)
    elements.withUnsafeBufferPointer {
      if let source = $0.baseAddress { memory.initialize(from: source, count: $0.count) }
    }
    (memory + elements.count).initialize(repeating: 0, count: extra)
    base = UnsafePointer(memory)
    count = elements.count
  }

  /// Takes what `fill` writes: it must write all `count` elements.
  init(count: Int, filledBy fill: (UnsafeMutablePointer<Element>) -> Void) {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
    fill(memory)
    base = UnsafePointer(memory)
    self.count = count
  }

  deinit { base.deallocate() }
}

/// Memory of trivial elements that one encoder reuses from text to text.
final class Scratch<Element: BitwiseCopyable> {
  // Read in every loop, by one thread: checks of exclusive access took 5 to 10 % of encoding.
  @exclusivity(unchecked) private(set) var base: UnsafeMutablePointer<Element>
  @exclusivity(unchecked) private(set) var capacity: Int

  /// Allocates room, not initialized.
  init(capacity: Int) {
    base = .allocate(capacity: max(capacity, 1))
    self.capacity = max(capacity, 1)
  }

  deinit { base.deallocate() }

  /// Exchanges the memory of two.
  func swap(with other: Scratch) {
    Swift.swap(&base, &other.base)
    Swift.swap(&capacity, &other.capacity)
  }

  /// Grows to at least `count` elements, of which the first `kept` are kept.
  func reserve(_ count: Int, keeping kept: Int = 0) {
    if count <= capacity { return }
    let larger = max(count, capacity * 2)
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    memory.update(from: base, count: kept)
    base.deallocate()
    base = memory
    capacity = larger
  }
}

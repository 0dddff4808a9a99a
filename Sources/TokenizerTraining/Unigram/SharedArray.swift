import Groundwork

/// Flat memory that several workers read, or write where no two write the same place.
///
/// Who writes hands out the places; nothing here checks it.
final class SharedArray<Element: BitwiseCopyable>: @unchecked Sendable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count: Int

  /// Memory for `count` elements of one value.
  init(repeating value: Element, count: Int) {
    self.count = count
    base = .allocate(capacity: max(count, 1))
    base.initialize(repeating: value, count: count)
  }

  /// A copy of the first elements of another.
  init(copying other: SharedArray, count: Int) {
    self.count = count
    base = .allocate(capacity: max(count, 1))
    base.initialize(from: other.base, count: count)
  }

  deinit { base.deallocate() }

  /// All elements.
  var buffer: UnsafeMutableBufferPointer<Element> { .init(start: base, count: count) }

  subscript(_ index: Int) -> Element {
    @inline(__always) get { base[index] }
    @inline(__always) set { base[index] = newValue }
  }
}

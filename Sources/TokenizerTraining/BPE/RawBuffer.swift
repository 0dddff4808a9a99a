import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Plain memory that grows by `realloc`, so that a large block is moved by the page table and not copied.
struct RawBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var capacity: Int
  var count = 0

  /// Creates room for `capacity` elements; pages that are never written cost nothing.
  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    base = Self.resize(nil, self.capacity)
  }

  deinit { free(base) }

  /// Makes room for `more` elements behind `count`.
  @inline(__always)
  mutating func reserve(more: Int) {
    if count + more > capacity { grow(count + more) }
  }

  /// Makes room for `wanted` elements in all and no more, where there is less.
  mutating func reserve(exactly wanted: Int) {
    if wanted <= capacity { return }
    capacity = wanted
    base = Self.resize(UnsafeMutableRawPointer(base), capacity)
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    reserve(more: 1)
    base[count] = element
    count += 1
  }

  @inline(never)
  private mutating func grow(_ wanted: Int) {
    capacity = max(wanted, capacity + capacity / 2)
    base = Self.resize(UnsafeMutableRawPointer(base), capacity)
  }

  private static func resize(
    _ old: UnsafeMutableRawPointer?, _ capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    guard let raw = realloc(old, capacity * MemoryLayout<Element>.stride) else {
      // As the standard library does when memory is out: nothing can be saved.
      printToStandardError("derlius: out of memory while training; train on less text")
      exit(1)
    }
    return raw.bindMemory(to: Element.self, capacity: capacity)
  }
}

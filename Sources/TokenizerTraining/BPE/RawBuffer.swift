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

  /// Creates room for `capacity` elements that are all to be filled and then looked at here and there: in huge pages,
  /// where the system has them and it is some megabytes.
  ///
  /// With all of training's memory in huge pages, most of it for less than it was taken for, clearing pages took longer than what was won.
  init(huge capacity: Int) {
    base = Self.huge(capacity) ?? Self.resize(nil, max(capacity, 16))
    self.capacity = max(capacity, 16)
  }

  private static func huge(_ capacity: Int) -> UnsafeMutablePointer<Element>? {
    #if os(Linux)
      let (bytes, page) = (capacity * MemoryLayout<Element>.stride, 2 << 20)
      var memory: UnsafeMutableRawPointer?
      if bytes < 4 * page || posix_memalign(&memory, page, bytes) != 0 { return nil }
      madvise(memory, bytes, 14)  // MADV_HUGEPAGE
      return memory?.bindMemory(to: Element.self, capacity: capacity)
    #else
      return nil
    #endif
  }

  deinit { free(base) }

  /// Makes room for `more` elements behind `count`.
  @inline(__always)
  mutating func reserve(more: Int) {
    if count + more > capacity { grow(count + more) }
  }

  /// Makes room for `wanted` elements in all, which must not be below `count`, and gives back what is more.
  mutating func resize(exactly wanted: Int) {
    if max(wanted, 16) == capacity { return }
    capacity = max(wanted, 16)
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

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory that is zero, with pages that cost nothing until they are written, at the start of a cache line.
///
/// Large memory is the system's, which cleans pages anyway: clearing them again would cost as much. Its owner gives it
/// back by `deallocate`.
public struct ZeroedMemory {
  /// The first byte: at a multiple of 64; of 2 MB where huge pages are asked for.
  public let base: UnsafeMutableRawPointer
  // What the system gave, from its first byte on; nil where the allocator did.
  private let mapped: UnsafeMutableRawPointer?
  private let mappedSize: Int

  /// From this size on memory is the system's, page by page.
  private static var large: Int { 1 << 18 }
  private static var huge: Int { 1 << 21 }

  /// Takes memory.
  ///
  /// - Parameters:
  ///   - size: the number of bytes, 1 and more.
  ///   - inHugePages: whether the system is asked for pages of 2 MB, for tables of that size and more that are looked into
  ///     at random: fewer misses of page tables, at the price of whole pages for what is touched.
  public init(size: Int, inHugePages: Bool = false) {
    let isHuge = inHugePages && size >= Self.huge
    mappedSize = isHuge ? size + Self.huge : size
    if size >= Self.large,
      let mapped = mmap(nil, mappedSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
      mapped != UnsafeMutableRawPointer(bitPattern: -1)
    {
      self.mapped = mapped
      base = isHuge ? mapped.alignedUp(toMultipleOf: Self.huge) : mapped
      #if os(Linux)
        // Advice only; its result does not matter.
        if isHuge { _ = madvise(base, size, MADV_HUGEPAGE) }
      #endif
      return
    }
    base = .allocate(byteCount: size, alignment: 64)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    mapped = nil
  }

  /// Gives the pages of some bytes back, which are not looked at any more; bounds are rounded to whole pages.
  public func forget(_ bytes: Range<Int>) {
    let page = 1 << 14
    let (start, end) = ((bytes.lowerBound + page - 1) / page * page, bytes.upperBound / page * page)
    if mapped != nil, start < end { _ = madvise(base + start, end - start, MADV_DONTNEED) }
  }

  /// Gives the memory back.
  public func deallocate() {
    if let mapped { munmap(mapped, mappedSize) } else { base.deallocate() }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory that is zero, with pages that cost nothing until they are written, at the start of a cache line.
///
/// Its owner gives it back by `deallocate`.
struct ZeroedMemory {
  let base: UnsafeMutableRawPointer
  private let size: Int
  private let isMapped: Bool

  /// From this size on memory is the system's, page by page.
  private static let large = 1 << 18

  /// Takes `size` bytes.
  init(size: Int) {
    self.size = size
    if size >= Self.large,
      let mapped = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
      mapped != UnsafeMutableRawPointer(bitPattern: -1)
    {
      base = mapped
      isMapped = true
      return
    }
    base = .allocate(byteCount: size, alignment: 64)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    isMapped = false
  }

  /// Gives the pages of some bytes back, which are not looked at any more; bounds are rounded to whole pages.
  func forget(_ bytes: Range<Int>) {
    let page = 1 << 14
    let (start, end) = ((bytes.lowerBound + page - 1) / page * page, bytes.upperBound / page * page)
    if isMapped, start < end { madvise(base + start, end - start, MADV_DONTNEED) }
  }

  func deallocate() {
    if isMapped { munmap(base, size) } else { base.deallocate() }
  }
}

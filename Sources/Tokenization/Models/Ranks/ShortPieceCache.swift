import CHints

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The ids of pieces of up to 15 bytes.
///
/// A piece has a cache line of 64 bytes: the key and up to twelve ids; where there are more, the ids' place in a
/// buffer of their own. It is in the line that its hash names, or in the next where that one is taken;
/// where both are, the next one's piece is given up. The cache starts at 64 KB and grows to 32 MB, and 4 MB for ids
/// elsewhere, with what is distinct.
///
/// Dropped: lines of two pieces with four ids each. Which of the two it is no one can guess, nor, in languages that a
/// vocabulary does not serve, whether four ids suffice (81 % of the pieces of Lithuanian law with cl100k_base).
struct ShortPieceCache: ~Copyable {
  /// Four ids in the order of the piece.
  typealias Four = SIMD4<UInt32>

  /// A piece and its ids.
  struct Line: BitwiseCopyable {
    var low: UInt64
    var high: UInt64
    var first: Four
    var second: Four
    var third: Four
  }

  /// The lines, and one more behind them.
  private(set) var lines: UnsafeMutablePointer<Line>
  /// How far a hash is shifted to name a line.
  private(set) var shift: UInt64
  private(set) var more: UnsafeMutablePointer<UInt32>
  private var count: Int
  private var filled = 0
  private var moreCount = 0
  private var moreCapacity = 1 << 12

  private static let firstCount = 1 << 10
  private static let lastCount = 1 << 19
  /// The number of ids in a line's key that means: the ids are in `more`, each piece in 16 places.
  static var elsewhere: UInt64 { 15 }
  private static let lastMore = 1 << 20

  init() {
    count = Self.firstCount
    lines = Self.allocate(count)
    shift = UInt64(64 - count.trailingZeroBitCount)
    more = .allocate(capacity: moreCapacity)
  }

  deinit {
    UnsafeMutableRawPointer(lines).deallocate()
    more.deallocate()
  }

  /// Asks for the line that a hash names, so that it is near when `find` comes.
  @inline(__always)
  func prefetch(_ hash: UInt64) { Self.prefetch(lines, shift, hash) }

  @inline(__always)
  static func prefetch(_ lines: UnsafePointer<Line>, _ shift: UInt64, _ hash: UInt64) {
    derlius_prefetch(lines + Int(truncatingIfNeeded: hash &>> shift))
  }

  /// The line of a piece; nil where it is not known.
  @inline(__always)
  static func line(
    _ key: PieceKey, _ hash: UInt64, _ lines: UnsafePointer<Line>, _ shift: UInt64
  ) -> UnsafePointer<Line>? {
    let home = lines + Int(truncatingIfNeeded: hash &>> shift)
    if holds(home, key) { return home }
    return holds(home + 1, key) ? home + 1 : nil
  }

  @inline(__always)
  private static func holds(_ line: UnsafePointer<Line>, _ key: PieceKey) -> Bool {
    (line.pointee.low ^ key.low) | ((line.pointee.high ^ key.high) &<< 4) == 0
  }

  /// Writes 16 ids, of which the first ones count, where the piece is known; gives their number, or 0.
  @inline(__always)
  func find(
    _ key: PieceKey, hash: UInt64, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard let line = Self.line(key, hash, lines, shift) else { return 0 }
    return Self.take(line, more, into: output)
  }

  /// Writes the ids of a line, and others behind them up to 16; gives their number.
  @inline(__always)
  static func take(
    _ line: UnsafePointer<Line>, _ more: UnsafePointer<UInt32>,
    into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let count = line.pointee.high &>> 60
    let output = UnsafeMutableRawPointer(output)
    output.storeBytes(of: line.pointee.first, as: Four.self)
    output.storeBytes(of: line.pointee.second, toByteOffset: 16, as: Four.self)
    if count > 8 { return takeMany(line, more, into: output) }
    return Int(truncatingIfNeeded: count)
  }

  @inline(never)
  private static func takeMany(
    _ line: UnsafePointer<Line>, _ more: UnsafePointer<UInt32>,
    into output: UnsafeMutableRawPointer
  ) -> Int {
    let count = line.pointee.high &>> 60
    if count == elsewhere {
      output.copyMemory(from: more + Int(line.pointee.first[0]), byteCount: 64)
      return Int(line.pointee.first[1])
    }
    output.storeBytes(of: line.pointee.third, toByteOffset: 32, as: Four.self)
    return Int(truncatingIfNeeded: count)
  }

  /// The number of ids of a line.
  @inline(__always)
  static func idCount(_ line: UnsafePointer<Line>) -> Int {
    let count = line.pointee.high &>> 60
    return count == elsewhere ? Int(line.pointee.first[1]) : Int(truncatingIfNeeded: count)
  }

  /// Keeps the ids of a piece that is not there; 16 can be read.
  mutating func insert(_ key: PieceKey, _ ids: UnsafePointer<UInt32>, _ count: Int) {
    if filled * 2 > self.count, self.count < Self.lastCount { grow() }
    let raw = UnsafeRawPointer(ids)
    var line = Line(
      low: key.low, high: key.high | UInt64(count) << 60,
      first: raw.loadUnaligned(as: Four.self),
      second: raw.loadUnaligned(fromByteOffset: 16, as: Four.self),
      third: raw.loadUnaligned(fromByteOffset: 32, as: Four.self))
    if count > 12 {
      if moreCount + 16 > moreCapacity { growMore() }
      (more + moreCount).update(from: ids, count: 16)
      line.high = key.high | Self.elsewhere << 60
      line.first = Four(UInt32(moreCount), UInt32(count), 0, 0)
      moreCount += 16
    }
    place(line)
  }

  private mutating func place(_ line: Line) {
    let hash = PieceKey(low: line.low, high: line.high).hash
    var place = lines + Int(truncatingIfNeeded: hash >> shift)
    if place.pointee.high != 0 { place += 1 }
    if place.pointee.high == 0 { filled += 1 }
    place.pointee = line
  }

  /// Makes room in `more`; at its bound all is forgotten instead.
  private mutating func growMore() {
    if moreCapacity >= Self.lastMore {
      memset(lines, 0, (count + 1) * 64)
      filled = 0
      moreCount = 0
      return
    }
    let old = more
    more = .allocate(capacity: moreCapacity * 4)
    more.update(from: old, count: moreCount)
    moreCapacity *= 4
    old.deallocate()
  }

  private mutating func grow() {
    let old = lines
    let oldCount = count
    count = min(count * 4, Self.lastCount)
    lines = Self.allocate(count)
    shift = UInt64(64 - count.trailingZeroBitCount)
    filled = 0
    for index in 0...oldCount where old[index].high != 0 { place(old[index]) }
    UnsafeMutableRawPointer(old).deallocate()
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Line> {
    let size = (count + 1) * 64
    let huge = 1 << 21
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: size, alignment: size >= huge ? huge : 64)
    #if os(Linux)
      // Fewer TLB misses: +15 % on large texts. Advice only; its result does not matter.
      if size >= huge { _ = madvise(memory, size, MADV_HUGEPAGE) }
    #endif
    memset(memory, 0, size)
    return memory.bindMemory(to: Line.self, capacity: count + 1)
  }
}

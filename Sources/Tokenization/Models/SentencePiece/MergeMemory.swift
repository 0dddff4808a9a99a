import Groundwork

/// What two neighbours merge to, remembered by their ids.
///
/// The piece of two ids is always the same, and looking it up by its bytes costs a hash of them and a line of a
/// table that the second-level cache does not hold. 32,768 pairs of 8 bytes, which the system fills with zeros when they are first touched; a
/// pair that needs the place of another takes it. The same for the ids of scalars, 16 KB.
final class MergeMemory {
  private struct Scalar: BitwiseCopyable {
    /// The scalar's bytes; no scalar has only ones.
    var bytes = UInt32.max
    var id: Int32 = -1
  }

  private static let bits = 15
  private static let scalarBits = 11

  private let tables: SentencePieceTables
  private let pieces: PieceTable
  private let memory: ZeroedMemory
  private let entries: UnsafeMutablePointer<UInt64>
  private let scalars: UnsafeMutablePointer<Scalar>

  init(_ tables: SentencePieceTables) {
    self.tables = tables
    pieces = tables.pieces
    memory = ZeroedMemory(size: 8 << Self.bits)
    entries = memory.base.bindMemory(to: UInt64.self, capacity: 1 << Self.bits)
    scalars = .allocate(capacity: 1 << Self.scalarBits)
    scalars.initialize(repeating: Scalar(), count: 1 << Self.scalarBits)
  }

  deinit {
    memory.deallocate()
    scalars.deallocate()
  }

  /// The id of a scalar of up to four bytes, of which eight may be read; −1 where no piece in use has it.
  @inline(__always)
  func scalar(_ text: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    let raw = UnsafeRawPointer(text).loadUnaligned(as: UInt32.self).littleEndian
    let bytes = raw & UInt32.max &>> UInt32(truncatingIfNeeded: 32 &- length &* 8)
    let entry =
      scalars
      + Int(truncatingIfNeeded: (bytes &* 0x9E37_79B1) &>> UInt32(32 - Self.scalarBits))
    if entry.pointee.bytes == bytes { return entry.pointee.id }
    let id = tables.id(text, count: length)
    let found: Int32 = id == tables.unknown ? -1 : Int32(bitPattern: id)
    entry.pointee = Scalar(bytes: bytes, id: found)
    return found
  }

  /// The id of what two ids below 2²¹ merge to, whose bytes stand at `text`; −1 for nothing.
  @inline(__always)
  func find(_ left: Int32, _ right: Int32, _ text: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    // The left id plus one, the right id, and the piece's id plus one: 63 bits.
    let key =
      UInt64(UInt32(bitPattern: left) &+ 1) &<< 42 | UInt64(UInt32(bitPattern: right)) &<< 21
    let hash = key &* 0x9E37_79B9_7F4A_7C15
    let entry = entries + Int(truncatingIfNeeded: hash &>> UInt64(64 - Self.bits))
    let found = entry.pointee ^ key
    if found <= Self.pieceMask { return Int32(truncatingIfNeeded: found) &- 1 }
    let id = search(text, count)
    entry.pointee = key | UInt64(UInt32(bitPattern: id &+ 1))
    return id
  }

  private static let pieceMask: UInt64 = 1 << 21 - 1
  /// The ids must be below this.
  static let mostIDs = 1 << 21 - 1

  /// The id of the piece with some bytes; −1 for none.
  @inline(never)
  func search(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    pieces.find(text, count: count)
  }
}

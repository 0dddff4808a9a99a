import CICU
import Groundwork

/// What a normal form does to each scalar, asked of ICU for 64 scalars at a time when they first occur.
///
/// A scalar *starts* a segment where it never changes together with what stands before it; it *passes*
/// where it also stays as it is when alone. The form of a text is the form of its segments one after
/// the other, so a run of passing scalars is in the form and needs no look by ICU. Owned by one thread.
///
/// Tried and dropped: asking ICU for all scalars at the start (30 ms), and its own check of whole texts,
/// which reads UTF-8 scalar by scalar as soon as one byte is 0xCC or above: in Lithuanian text every
/// quotation mark is.
final class FormTable {
  private let form: derlius_form
  /// Bytes from here up need a look: all scalars below U+0300 are NFC and ASCII is every form.
  private let firstActive: UInt8
  private let passing: UnsafeMutablePointer<UInt64>
  private let starting: UnsafeMutablePointer<UInt64>
  private let known: UnsafeMutablePointer<Bool>
  private static let blocks = 0x11_0000 / 64

  init(_ form: derlius_form) {
    self.form = form
    firstActive = form == DERLIUS_FORM_NFC ? 0xCC : 0x80
    passing = .allocate(capacity: Self.blocks)
    starting = .allocate(capacity: Self.blocks)
    known = .allocate(capacity: Self.blocks)
    passing.initialize(repeating: 0, count: Self.blocks)
    starting.initialize(repeating: 0, count: Self.blocks)
    known.initialize(repeating: false, count: Self.blocks)
  }

  deinit {
    passing.deallocate()
    starting.deallocate()
    known.deallocate()
  }

  /// The start of the first scalar from `start` on that does not pass, or the text's end.
  ///
  /// `start` is the start of a scalar. About 2 GB/s where bytes are plain.
  func passingEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) throws(Failure) -> Int {
    guard let base = text.baseAddress else { return start }
    let raw = UnsafeRawPointer(base)
    let highs: UInt64 = 0x8080_8080_8080_8080
    let addend: UInt64 = 0x0101_0101_0101_0101 &* UInt64(0x100 - Int(firstActive))
    var index = start
    while true {
      // Eight bytes at a time: the seven low bits plus the addend carry into the eighth from
      // `firstActive` on, and only bytes above ASCII count.
      while index + 8 <= text.count {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let active = ((word & ~highs) &+ addend) & word & highs
        if active != 0 {
          index += active.trailingZeroBitCount / 8
          break
        }
        index += 8
      }
      while index < text.count, base[index] < firstActive { index += 1 }
      if index >= text.count { return text.count }
      let (block, bit, length) = place(base, index)
      if passing[block] & bit == 0 {
        if known[block] { return index }
        try ask(block)
        if passing[block] & bit == 0 { return index }
      }
      index += length
    }
  }

  /// Whether the scalar that starts at `index` starts a segment.
  func starts(_ text: UnsafeBufferPointer<UInt8>, at index: Int) throws(Failure) -> Bool {
    guard let base = text.baseAddress, base[index] >= 0x80 else { return true }
    let (block, bit, _) = place(base, index)
    if !known[block] { try ask(block) }
    return starting[block] & bit != 0
  }

  /// The block, the bit in it and the length of the scalar at `index`, which is not ASCII.
  @inline(__always)
  private func place(
    _ base: UnsafePointer<UInt8>, _ index: Int
  ) -> (block: Int, bit: UInt64, length: Int) {
    let lead = Int(base[index])
    let second = Int(base[index + 1] & 0x3F)
    if lead < 0xE0 { return (lead & 0x1F, 1 &<< UInt64(second), 2) }
    let third = Int(base[index + 2] & 0x3F)
    if lead < 0xF0 { return ((lead & 0x0F) << 6 | second, 1 &<< UInt64(third), 3) }
    return ((lead & 0x07) << 12 | second << 6 | third, 1 &<< UInt64(base[index + 3] & 0x3F), 4)
  }

  @inline(never)
  private func ask(_ block: Int) throws(Failure) {
    if derlius_form_block(form, UInt32(block), passing + block, starting + block) != 0 {
      throw ICU.unavailable("normal form")
    }
    known[block] = true
  }
}

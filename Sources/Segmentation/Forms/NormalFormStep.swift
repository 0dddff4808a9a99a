import CICU
import Groundwork

/// Brings texts to a normal form: what passes `FormTable` is copied, the rest goes to ICU segment by
/// segment, through a small memory of segments that came before.
///
/// Owned by one thread. Decomposed text is a few dozen segments over and over: with the memory it costs
/// little more than composed text, where a call of ICU for each takes some 100 ns.
final class NormalFormStep {
  private let form: derlius_form
  private let table: FormTable
  private let handle: OpaquePointer
  private let slots: UnsafeMutablePointer<Slot>
  private static let slotBits = 10
  /// The form of the segment last looked at.
  private let scratch = StepBuffer()

  /// A segment of up to 8 bytes and its form of up to 16.
  private struct Slot {
    var key: UInt64 = 0
    var low: UInt64 = 0
    var high: UInt64 = 0
    var keyCount: UInt8 = 0
    var count: UInt8 = 0
    var isChanged = false
    var kind = FormChanges.Kind.composed
  }

  init(_ form: derlius_form, _ handle: OpaquePointer) {
    self.form = form
    self.handle = handle
    table = FormTable(form)
    slots = .allocate(capacity: 1 << Self.slotBits)
    slots.initialize(repeating: Slot(), count: 1 << Self.slotBits)
  }

  deinit { slots.deallocate() }

  /// Writes the form of `text` to `output`, which is empty; false, and nothing written, where the text
  /// is in the form.
  func apply(
    _ text: UnsafeBufferPointer<UInt8>, into output: StepBuffer, _ recorder: ChangeRecorder,
    original: UnsafeBufferPointer<UInt8>
  ) throws(Failure) -> Bool {
    var copied = 0
    var isChanged = false
    var index = try table.passingEnd(text, from: 0)
    while index < text.count {
      var start = index
      // What passes starts a segment, so one scalar back is enough.
      if start > 0, try !table.starts(text, at: start) {
        start -= 1
        while text[start] & 0xC0 == 0x80 { start -= 1 }
      }
      var end = next(text, after: index)
      while end < text.count, try !table.starts(text, at: end) { end = next(text, after: end) }
      let segment = UnsafeBufferPointer(rebasing: text[start..<end])
      if let kind = try change(segment) {
        output.append(UnsafeBufferPointer(rebasing: text[copied..<start]))
        recorder.record(kind, original, text, start..<end, scratch.bytes, at: output.count)
        output.append(scratch.bytes)
        copied = end
        isChanged = true
      }
      index = try table.passingEnd(text, from: end)
    }
    if isChanged {
      output.append(UnsafeBufferPointer(rebasing: text[copied...]))
      recorder.endStep()
    }
    return isChanged
  }

  @inline(__always)
  private func next(_ text: UnsafeBufferPointer<UInt8>, after index: Int) -> Int {
    var next = index + 1
    while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }

  /// How the form changes a segment, and the form in `scratch`; nil where the segment stays.
  private func change(_ segment: UnsafeBufferPointer<UInt8>) throws(Failure) -> FormChanges.Kind? {
    guard segment.count <= 8 else { return try ask(segment) }
    var key: UInt64 = 0
    for index in 0..<segment.count { key |= UInt64(segment[index]) &<< UInt64(8 * index) }
    let place = Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - Self.slotBits))
    if slots[place].key != key || slots[place].keyCount != UInt8(segment.count) {
      let kind = try ask(segment)
      guard scratch.count <= 16 else { return kind }
      var slot = Slot(key: key, keyCount: UInt8(segment.count), isChanged: kind != nil)
      slot.kind = kind ?? .composed
      slot.count = UInt8(scratch.count)
      for (index, byte) in scratch.bytes.enumerated() {
        let bits = UInt64(byte) &<< UInt64(8 * (index % 8))
        if index < 8 { slot.low |= bits } else { slot.high |= bits }
      }
      slots[place] = slot
      return kind
    }
    guard slots[place].isChanged else { return nil }
    scratch.removeAll()
    for index in 0..<Int(slots[place].count) {
      let half = index < 8 ? slots[place].low : slots[place].high
      scratch.append(UInt8(truncatingIfNeeded: half &>> UInt64(8 * (index % 8))))
    }
    return slots[place].kind
  }

  @inline(never)
  private func ask(_ segment: UnsafeBufferPointer<UInt8>) throws(Failure) -> FormChanges.Kind? {
    let canonical: (form: derlius_form, kind: FormChanges.Kind) =
      form == DERLIUS_FORM_NFC || form == DERLIUS_FORM_NFKC
      ? (DERLIUS_FORM_NFC, .composed) : (DERLIUS_FORM_NFD, .decomposed)
    let found = try icu(form, segment)
    scratch.removeAll()
    scratch.append(found)
    if same(segment, scratch.bytes) { return nil }
    if form == canonical.form { return canonical.kind }
    return same(try icu(canonical.form, segment), scratch.bytes) ? canonical.kind : .compatibility
  }

  private func icu(
    _ form: derlius_form, _ segment: UnsafeBufferPointer<UInt8>
  ) throws(Failure) -> UnsafeBufferPointer<UInt8> {
    var bytes: UnsafePointer<UInt8>?
    let count = derlius_normalizer_form(
      handle, form, segment.baseAddress, segment.count, &bytes)
    if count < 0 { throw ICU.failed("normal form") }
    return UnsafeBufferPointer(start: bytes, count: count)
  }
}

/// Whether two buffers hold the same bytes.
func same(_ one: UnsafeBufferPointer<UInt8>, _ two: UnsafeBufferPointer<UInt8>) -> Bool {
  one.count == two.count && one.elementsEqual(two)
}

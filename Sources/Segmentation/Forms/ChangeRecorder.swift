/// Counts the changes of one normalizer and knows where in the text as read they stand.
///
/// Owned by one thread. Steps give places in what they read; `endStep` remembers how a step moved the
/// bytes, so that the next step's places can be led back.
final class ChangeRecorder {
  @exclusivity(unchecked) private(set) var changes = FormChanges()
  /// How each step of this text so far moved places: behind each change, where its end came to lie and
  /// where it was.
  @exclusivity(unchecked) private var steps: [[(after: Int, before: Int)]] = []
  @exclusivity(unchecked) private var moves: [(after: Int, before: Int)] = []
  @exclusivity(unchecked) private var keepsMoves = true

  /// Starts a text.
  func begin() {
    if !steps.isEmpty { steps.removeAll(keepingCapacity: true) }
    keepsMoves = changes.wantsSamples
  }

  /// Counts a change.
  ///
  /// - Parameters:
  ///   - kind: what kind it is.
  ///   - original: the text as read.
  ///   - text: what the step reads.
  ///   - range: what it changes there.
  ///   - replacement: what stands there instead.
  ///   - output: where the replacement starts in what the step writes.
  @inline(__always)
  func record(
    _ kind: FormChanges.Kind, _ original: UnsafeBufferPointer<UInt8>,
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
    _ replacement: UnsafeBufferPointer<UInt8>, at output: Int
  ) {
    let isWanted = changes.increment(kind)
    if keepsMoves {
      remember(kind, original, text, range, replacement, at: output, isWanted: isWanted)
    }
  }

  @inline(never)
  private func remember(
    _ kind: FormChanges.Kind, _ original: UnsafeBufferPointer<UInt8>,
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
    _ replacement: UnsafeBufferPointer<UInt8>, at output: Int, isWanted: Bool
  ) {
    moves.append((output + replacement.count, range.upperBound))
    guard isWanted else { return }
    let place = placeAsRead(range.lowerBound)
    changes.add(
      .init(
        document: changes.documents, offset: place,
        before: Self.start(UnsafeBufferPointer(rebasing: text[range])),
        after: Self.start(replacement), word: Self.word(original, at: place)),
      kind)
  }

  /// Ends a step that changed something.
  func endStep() {
    if keepsMoves { steps.append(moves) }
    moves.removeAll(keepingCapacity: true)
  }

  /// Ends a text.
  func end(changed: Bool) { changes.endDocument(changed: changed) }

  /// The record so far, which starts anew.
  func take() -> FormChanges {
    defer { changes = FormChanges() }
    return changes
  }

  private func placeAsRead(_ place: Int) -> Int {
    var place = place
    for step in steps.reversed() {
      var low = 0
      var high = step.count
      while low < high {
        let middle = (low + high) / 2
        if step[middle].after <= place { low = middle + 1 } else { high = middle }
      }
      if low > 0 { place += step[low - 1].before - step[low - 1].after }
    }
    return place
  }

  private static func start(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var end = min(bytes.count, FormChanges.sampleBytes)
    while end < bytes.count, end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return [UInt8](bytes[..<end])
  }

  private static func word(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> [UInt8] {
    guard place < text.count, WhiteSpace.length(at: place, in: text) == 0 else { return [] }
    // A step back from the place for as long as the sample has room for it.
    var start = place
    while start > 0, place - start < FormChanges.sampleBytes / 2 {
      var before = start - 1
      while before > 0, text[before] & 0xC0 == 0x80 { before -= 1 }
      if WhiteSpace.length(at: before, in: text) > 0 { break }
      start = before
    }
    var end = place
    while end < text.count, end - start < FormChanges.sampleBytes,
      text[end] & 0xC0 == 0x80 || WhiteSpace.length(at: end, in: text) == 0
    {
      end += 1
    }
    while end < text.count, end > place, text[end] & 0xC0 == 0x80 { end -= 1 }
    return [UInt8](text[start..<end])
  }
}

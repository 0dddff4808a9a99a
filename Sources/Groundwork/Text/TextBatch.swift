/// Some texts of a corpus in one flat buffer: what readers fill and counters, trainers and metrics take.
public struct TextBatch: Sendable {
  /// All texts' bytes, valid UTF-8, one after the other without separators.
  public var bytes: [UInt8] = []
  /// The offset after each text; as many entries as texts.
  public var ends: [Int] = []

  /// How often each text occurs, as in a list of words with counts; empty where each occurs once.
  public var weights: [UInt64] = []

  /// The words that the texts come with, where they come from a treebank and words were asked for.
  public var givenWords: GivenWords?

  /// Where articles, treebank documents, records, divisions or files of an archive begin, in rising order of texts.
  ///
  /// Of two that begin with one text the outer stands first. Empty where the corpus knows none.
  public var groupStarts: [TextGroupStart] = []

  /// Creates an empty batch.
  public init() {}

  /// Creates a batch of whole strings; for small inputs and tests.
  public init(_ texts: some Sequence<String>) {
    for text in texts { append(text.utf8) }
  }

  /// The number of texts.
  public var count: Int { ends.count }

  /// The bytes of a text: an index in 0 ..< count.
  public func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// Adds a text that occurs `weight` times.
  public mutating func append(_ text: some Sequence<UInt8>, weight: UInt64 = 1) {
    bytes.append(contentsOf: text)
    endText(weight: weight)
  }

  /// Ends a text whose bytes have been appended.
  public mutating func endText(weight: UInt64 = 1) {
    if weight != 1 || !weights.isEmpty {
      if weights.isEmpty { weights = [UInt64](repeating: 1, count: ends.count) }
      weights.append(weight)
    }
    ends.append(bytes.count)
  }

  /// How often a text occurs: an index in 0 ..< count.
  public func weight(_ index: Int) -> UInt64 { weights.isEmpty ? 1 : weights[index] }

  /// Some of the texts, with all that belongs to them.
  public func part(_ texts: Range<Int>) -> TextBatch {
    if texts == 0..<count { return self }
    var part = TextBatch()
    for text in texts { part.append(bytes[range(text)], weight: weight(text)) }
    part.givenWords = givenWords?.part(texts)
    part.groupStarts = groupStarts.filter { texts.contains($0.text) }.map {
      TextGroupStart(text: $0.text - texts.lowerBound, kind: $0.kind)
    }
    return part
  }

  /// Empties the batch and keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    givenWords?.removeAll()
    groupStarts.removeAll(keepingCapacity: true)
  }

  /// Calls `body` with each text's bytes, in order.
  public func forEachText<E: Error>(
    _ body: (_ index: Int, _ text: UnsafeBufferPointer<UInt8>) throws(E) -> Void
  ) throws(E) {
    let failure = bytes.withUnsafeBufferPointer { buffer -> E? in
      for index in 0..<ends.count {
        do throws(E) {
          try body(index, UnsafeBufferPointer(rebasing: buffer[range(index)]))
        } catch {
          return error
        }
      }
      return nil
    }
    if let failure { throw failure }
  }
}

/// Where a group of texts begins, such as an article.
public struct TextGroupStart: Sendable, Hashable {
  /// The kind of a file in an archive or folder.
  public static let file = "file"
  /// The kind of a part of a text, such as a chapter: parts of one file are less apart than files are.
  public static let division = "division"

  /// The first text of the group: an index in its batch.
  public var text: Int
  /// What the group is, as policies name a resampling unit: `article`, `document`, `record`, `division`, `file`.
  public var kind: String

  /// Creates a start.
  public init(text: Int, kind: String) {
    self.text = text
    self.kind = kind
  }
}

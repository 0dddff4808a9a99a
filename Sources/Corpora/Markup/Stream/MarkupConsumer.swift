import Groundwork

/// What takes the events of an XML or HTML document, in the document's order.
///
/// Names are indices into `MarkupNames`, or -1 for others.
protocol MarkupConsumer {
  /// The documents that are finished; whoever drives the reading takes them out.
  var documents: TextBatch { get set }

  /// An attribute of the element that starts next.
  mutating func attribute(_ name: Int, _ value: UnsafeBufferPointer<UInt8>)

  /// An element starts in a line, counted from 1.
  mutating func start(_ name: Int, line: Int) throws(Failure)

  /// The last open element ends.
  mutating func end(_ name: Int) throws(Failure)

  /// Text of the last open element; a text may come in several pieces, cut between scalars.
  mutating func text(_ text: UnsafeBufferPointer<UInt8>) throws(Failure)

  /// Whether an external entity, which is not read, takes text away where it stands.
  var needsEntities: Bool { get }
}

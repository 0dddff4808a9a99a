/// What is done to the ids of each text: reversed or not, then some put before and behind.
public struct TokenTemplate: Sendable, Hashable {
  /// The ids before the text's.
  public var before: [UInt32]
  /// The ids behind the text's.
  public var after: [UInt32]
  /// Whether the text's ids come in reverse order.
  public var isReversed: Bool

  /// Creates a template; by default ids stay as they are.
  public init(before: [UInt32] = [], after: [UInt32] = [], isReversed: Bool = false) {
    self.before = before
    self.after = after
    self.isReversed = isReversed
  }

  /// Whether ids stay as they are.
  public var isEmpty: Bool { before.isEmpty && after.isEmpty && !isReversed }

  /// Turns what there is so far, added ids too, the other way round.
  public mutating func reverse() {
    (before, after) = (after.reversed(), before.reversed())
    isReversed.toggle()
  }
}

/// Does to each text's ids what a template says.
///
/// Owned by one thread. Ids that the template adds have empty spans at the start and the end.
public final class TemplateEncoder: TextEncoder {
  private let encoder: any TextEncoder
  private let template: TokenTemplate

  /// Creates an encoder that adds to what `encoder` gives.
  public init(_ encoder: any TextEncoder, template: TokenTemplate) {
    self.encoder = encoder
    self.template = template
  }

  /// Appends the ids of one text, which is valid UTF-8.
  public func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
    ids += template.before
    let first = ids.count
    encoder.encode(text, into: &ids)
    if template.isReversed { ids[first...].reverse() }
    ids += template.after
  }

  /// Appends the ids of one text and the bytes that each stands for.
  public func encode(
    _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
  ) {
    ids += template.before
    spans += template.before.map { _ in TokenSpan(start: 0, end: 0) }
    let first = (ids: ids.count, spans: spans.count)
    encoder.encode(text, into: &ids, spans: &spans)
    if template.isReversed {
      ids[first.ids...].reverse()
      spans[first.spans...].reverse()
    }
    ids += template.after
    spans += template.after.map { _ in TokenSpan(start: text.count, end: text.count) }
  }
}

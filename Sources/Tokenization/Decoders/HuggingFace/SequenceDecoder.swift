import Groundwork

/// Several steps, one after the other.
public struct SequenceDecoder: DecoderStep {
  /// The steps in order.
  public let steps: [any DecoderStep]

  /// Creates a sequence.
  public init(_ steps: [any DecoderStep]) { self.steps = steps }

  /// The names of the steps.
  public var name: String { steps.map(\.name).joined(separator: ", ") }

  /// Does each step.
  public func decode(_ tokens: TextBatch) -> TextBatch {
    steps.reduce(tokens) { $1.decode($0) }
  }
}

/// What a vocabulary's size costs a transformer, counted as in section 2.1 and table 1 of Kaplan and others (2020),
/// "Scaling Laws for Neural Language Models", arXiv 2001.08361, with attention as wide as the model and feed-forward
/// layers four times as wide; without the look-up of the embedding, 4·D, which does not depend on V.
///
/// With V tokens, width D, L layers and a context of W tokens, biases, norms and position embeddings left
/// out: V·D parameters embed tokens, 12·L·D² do the rest; a token's forward pass takes 24·L·D² operations for
/// those, 2·L·W·D for attention over a full context, 2·D·V for the logits of the output layer.
public struct ModelCost: Sendable, Hashable {
  /// The width D.
  public var hidden: Int
  /// The layers L.
  public var layers: Int
  /// The context W in tokens; nil leaves attention over the context out.
  public var window: Int?
  /// Whether input and output embeddings are two matrices.
  public var isUntied: Bool

  /// The largest width that can be given.
  public static let mostHidden = 1 << 20
  /// The most layers that can be given.
  public static let mostLayers = 10_000

  /// Creates a model.
  ///
  /// - Parameters:
  ///   - hidden: the width, 1 to `mostHidden`.
  ///   - layers: the layers, 1 to `mostLayers`; nil takes one for each 128 of the width, which GPT-3 175B
  ///     and Llama 7B have.
  ///   - window: the context.
  ///   - isUntied: whether input and output embeddings are two matrices.
  public init(hidden: Int, layers: Int? = nil, window: Int? = nil, isUntied: Bool = false) {
    self.hidden = hidden
    self.layers = layers ?? Self.usualLayers(hidden)
    self.window = window
    self.isUntied = isUntied
  }

  /// One layer for each 128 of the width, at least one.
  public static func usualLayers(_ hidden: Int) -> Int { max(1, (hidden + 64) / 128) }

  /// The parameters of the embeddings: V·D, twice that where they are untied.
  public func embeddingParameters(_ vocabulary: Int) -> Double {
    Double(vocabulary) * Double(hidden) * (isUntied ? 2 : 1)
  }

  /// The other parameters: 12·L·D².
  public var bodyParameters: Double { 12 * Double(layers) * Double(hidden) * Double(hidden) }

  /// The operations of a token's logits: 2·D·V.
  public func softmaxOperations(_ vocabulary: Int) -> Double {
    2 * Double(hidden) * Double(vocabulary)
  }

  /// The operations of a token's forward pass: 24·L·D² + 2·L·W·D + 2·D·V.
  public func forwardOperations(_ vocabulary: Int) -> Double {
    2 * bodyParameters + 2 * Double(layers) * Double(window ?? 0) * Double(hidden)
      + softmaxOperations(vocabulary)
  }

  /// The share of the logits in a token's forward pass.
  public func softmaxShare(_ vocabulary: Int) -> Double {
    softmaxOperations(vocabulary) / forwardOperations(vocabulary)
  }
}

extension SweepResult.Point {
  /// Tokens for a million bytes of text like the held-out one.
  public var tokensPerMegabyte: Double? {
    value("bytes_per_token").flatMap { $0 > 0 ? 1_000_000 / $0 : nil }
  }

  /// The bytes of such text that fill a window of tokens.
  public func bytes(inWindow window: Int) -> Double? {
    value("bytes_per_token").map { $0 * Double(window) }
  }

  /// The operations of forward passes over a million bytes of such text.
  public func operationsPerMegabyte(_ cost: ModelCost) -> Double? {
    tokensPerMegabyte.map { $0 * cost.forwardOperations(size) }
  }
}

import Groundwork
import Synchronization

/// Encoders of one tokenizer that several threads borrow, so that their caches live on between uses.
public final class EncoderPool: Sendable {
  private let tokenizer: any Tokenizer
  private let idle = Mutex<[Held]>([])

  // An encoder is with one thread at a time: the one that borrowed it.
  private struct Held: @unchecked Sendable {
    let encoder: any TextEncoder
  }

  /// Creates an empty pool; encoders are made when they are first needed.
  public init(_ tokenizer: any Tokenizer) { self.tokenizer = tokenizer }

  /// Lends an encoder to `body` alone, and takes it back.
  public func withEncoder<Result>(
    _ body: (any TextEncoder) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let held = idle.withLock { $0.popLast() } ?? Held(encoder: tokenizer.makeEncoder())
    defer { idle.withLock { $0.append(held) } }
    return try body(held.encoder)
  }
}

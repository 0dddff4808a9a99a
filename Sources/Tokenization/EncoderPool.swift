import Groundwork
import Synchronization

/// Encoders of one tokenizer that several threads borrow, so that their caches live on between uses.
public final class EncoderPool: Sendable {
  private let make: @Sendable () -> any TextEncoder
  private let idle = Mutex<[Held]>([])

  // An encoder is with one thread at a time: the one that borrowed it.
  private struct Held: @unchecked Sendable {
    let encoder: any TextEncoder
  }

  /// Creates an empty pool; encoders are made when they are first needed.
  public convenience init(_ tokenizer: any Tokenizer) {
    self.init(making: { tokenizer.makeEncoder() })
  }

  /// Creates an empty pool of encoders that `make` makes.
  public init(making make: @escaping @Sendable () -> any TextEncoder) { self.make = make }

  /// Lends an encoder to `body` alone, and takes it back.
  public func withEncoder<Result>(
    _ body: (any TextEncoder) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let held = idle.withLock { $0.popLast() } ?? Held(encoder: make())
    defer { idle.withLock { $0.append(held) } }
    return try body(held.encoder)
  }
}

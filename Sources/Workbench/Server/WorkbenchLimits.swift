/// What the server bears.
public struct WorkbenchLimits: Sendable {
  /// The largest body of a request, in bytes.
  public var bodyBytes = 10 << 20
  /// The bodies that are held at a time, in bytes.
  public var heldBytes = 64 << 20
  /// The time for the work on a request, waiting included, in seconds.
  public var seconds = 20
  /// Connections at a time.
  public var connections = 64
  /// Requests that are worked on at a time; nil for the number of processors.
  public var jobs: Int?
  /// Requests that wait for their turn.
  public var waitingJobs = 32
  /// Tokenizers at a time.
  public var tokenizers = 32
  /// All uploaded files together, in bytes.
  public var uploadedBytes = 64 << 20
  /// The time that a request may take to arrive, in seconds.
  public var receiveSeconds = 20
  /// The time that an answer may take to be fetched, in seconds.
  public var sendSeconds = 60
  /// Tokens that one answer lists.
  public var listedTokens = 2_000_000
  /// The longest text whose tokens are explained, in bytes.
  public var explainedBytes = 2_000

  /// Creates the usual limits.
  public init() {}
}

import Groundwork

/// The bytes of a text that a token stands for: start ..< end.
///
/// Byte-level tokens cover the text without gap or overlap. Where a normalizer changed the text, the
/// span is that of the source bytes; a token without a source (a dummy prefix alone) has an empty one.
public struct TokenSpan: Sendable, Hashable, BitwiseCopyable {
  /// The offset of the first byte.
  public var start: Int
  /// The offset after the last byte.
  public var end: Int

  /// Creates a span.
  public init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }
}

/// A tokenizer: a vocabulary and a way to cut text with it.
///
/// Immutable; shared by threads.
///
/// Encoding needs memory that is reused from text to text (buffers, a cache of pieces), so it is done by
/// an encoder, of which each thread makes its own. Ids equal those of the format's own library in its
/// plain call: tiktoken's `encode_ordinary`, sentencepiece's `Encode`.
public protocol Tokenizer: Sendable {
  /// The tokens.
  var vocabulary: Vocabulary { get }
  /// What the tokenizer is made of, for people and for reports.
  var summary: TokenizerSummary { get }
  /// Makes an encoder for one thread. Cheap; caches fill as it works.
  func makeEncoder() -> any TextEncoder
  /// The bytes that ids stand for; throws `Failure` (usage of ids outside the vocabulary) with the first id at fault.
  func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8]

  /// The special tokens that can be looked for in text, in the order of ids.
  ///
  /// By default those of kind `control` that have bytes.
  var specials: [SpecialToken] { get }
  /// What goes around the ids of each text when special tokens are asked for; by default nothing.
  var template: TokenTemplate { get }
  /// The tokens' scores by id; nil, the default, where tokens have none.
  var tokenScores: [Float]? { get }
  /// Makes an encoder that treats special tokens in the text in a way.
  ///
  /// By default `makeEncoder()` takes them as text, and `parse` puts a `SpecialTokenEncoder` before it.
  func makeEncoder(specials: SpecialHandling) -> any TextEncoder
  /// Makes an encoder for bytes that need not be UTF-8, special tokens taken as text; nil, the default,
  /// where the format's own library takes text only.
  func makeBytesEncoder() -> (any TextEncoder)?
  /// Makes the state that turns ids into text one by one; by default one that waits for the last id.
  func makeDecodingState() -> any DecodingState
  /// The text as the model sees it before it is cut; by default the text itself.
  ///
  /// - Parameters:
  ///   - text: the text, UTF-8.
  ///   - form: `model` for exactly that, `readable` without the marks.
  func normalize(_ text: [UInt8], form: NormalizedForm) -> [UInt8]
  /// The ordinary tokens whose bytes, given to the model as a piece without normalizer, prefix or splitter,
  /// do not give the token alone: no text gives them, ids rising. Nil, the default, where that is not known.
  ///
  /// Special, user-defined and unknown tokens, and those of single fallback bytes, come out by other ways and
  /// are left out. O(bytes of the vocabulary · log of the longest).
  func unreachableTokens() -> [UInt32]?
  /// How texts are cut into pieces that are encoded one by one; nil, the default, where only whole texts are.
  var pieceCutting: PieceCutting? { get }
  /// Makes an encoder of such pieces for one thread; nil where there are none.
  func makePieceEncoder() -> (any PieceEncoder)?
}

/// What a tokenizer's own normalizer is to give.
public enum NormalizedForm: Sendable, Hashable {
  /// What the model cuts: spaces handled, dummy prefix and marks put in.
  case model
  /// The text that people read, as `spm_normalize` prints it: no dummy prefix, spaces as spaces, runs of
  /// them made one.
  case readable
}

extension Tokenizer {
  /// The tokens of kind `control` that have bytes.
  ///
  /// - Complexity: O(vocabulary).
  public var specials: [SpecialToken] {
    (0..<UInt32(vocabulary.count)).compactMap { id in
      guard vocabulary.kind(of: id) == .control, !vocabulary[id].isEmpty else { return nil }
      return SpecialToken(bytes: Array(vocabulary[id]), id: id)
    }
  }

  /// Nothing is added.
  public var template: TokenTemplate { TokenTemplate() }

  /// There are no scores.
  public var tokenScores: [Float]? { nil }

  /// Texts are encoded whole.
  public var pieceCutting: PieceCutting? { nil }

  /// There are no pieces.
  public func makePieceEncoder() -> (any PieceEncoder)? { nil }

  /// Makes an encoder that takes special tokens as text unless they are to be parsed.
  public func makeEncoder(specials handling: SpecialHandling) -> any TextEncoder {
    guard handling == .parse else { return makeEncoder() }
    return SpecialTokenEncoder(makeEncoder(), specials: SpecialTokens(specials))
  }

  /// Makes a state that gives everything at the end.
  public func makeDecodingState() -> any DecodingState { WholeDecodingState(self) }

  /// The text itself.
  public func normalize(_ text: [UInt8], form: NormalizedForm) -> [UInt8] { text }

  /// Not known.
  public func unreachableTokens() -> [UInt32]? { nil }
}

/// Cuts texts, one after the other, on one thread.
///
/// What it gives never depends on earlier texts.
public protocol TextEncoder: AnyObject {
  /// Appends the ids of one text, which is valid UTF-8. O(n) or O(n log n) for any input.
  func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32])
  /// Appends the ids of one text and the bytes that each stands for: as many spans as ids.
  func encode(
    _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan])
  /// The number of ids of one text, which is valid UTF-8, without handing them out. O(n) or O(n log n).
  ///
  /// By default they are made and counted.
  func count(_ text: UnsafeBufferPointer<UInt8>) -> Int
}

extension TextEncoder {
  /// Makes the ids and counts them.
  public func count(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var ids: [UInt32] = []
    encode(text, into: &ids)
    return ids.count
  }

  /// The ids of one text.
  public func encode(_ text: [UInt8]) -> [UInt32] {
    var ids: [UInt32] = []
    text.withUnsafeBufferPointer { encode($0, into: &ids) }
    return ids
  }

  /// The ids of one text.
  public func encode(_ text: String) -> [UInt32] { encode(Array(text.utf8)) }
}

/// What a tokenizer is made of, as plain text.
public struct TokenizerSummary: Sendable, Hashable {
  /// The file format, such as `tiktoken` or `sentencepiece`.
  public var format: String
  /// The model, such as `bpe` or `unigram`.
  public var model: String
  /// The split pattern by name, or its text; nil where the tokenizer has none.
  public var pattern: String?
  /// The normalizer by name; nil where text is taken as it is.
  public var normalizer: String?
  /// Whether the tokenizer puts a space before each text by itself (SentencePiece's dummy prefix).
  public var addsLeadingSpace: Bool
  /// SHA-256 of the vocabulary's file, 64 hexadecimal digits.
  public var sha256: String
  /// Further facts to show, in order: name and value.
  public var details: [Detail]
  /// What finds the matches of the patterns in use, in the order of the stages.
  public var engines: [MatchingEngine] = []

  /// One further fact.
  public struct Detail: Sendable, Hashable {
    /// What the fact is about.
    public var name: String
    /// The fact.
    public var value: String

    /// Creates a fact.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Creates a summary.
  public init(
    format: String, model: String, pattern: String? = nil, normalizer: String? = nil,
    addsLeadingSpace: Bool = false, sha256: String, details: [Detail] = []
  ) {
    self.format = format
    self.model = model
    self.pattern = pattern
    self.normalizer = normalizer
    self.addsLeadingSpace = addsLeadingSpace
    self.sha256 = sha256
    self.details = details
  }
}

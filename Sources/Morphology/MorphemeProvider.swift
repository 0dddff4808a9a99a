/// Where a piece of a word stands in it.
public enum SegmentPosition: Sendable, Hashable {
  /// At the word's start: a stem, a prefix or the whole word.
  case initial
  /// After the start: an affix or a stem.
  case inner
}

/// Knows how words of a language divide into morphemes: one fixed analysis per form.
///
/// Forms are look-up forms (`LookupForm` of Segmentation). Providers are immutable after init and may
/// be asked from many threads.
public protocol MorphemeProvider: Sendable {
  /// The provider's name in reports.
  var name: String { get }
  /// The language's tag or code, such as `lt`.
  var language: String { get }
  /// The SHA-256 of what the provider was read from, as 64 hexadecimal digits.
  var sha256: String { get }

  /// Puts the cuts of a form's analysis into `cuts`; false where the form is not known.
  ///
  /// `cuts` is emptied first. Cuts are byte offsets within the form, ascending, without its ends: none
  /// for a single segment. Expected O(length of the form).
  func findCuts(of form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]) -> Bool

  /// Puts the cuts of a form's analysis into `cuts`, as `findCuts` does, and gives what else is known of
  /// it; nil where the form is not known.
  func analyze(_ form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]) -> FormFacts?

  /// The providers of a chain, the first asked first; empty for a provider that is no chain.
  var links: [any MorphemeProvider] { get }

  /// Whether the provider knows morphological features of forms.
  var hasFeatures: Bool { get }

  /// The morphological features of a form, such as `Case=Gen` or `PL`, each once, in the order of their bytes; empty where
  /// none are known. A form of several analyses has the features of all.
  func features(of form: UnsafeBufferPointer<UInt8>) -> [[UInt8]]

  /// Whether a piece (in look-up form) is a known form or a segment of one.
  ///
  /// At `initial`: a whole known form, or exactly the first segment of a form's analysis. At `inner`:
  /// exactly a later segment of one.
  func knowsSegment(_ piece: UnsafeBufferPointer<UInt8>, at position: SegmentPosition) -> Bool
}

/// The analysis of one form.
public struct Analysis: Sendable, Hashable {
  /// Byte offsets of the cuts within the form, ascending, without its ends.
  public var cuts: [Int]

  /// Creates an analysis.
  public init(cuts: [Int]) { self.cuts = cuts }

  /// The byte ranges of the segments of a form of `length` bytes.
  public func segments(length: Int) -> [Range<Int>] {
    zip([0] + cuts, cuts + [length]).map { $0..<$1 }
  }
}

extension MorphemeProvider {
  /// The analysis of a form, or nil where it is not known.
  public func analysis(of form: some Sequence<UInt8>) -> Analysis? {
    var cuts: [Int] = []
    let known = Array(form).withUnsafeBufferPointer { findCuts(of: $0, into: &cuts) }
    return known ? Analysis(cuts: cuts) : nil
  }
}

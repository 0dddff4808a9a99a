/// Gold segmentations for the words of one language, under the name that policies show.
public struct BenchmarkMorphology: Sendable {
  /// The name in policies, such as the providers' file names joined by ` + `.
  public var name: String
  /// Makes an analyzer for one thread.
  public var makeAnalyzer: @Sendable () -> any WordAnalyzer

  /// Creates a morphology.
  public init(name: String, makeAnalyzer: @escaping @Sendable () -> any WordAnalyzer) {
    self.name = name
    self.makeAnalyzer = makeAnalyzer
  }
}

/// Finds the words of texts and their morphemes, on one thread.
public protocol WordAnalyzer: AnyObject {
  /// Appends the letter words of a text (`uax29-letters`) in order, with the cuts of those it knows.
  func analyze(_ text: UnsafeBufferPointer<UInt8>, into words: inout AnalyzedWords)
}

/// The letter words of texts, those with a known segmentation held with their cuts, in flat arrays.
public struct AnalyzedWords: Sendable {
  /// The number of letter words, known or not.
  public private(set) var letterWords = 0
  /// Where each known word starts, a byte offset in its text.
  public private(set) var starts: [Int] = []
  /// Where each known word ends.
  public private(set) var ends: [Int] = []
  /// Where each known word's inner cuts end in `cuts`.
  public private(set) var cutEnds: [Int] = []
  /// Inner cuts, byte offsets in their text, rising within a word, without its start and end.
  public private(set) var cuts: [Int] = []

  /// Creates an empty list.
  public init() {}

  /// The number of known words.
  public var count: Int { starts.count }

  /// The inner cuts of a known word: indices in `cuts`.
  public func cutRange(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : cutEnds[index - 1])..<cutEnds[index]
  }

  /// Adds a letter word that no provider knows.
  public mutating func appendUnknown() { letterWords += 1 }

  /// Adds a known word, bytes start ..< end of its text, with its inner cuts in rising order.
  public mutating func append(start: Int, end: Int, cuts inner: some Sequence<Int>) {
    letterWords += 1
    starts.append(start)
    ends.append(end)
    cuts.append(contentsOf: inner)
    cutEnds.append(cuts.count)
  }
}

/// The words of texts with a known segmentation, with their cuts, in flat arrays.
struct AnalyzedWords: Sendable {
  /// Where each word starts, a byte offset in its text.
  private(set) var starts: [Int] = []
  /// Where each word ends.
  private(set) var ends: [Int] = []
  /// Inner cuts, byte offsets in their text, rising within a word, without its start and end.
  private(set) var cuts: [Int] = []
  /// The chance of a cut at a random inner character position to be a gold cut, in units of 2⁻²⁰.
  private(set) var chances: [Int64] = []
  /// Whether the first provider of a chain answered for each word.
  private(set) var isFirst: [Bool] = []
  /// Whether each word's form has several analyses.
  private(set) var isAmbiguous: [Bool] = []
  private var cutEnds: [Int] = []

  /// The number of words.
  var count: Int { starts.count }

  /// The inner cuts of a word: indices in `cuts`.
  func cutRange(_ word: Int) -> Range<Int> {
    (word == 0 ? 0 : cutEnds[word - 1])..<cutEnds[word]
  }

  /// Adds a word of some scalars, bytes start ..< end of its text, with its inner cuts in rising
  /// order.
  mutating func append(
    _ word: Range<Int>, scalars: Int, cuts inner: [Int], isFirst: Bool = true,
    isAmbiguous: Bool = false
  ) {
    let positions = Double(max(1, scalars - 1))
    chances.append(Int64((Double(inner.count) / positions * 0x1p20).rounded()))
    self.isFirst.append(isFirst)
    self.isAmbiguous.append(isAmbiguous)
    starts.append(word.lowerBound)
    ends.append(word.upperBound)
    cuts.append(contentsOf: inner)
    cutEnds.append(cuts.count)
  }

  /// The word among `words` (indices, in order of place) that holds a byte of their text, if any does.
  func word(holding byte: Int, among words: Range<Int>) -> Int? {
    var low = words.lowerBound
    var high = words.upperBound
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= byte { low = middle + 1 } else { high = middle }
    }
    return low < words.upperBound && starts[low] <= byte ? low : nil
  }

  /// Whether a byte is a gold cut inside a word.
  func isCut(_ byte: Int, in word: Int) -> Bool {
    for index in cutRange(word) where cuts[index] == byte { return true }
    return false
  }

  /// Whether a token, bytes start ..< end, is exactly one segment of a word, and whether its ends are
  /// both boundaries of segments.
  func fit(start: Int, end: Int, in word: Int) -> (pure: Bool, aligned: Bool) {
    if end > ends[word] { return (false, false) }
    var startsAtCut = start == starts[word]
    var endsAtCut = end == ends[word]
    var cutsInside = false
    for index in cutRange(word) {
      let cut = cuts[index]
      if cut == start { startsAtCut = true }
      if cut == end { endsAtCut = true }
      if cut > start, cut < end { cutsInside = true }
    }
    let aligned = startsAtCut && endsAtCut
    return (aligned && !cutsInside, aligned)
  }
}

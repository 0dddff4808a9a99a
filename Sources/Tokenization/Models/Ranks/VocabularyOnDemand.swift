import Groundwork
import Synchronization

/// A rank tokenizer's vocabulary, made of its model when it is first asked for.
///
/// Encoding and counting never ask. Its memory is that of the tokens' bytes and nine bytes an id, and fresh pages
/// of it took a third of the time of loading a compiled cl100k_base.
final class VocabularyOnDemand: Sendable {
  private let model: RankModel
  private let specials: [RankTokenizer.Special]
  private let count: Int
  private let made = AtomicLazyReference<Made>()

  private final class Made: Sendable {
    let vocabulary: Vocabulary
    init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }
  }

  /// Notes what the vocabulary is made of.
  ///
  /// - Parameters:
  ///   - model: the ordinary tokens.
  ///   - specials: the special tokens, in the order of ids.
  ///   - count: the number of ids.
  /// - Throws: `Failure` for a special token with an ordinary token's id.
  init(
    _ model: RankModel, _ specials: [RankTokenizer.Special], count: Int
  ) throws(Failure) {
    for special in specials where model.index(of: special.id) != nil {
      let text = String(decoding: special.bytes, as: UTF8.self)
      throw Failure(
        "the special token \(text) has the id \(special.id), which another token has too",
        remedy: "give each token an id of its own")
    }
    self.model = model
    self.specials = specials
    self.count = count
  }

  /// The vocabulary; two threads that ask first may both make it, and one is kept.
  var vocabulary: Vocabulary {
    if let made = made.load() { return made.vocabulary }
    let new = Made(RankTokenizer.makeVocabulary(model, specials, count: count))
    return made.storeIfNil(new).vocabulary
  }
}

extension RankModel {
  /// The token with an id, or nil.
  ///
  /// - Complexity: O(1) where ids follow each other, as they mostly do, else O(log n).
  func index(of id: UInt32) -> Int? {
    guard count > 0, id >= ids[0] else { return nil }
    // Ids rise, so that a token's place is at most as far from the first one as its id.
    var upper = min(Int(id - ids[0]), count - 1)
    if ids[upper] == id { return upper }
    var lower = 0
    while lower < upper {
      let middle = (lower + upper) / 2
      if ids[middle] < id { lower = middle + 1 } else { upper = middle }
    }
    return ids[lower] == id ? lower : nil
  }
}

import Counting
import Groundwork

/// Where a training stood when its merges had made a number of tokens.
struct BPEMark: Sendable, Hashable {
  /// The tokens that merges had made.
  var made: Int
  /// The merges.
  var merges: Int
  /// The tokens of the training text.
  var tokens: UInt64
}

extension BPETrainer {
  /// Trains vocabularies of several sizes in one run: the largest, of which the others are the start.
  ///
  /// What is merged next depends on nothing that is still to come, and letters, specials and their ids not
  /// on the size. So each result equals that of a training of its size alone, with its curve.
  ///
  /// - Parameters:
  ///   - counts: distinct pieces and how often each occurs.
  ///   - sizes: the vocabularies' sizes, in any order.
  ///   - options: everything else; its size is not used.
  ///   - progress: told of the merges done, as stage `merge`.
  /// - Returns: for each size its vocabulary, or why the text or the options allow none of this size.
  /// - Throws: `Failure` where no size could be trained: what `train` throws whatever the size is.
  public static func train(
    counts: PieceTable, sizes: [Int], options: BPETrainingOptions, progress: Progress = .silent
  ) throws(Failure) -> [Result<TrainedBPE, Failure>] {
    if counts.count == 0 {
      throw Failure(
        "there is nothing to train on: no pieces were counted", remedy: "check the inputs")
    }
    try checkSize(counts)
    let alphabet = BPEAlphabet(options, counts: counts)
    try options.requireDistinct(letters: alphabet.letters)
    let firstID = options.reservedCount + alphabet.letterCount(options)
    var refusals: [Int: Failure] = [:]
    var possible: Set<Int> = []
    for size in sizes {
      let sized = options.sized(size)
      do throws(Failure) {
        try sized.validate()
        try sized.requireRoom(letters: alphabet.letters.count)
        possible.insert(size)
      } catch {
        refusals[size] = error
      }
    }
    guard let largest = possible.max() else {
      return sizes.map { .failure(refusals[$0] ?? .usage("the size \($0) is not possible")) }
    }
    func wanted(_ size: Int) -> Int { max(0, size - firstID) }
    let (whole, marks) = train(
      counts, alphabet, options.sized(largest), stops: Set(possible.map(wanted)).sorted(), progress)
    return sizes.map { size in
      if let refusal = refusals[size] { return .failure(refusal) }
      let mark = marks.first { $0.made == wanted(size) }
      return .success(whole.start(options.sized(size), mark: mark, wanted: wanted(size)))
    }
  }
}

extension BPETrainingOptions {
  /// The same for a vocabulary of another size.
  func sized(_ size: Int) -> BPETrainingOptions {
    var copy = self
    copy.vocabularySize = size
    return copy
  }
}

extension BPEAlphabet {
  /// The letters that take a place of the vocabulary.
  func letterCount(_ options: BPETrainingOptions) -> Int {
    options.likeness == .huggingFace ? newLetters(options) : letters.count
  }
}

extension TrainedBPE {
  /// What training would have given with a smaller vocabulary.
  ///
  /// - Parameters:
  ///   - options: those with the smaller size.
  ///   - mark: where the training stood when its merges had made so many tokens; nil where it had ended
  ///     before.
  ///   - wanted: the tokens that merges were to make.
  fileprivate func start(
    _ options: BPETrainingOptions, mark: BPEMark?, wanted: Int
  ) -> TrainedBPE {
    // Behind the last mark come at most pairs that occur no longer, which change no token of the text.
    let count = mark?.merges ?? min(wanted, merges.count)
    let tokens = mark?.tokens ?? trainingTokens
    let symbols = letterCount + count
    var points = curve.filter { $0.merges <= count }
    if let last = curve.last, count < last.merges, points.last?.merges != count {
      points.append(.init(merges: count, tokens: tokens))
    }
    return TrainedBPE(
      options: options, letterCount: letterCount, bytes: Array(bytes[..<offsets[symbols]]),
      offsets: Array(offsets[...symbols]), merges: Array(merges[..<count]),
      ids: Array(ids.prefix(symbols)), ranOut: mark == nil && merges.count < wanted,
      coverage: coverage, trainingTokens: tokens, curve: points)
  }
}

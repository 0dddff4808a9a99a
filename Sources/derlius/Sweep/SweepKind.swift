/// A kind of vocabulary that a sweep trains.
enum SweepKind: String, CaseIterable {
  case bpe
  case bpeCharacters = "bpe-characters"
  case unigram

  /// What it is, in words.
  var name: String {
    switch self {
    case .bpe: "BPE over bytes"
    case .bpeCharacters: "BPE over characters"
    case .unigram: "Unigram"
    }
  }

  /// The command under `derlius train` that makes it.
  var trainer: String { self == .unigram ? "unigram" : "bpe" }

  /// What its files end in.
  var ending: String { self == .bpe ? "tiktoken" : "model" }

  /// What the trainings of its sizes share.
  var sharing: String {
    switch self {
    case .bpe, .bpeCharacters:
      "one training of the largest size; a smaller vocabulary is its start, and byte for byte what a "
        + "training of that size alone gives."
    case .unigram:
      "one training down to the smallest size; at the round of pruning that would undercut a size, a copy "
        + "goes on to that size, and gives byte for byte what a training of that size alone gives."
    }
  }

  /// The name of a vocabulary in tables.
  func name(_ size: Int) -> String { "\(rawValue)-\(size)" }

  /// The name of a vocabulary's file.
  func file(_ size: Int) -> String { "\(name(size)).\(ending)" }
}

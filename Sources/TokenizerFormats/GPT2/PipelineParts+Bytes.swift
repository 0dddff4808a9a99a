import Tokenization

extension PipelineParts {
  /// Makes the pipeline byte-level: pieces that each splitter cuts further, in marks, which the decoder
  /// reads back.
  mutating func useBytes(_ splitters: [any Splitter]) {
    useBytes(
      splitters.map { SplitterCut(splitter: $0) },
      splitter: splitters.count == 1 ? splitters[0] : nil)
  }

  /// Makes the pipeline byte-level.
  ///
  /// - Parameters:
  ///   - steps: the cuts, each of the pieces of the one before.
  ///   - splitter: the only cut, where there is one that is a splitter.
  mutating func useBytes(_ steps: [any PreTokenizer], splitter: (any Splitter)?) {
    hasByteLevelMarks = true
    byteLevel =
      splitter.map { ByteLevel(splitter: $0) } ?? ByteLevel(before: steps, splitter: nil)
    // Followed where a byte has no token.
    preTokenizers = steps + [ByteLevelPreTokenizer(addPrefixSpace: false, usesRegex: false)]
    decoders = [ByteLevelDecoder()]
  }
}

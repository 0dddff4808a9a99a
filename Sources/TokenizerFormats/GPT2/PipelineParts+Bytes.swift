import Groundwork
import Tokenization

extension PipelineParts {
  /// Makes the pipeline byte-level: pieces that each splitter cuts further, in marks, which the decoder
  /// reads back.
  mutating func useBytes(_ splitters: [any Splitter]) throws(Failure) {
    var steps: [any PreTokenizer] = []
    for splitter in splitters {
      let text = SplitPattern.named(splitter.name)?.text ?? splitter.name
      steps.append(SplitPreTokenizer(try TextPattern(regex: text), .isolated, inverted: false))
    }
    hasByteLevelMarks = true
    byteLevel =
      splitters.count == 1
      ? ByteLevel(splitter: splitters[0]) : ByteLevel(before: steps, splitter: nil)
    // Followed where a byte has no token.
    preTokenizers = steps + [ByteLevelPreTokenizer(addPrefixSpace: false, usesRegex: false)]
    decoders = [ByteLevelDecoder()]
  }
}

import Groundwork
import Tokenization

extension TextLines {
  /// Encodes some lines of a chunk, whose first line is text `first` of all, in other ways.
  func encode(
    _ part: Range<Int>, of chunk: LineReader.Chunk, from first: UInt64, ways: SampledWays,
    vocabulary: Vocabulary, format: Encode.Format
  ) throws(Failure) -> Encoded {
    var result = Encoded()
    for index in part {
      let found = try ways(try text(index, of: chunk), number: first + UInt64(index))
      if ways.nbest != nil, format == .json {
        let rows = found.map { way in
          JSONValue.object([
            .init("score", .number("\(way.score)")),
            .init("tokens", TokenLine.json(way.ids, way.spans, of: vocabulary)),
          ])
        }
        result.bytes += JSONValue.array(rows).serialized().utf8
        result.bytes.append(0x0A)
        continue
      }
      for way in found {
        if ways.nbest != nil { result.bytes += "\(way.score)\t".utf8 }
        write(way.ids, way.spans, of: vocabulary, as: format, to: &result)
      }
    }
    return result
  }
}

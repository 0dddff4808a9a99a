import Groundwork

extension FuseDecoder: StreamingStep {
  var joins: Bool { true }

  func stream(_ place: StreamPlace) -> (any DecoderStream)? { PassingStream() }
}

extension ByteLevelDecoder: StreamingStep {
  var joins: Bool { true }

  // Of a joined text one letter that is no byte makes all of it plain text: only the end decides.
  func stream(_ place: StreamPlace) -> (any DecoderStream)? {
    if place.isJoined { return nil }
    return EachTextStream { _, token, output in
      if !ByteLevelAlphabet.decode(token, into: &output) { output.append(contentsOf: token) }
    }
  }
}

extension ByteFallbackDecoder: StreamingStep {
  func stream(_ place: StreamPlace) -> (any DecoderStream)? {
    place.isJoined
      ? JoinedByteFallbackStream() : ByteFallbackStream(joinsNext: place.joinsNext)
  }
}

extension MetaspaceDecoder: StreamingStep {
  func stream(_ place: StreamPlace) -> (any DecoderStream)? {
    if place.isJoined {
      return ReplacingStream([(Array(String(mark).utf8), dropsFirst ? [] : [0x20])])
    }
    return EachTextStream(rewrite)
  }
}

extension ReplaceDecoder: StreamingStep {
  // Where a regular expression matches may depend on all that follows.
  func stream(_ place: StreamPlace) -> (any DecoderStream)? {
    if !place.isJoined { return EachTextStream(rewrite) }
    return pattern.string.map { ReplacingStream([($0, content)]) }
  }
}

extension StripDecoder: StreamingStep {
  func stream(_ place: StreamPlace) -> (any DecoderStream)? {
    place.isJoined
      ? StrippingStream(unit: Array(String(content).utf8), start: start, stop: stop)
      : EachTextStream(rewrite)
  }
}

extension WordPieceDecoder: StreamingStep {
  func stream(_ place: StreamPlace) -> (any DecoderStream)? {
    if !place.isJoined { return EachTextStream(rewrite) }
    return cleansUp ? ReplacingStream(Self.corrections) : PassingStream()
  }
}

extension SuffixDecoder: StreamingStep {
  func stream(_ place: StreamPlace) -> (any DecoderStream)? {
    place.isJoined ? ReplacingStream([(suffix, [])]) : SuffixStream(suffix: suffix)
  }
}

extension CTCDecoder: StreamingStep {
  func stream(_ place: StreamPlace) -> (any DecoderStream)? {
    if !place.isJoined { return CTCStream(self) }
    let cleaning = cleansUp ? WordPieceDecoder.corrections + [(wordDelimiter, [0x20])] : []
    return ReplacingStream([(padToken, [])] + cleaning)
  }
}

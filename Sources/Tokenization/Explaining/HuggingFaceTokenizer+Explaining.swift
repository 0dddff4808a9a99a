import Groundwork

extension HuggingFaceTokenizer: ExplainingTokenizer {
  /// How a text becomes ids: added tokens, then what normalizers and pre-tokenizers leave of each stretch
  /// between them, and in each piece the steps of the model.
  public func explain(_ text: [UInt8]) -> Explanation { explain(text, with: stages) }

  /// How a text becomes ids; as text, special tokens are not looked for.
  public func explain(_ text: [UInt8], specials handling: SpecialHandling) -> Explanation {
    explain(text, with: stages(specials: handling))
  }

  /// The text as the model sees it, without asking the model.
  func seen(_ text: [UInt8]) -> [UInt8] {
    explain(text, with: stages, asksModel: false).normalized ?? text
  }

  private func explain(
    _ text: [UInt8], with stages: PipelineStages, asksModel: Bool = true
  ) -> Explanation {
    var builder = ExplanationBuilder(text, asksModel: asksModel)
    text.withUnsafeBufferPointer { source in
      if firstInvalidUTF8(source) == nil {
        explain(source, with: stages, &builder)
      } else {
        source.replacingInvalidUTF8().withUnsafeBufferPointer {
          explain($0, with: stages, &builder)
        }
      }
    }
    return builder.explanation
  }

  // As `HuggingFaceEncoder` goes through the stages, without its short cuts.
  private func explain(
    _ source: UnsafeBufferPointer<UInt8>, with stages: PipelineStages,
    _ builder: inout ExplanationBuilder
  ) {
    var text = NormalizedText()
    for match in Self.matches(stages.plainTokens, source) {
      let range = match.start..<max(match.start, match.end)
      if match.id >= 0 {
        builder.append(source[range], added: UInt32(match.id))
        continue
      }
      text.load(source, range, tracking: false)
      for normalizer in stages.normalizers { normalizer.normalize(&text) }
      let bytes = UnsafeBufferPointer(start: text.bytes, count: text.count)
      let inner = Self.matches(stages.normalizedTokens, bytes)
      if inner.count == 1, inner[0].id < 0 {
        Self.explain(&text, with: stages, &builder)
        continue
      }
      var part = NormalizedText()
      for match in inner {
        let range = match.start..<max(match.start, match.end)
        if match.id >= 0 {
          builder.append(bytes[range], added: UInt32(match.id))
        } else {
          part.load(from: text, range)
          Self.explain(&part, with: stages, &builder)
        }
      }
    }
  }

  private static func matches(
    _ finder: AddedTokenFinder?, _ text: UnsafeBufferPointer<UInt8>
  ) -> [AddedTokenFinder.Part] {
    guard let finder else { return [AddedTokenFinder.Part(start: 0, end: text.count, id: -1)] }
    var parts: [AddedTokenFinder.Part] = []
    finder.find(text, into: &parts)
    return parts
  }

  /// A stretch without added tokens.
  private static func explain(
    _ text: inout NormalizedText, with stages: PipelineStages, _ builder: inout ExplanationBuilder
  ) {
    if let way = stages.bytes, !way.hasGap(text) {
      if way.addsPrefixSpace { way.addPrefixSpace(&text) }
      let cuts: [any PreTokenizer] =
        way.cuts.isEmpty ? [SplitterCut(splitter: way.splitter)] : way.cuts
      for cut in cuts { cut.cut(&text) }
      append(text, &builder) { way.model.explain($0, count: $1) }
    } else if let way = stages.scalars {
      for preTokenizer in way.preTokenizers { preTokenizer.cut(&text) }
      append(text, &builder) { way.model.explain($0, count: $1) }
    }
  }

  private static func append(
    _ text: borrowing NormalizedText, _ builder: inout ExplanationBuilder,
    cut: (UnsafePointer<UInt8>, Int) -> PieceCut
  ) {
    var pieces: [Range<Int>] = []
    for index in 0..<text.pieceCount {
      let piece = text.piece(index)
      pieces.append(piece.start..<piece.end)
    }
    let bytes = text.bytes
    builder.append(UnsafeBufferPointer(start: bytes, count: text.count), pieces: pieces) {
      cut(bytes + $0.lowerBound, $0.count)
    }
  }
}

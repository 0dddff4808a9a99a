import Groundwork
import Testing
import Tokenization
import TokenizerFormats

/// Streams, explanations, templates and special tokens of SentencePiece models.
@Suite struct SentencePieceUseTests {
  @Test(arguments: SentencePieceFixtures.names) func streamsGiveTheWhole(name: String) throws {
    let tokenizer = try SentencePieceWaysTests.load(name)
    let random = KeyedRandom(seed: 9, stream: 81)
    var texts = RandomTexts(stream: 82)
    var draw: UInt64 = 0
    func next(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    for _ in 0..<60 {
      var ids = tokenizer.encode(texts.next(parts: 10))
      // Control pieces and ids that no text gives.
      for _ in 0..<next(4) {
        ids.insert(UInt32(next(tokenizer.vocabulary.count)), at: next(ids.count + 1))
      }
      let whole = try tokenizer.decode(ids)
      var decoder = StreamingDecoder(tokenizer)
      var shown = ""
      var bytes: [UInt8] = []
      for id in ids {
        let part = try decoder.push(id)
        bytes += part
        shown += String(decoding: part, as: UTF8.self)
      }
      let last = try decoder.finish()
      #expect(bytes + last == whole)
      #expect(
        shown + String(decoding: last, as: UTF8.self) == String(decoding: whole, as: UTF8.self))
    }
  }

  @Test func theFirstSpaceIsDroppedOnce() throws {
    let tokenizer = try SentencePieceWaysTests.load("unigram")
    let ids = tokenizer.encode("the rows")
    var decoder = StreamingDecoder(tokenizer)
    var text: [UInt8] = []
    for id in ids { text += try decoder.push(id) }
    text += try decoder.finish()
    #expect(text == Array("the rows".utf8))
    // A new text starts afresh.
    #expect(try decoder.push(ids) + decoder.finish() == Array("the rows".utf8))
  }

  @Test(arguments: SentencePieceFixtures.names) func stepsEndInTheIds(name: String) throws {
    let tokenizer = try SentencePieceWaysTests.load(name)
    let encoder = tokenizer.makeEncoder()
    var texts = RandomTexts(stream: 83)
    for _ in 0..<60 {
      let text = texts.next(parts: 10)
      let explanation = tokenizer.explain(text)
      #expect(explanation.ids == encoder.encode(text))
      #expect(explanation.normalized == tokenizer.normalize(text))
      #expect(explanation.parts.flatMap(\.bytes) == explanation.normalized)
      var ids = explanation.parts.flatMap { $0.tokens.map(\.id) }
      // Unknown pieces in a row become one id.
      for index in ids.indices.dropFirst().reversed()
      where tokenizer.vocabulary.kind(of: ids[index]) == .unknown && ids[index - 1] == ids[index] {
        ids.remove(at: index)
      }
      #expect(ids == explanation.ids)
      for part in explanation.parts { try check(part, tokenizer) }
    }
  }

  private func check(_ part: Explanation.Part, _ tokenizer: SentencePieceTokenizer) throws {
    let ends = part.tokens.map(\.range.upperBound)
    switch part.steps {
    case .lookup: break
    case .added, .greedy: Issue.record("no step of a SentencePiece model")
    case .merges(let merges):
      let left = merges.merges.reduce(into: merges.symbolEnds) { ends, merge in
        ends.removeAll { $0 == merge.middle }
      }
      // Bytes of unknown scalars are cut further.
      #expect(Set(left).isSubset(of: Set(ends)))
      for merge in merges.merges {
        #expect(merge.score == Double(tokenizer.scores[Int(merge.id)]))
        #expect(
          Array(tokenizer.vocabulary[merge.id]) == Array(part.bytes[merge.start..<merge.end]))
      }
    case .lattice(let lattice):
      let edges = Set(lattice.edges.map(\.range))
      for token in part.tokens where tokenizer.vocabulary.kind(of: token.id) != .byte {
        #expect(edges.contains(token.range))
      }
      guard let runnerUp = lattice.runnerUp else { return }
      #expect(runnerUp.score <= lattice.best.score + 1e-3)
      #expect(runnerUp.tokens.last?.range.upperBound == part.bytes.count)
    }
  }

  /// Unused pieces are taken apart: the steps say where.
  @Test(arguments: 0..<10) func splitsOfUnusedPiecesAreSteps(index: Int) throws {
    var random = RandomTexts(stream: UInt64(700 + index))
    let pieces = random.nextPieces(
      letters: "abc", count: 60, symbols: true, unused: true, across: index % 2 == 0)
    let all: [SentencePieceModel.Piece] =
      [.init("<unk>", type: .unknown)]
      + pieces.map {
        .init($0.text, score: $0.score, type: [.normal, .userDefined, .unused][$0.role])
      }
    let model = SentencePieceModel(pieces: all, modelType: .bpe, beginID: nil, endID: nil)
    let tokenizer = try SentencePieceReader.tokenizer(model, file: "model \(index)")
    for _ in 0..<60 {
      let text = random.nextPlain(letters: "abcx  ", count: 40)
      #expect(tokenizer.explain(text).ids == tokenizer.encode(text))
    }
  }

  @Test func extraOptionsAreSpmEncodes() throws {
    let tokenizer = try SentencePieceWaysTests.load("unigram")
    let begin = try #require(tokenizer.encodeSingleToken(Array("<s>".utf8)))
    let end = try #require(tokenizer.encodeSingleToken(Array("</s>".utf8)))
    func template(_ options: String) throws -> TokenTemplate {
      try tokenizer.template(extraOptions: options)
    }
    #expect(try template("") == TokenTemplate())
    #expect(try template("unk") == TokenTemplate())
    #expect(try template("bos:eos") == TokenTemplate(before: [begin], after: [end]))
    #expect(
      try template("bos:eos:reverse")
        == TokenTemplate(before: [end], after: [begin], isReversed: true))
    #expect(
      try template("reverse:bos") == TokenTemplate(before: [begin], isReversed: true))
    #expect(
      throws: Failure.usage(
        "there is no extra option \"cls\"", remedy: "use bos, eos, reverse, unk, and colons")
    ) { try template("bos:cls") }
  }

  @Test func controlPiecesAreParsedWhenAskedFor() throws {
    let tokenizer = try SentencePieceWaysTests.load("unigram")
    let end = try #require(tokenizer.encodeSingleToken(Array("</s>".utf8)))
    let ids = tokenizer.makeEncoder(specials: .parse).encode("the</s>rows")
    #expect(ids == tokenizer.encode("the") + [end] + tokenizer.encode("rows"))
    #expect(tokenizer.makeEncoder(specials: .text).encode("the</s>") == tokenizer.encode("the</s>"))
  }
}

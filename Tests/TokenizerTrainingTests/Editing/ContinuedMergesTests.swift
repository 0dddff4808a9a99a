import Counting
import Groundwork
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

@Suite struct ContinuedMergesTests {
  /// `abab abc`: pairs of the old tokens `ab`, `c`, ` ab`: (ab, ab) 1 and ( ab, c) 1; at least 1 is asked for.
  ///
  /// Both occur once; " ab" comes before "ab".
  @Test func workedExample() throws {
    let tokenizer = try rankTokenizer(["ab", " ab"])
    var options = ExtensionOptions(count: 5)
    options.minimumFrequency = 1
    let found = try ContinuedMerges.train(
      pieces(["abab abc"], of: tokenizer), tokenizer, .bytes, options)
    #expect(
      found.tokens == [
        NewToken(text: Array(" abc".utf8), parts: .init(left: 257, right: 99)),
        NewToken(text: Array("abab".utf8), parts: .init(left: 256, right: 256)),
      ])
    #expect(found.letters == 0)
    #expect(found.textTokens?.before == 4)
    #expect(found.textTokens?.after == 2)
  }

  /// Going on from the first merges of a training gives its other merges.
  @Test(arguments: 0..<40)
  func goesOnWhereTrainingStopped(seed: Int) throws {
    let texts = randomTexts(seed: UInt64(seed), letters: ["a", "b", "c", "ą", "aa"])
    let first = try rankTokenizer([])
    let table = pieces(texts, of: first)
    let whole = try BPETrainer.train(
      counts: table, options: BPETrainingOptions(vocabularySize: 256 + 30))
    for start in [0, 1, 7, min(15, whole.merges.count)] where start <= whole.merges.count {
      let known = whole.merges[..<start].map { String(decoding: whole[$0.new], as: UTF8.self) }
      if known.contains(where: { $0.contains("\u{FFFD}") }) { continue }
      let tokenizer = try rankTokenizer(known)
      let found = try ContinuedMerges.train(table, tokenizer, .bytes, .init(count: 30 - start))
      let rest = whole.merges[start...]
      #expect(found.tokens.map(\.text) == rest.map { Array(whole[$0.new]) })
      #expect(
        found.tokens.map(\.parts)
          == rest.map { NewToken.Parts?.some(.init(left: $0.left, right: $0.right)) })
      #expect(found.textTokens?.after == whole.trainingTokens)
    }
  }

  /// Against a trainer that counts all pairs anew before each merge.
  @Test(arguments: 0..<60)
  func agreesWithTheSlowTrainer(seed: Int) throws {
    let old = randomTexts(seed: UInt64(seed), letters: ["a", "b", "c"])
    let trained = try BPETrainer.train(
      counts: pieces(old, of: try rankTokenizer([])),
      options: BPETrainingOptions(vocabularySize: 256 + seed % 20))
    let tokenizer = try rankTokenizer(
      trained.merges.map { String(decoding: trained[$0.new], as: UTF8.self) })
    let table = pieces(
      randomTexts(seed: UInt64(seed) + 1000, letters: ["b", "c", "d", "cd"]), of: tokenizer)
    var options = ExtensionOptions(count: 25)
    options.minimumFrequency = UInt64(1 + seed % 3)
    let found = try ContinuedMerges.train(table, tokenizer, .bytes, options)
    #expect(found.tokens == slow(table, tokenizer, options))
  }

  /// What the definition says, word for word.
  private func slow(
    _ table: PieceTable, _ tokenizer: RankTokenizer, _ options: ExtensionOptions
  ) -> [NewToken] {
    let vocabulary = tokenizer.vocabulary
    var texts = (0..<UInt32(vocabulary.count)).map { Array(vocabulary[$0]) }
    var taken = Set(texts)
    let encoder = tokenizer.makeEncoder()
    var rows = (0..<table.count).map { (encoder.encode(Array(table[$0])), table.counts[$0]) }
    var found: [NewToken] = []
    while found.count < options.count {
      var counts: [NewToken.Parts: UInt64] = [:]
      for (row, weight) in rows {
        for (left, right) in zip(row, row.dropFirst()) {
          counts[.init(left: left, right: right), default: 0] += weight
        }
      }
      let best = counts.filter {
        $0.value >= options.minimumFrequency
          && !taken.contains(texts[Int($0.key.left)] + texts[Int($0.key.right)])
      }.min { a, b in
        if a.value != b.value { return a.value > b.value }
        let (one, two) = (texts[Int(a.key.left)], texts[Int(b.key.left)])
        if one != two { return one.lexicographicallyPrecedes(two) }
        return texts[Int(a.key.right)].lexicographicallyPrecedes(texts[Int(b.key.right)])
      }
      guard let best else { break }
      let new = UInt32(texts.count)
      let text = texts[Int(best.key.left)] + texts[Int(best.key.right)]
      texts.append(text)
      taken.insert(text)
      found.append(.init(text: text, parts: best.key))
      rows = rows.map { (merged($0.0, [(best.key.left, best.key.right, new)]), $0.1) }
    }
    return found
  }

  /// A special token's text is never made by a merge.
  @Test func specialTextsAreNotMade() throws {
    let tokenizer = try rankTokenizer(["ab"], specials: ["abc": 300])
    var options = ExtensionOptions(count: 5)
    options.minimumFrequency = 1
    let found = try ContinuedMerges.train(
      pieces(["abcd"], of: tokenizer), tokenizer, .bytes, options)
    #expect(found.tokens.map { String(decoding: $0.text, as: UTF8.self) } == ["cd", "abcd"])
  }

  @Test func theOrderOfPiecesDoesNotMatter() throws {
    let texts = randomTexts(seed: 5, letters: ["a", "b", "ą"])
    let tokenizer = try rankTokenizer(["ab"])
    let one = try ContinuedMerges.train(
      pieces(texts, of: tokenizer), tokenizer, .bytes, .init(count: 20))
    let two = try ContinuedMerges.train(
      pieces(texts.reversed(), of: tokenizer), tokenizer, .bytes, .init(count: 20))
    #expect(one.tokens == two.tokens)
    #expect(one.tokens.count == 20)
  }
}

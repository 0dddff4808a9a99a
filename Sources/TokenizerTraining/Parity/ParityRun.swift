import Counting
import Groundwork
import Tokenization

/// One training run of `ParityTrainer`.
final class ParityRun {
  private let options: ParityTrainingOptions
  private let bpe: BPETrainingOptions
  private let alphabet: BPEAlphabet
  private let reserved: ReservedTexts
  private let firstID: Int
  private let wanted: Int
  private let training: [ParityRows]
  private let development: [ParityRows]?
  /// All training text in one, while merges are chosen by it.
  private var global: ParityRows?
  private var choice: LanguageChoice
  private var languages: [TrainedParityBPE.Language]
  private var globalMerges = 0
  private var tokens: TokenList
  /// What decides between pairs: tokens as tokenizers writes them, in letters that order as its do.
  private var texts: TokenList
  private var ids: [UInt32]
  private var merges: [TrainedBPE.Merge] = []
  private var made = 0
  private var curve: CompressionCurve

  init(
    _ languages: [PieceTable], _ development: [PieceTable]?, all: PieceTable?,
    _ alphabet: BPEAlphabet, _ options: ParityTrainingOptions
  ) {
    self.options = options
    self.alphabet = alphabet
    let plain = options.bpe(vocabularySize: 1)
    firstID = plain.reservedCount + alphabet.newLetters(plain)
    switch options.size {
    case .vocabulary(let size): wanted = max(0, size - firstID)
    case .merges(let count, let lessLetters):
      wanted = max(0, count - (lessLetters ? firstID : 0))
    }
    bpe = options.bpe(vocabularySize: firstID + wanted)
    reserved = ReservedTexts(bpe)
    tokens = alphabet.letters
    texts = options.alphabet == .bytes ? ByteLetterOrder.texts(alphabet.letters) : alphabet.letters
    ids = alphabet.ids
    let symbols = alphabet.letters.count + wanted + options.specials.count
    let (alphabet, bpe) = (alphabet, bpe)
    func rows(_ table: PieceTable) -> ParityRows {
      ParityRows(table, alphabet, symbols: symbols, bpe)
    }
    training = languages.map(rows)
    self.development = development?.map(rows)
    global = all.map(rows)
    choice = LanguageChoice(options.variant, languages: languages.count)
    self.languages = (self.development ?? training).map { .init(letters: $0.tokens, tokens: 0) }
    curve = CompressionCurve(tokens: training.reduce(0) { $0 + $1.tokens })
    if options.ratios == nil { return }
    // No rate can be told of a text without letters.
    for index in languages.indices where self.languages[index].letters == 0 {
      self.languages[index].ranOut = true
    }
  }

  func run(_ progress: Progress) -> TrainedParityBPE {
    let step = max(1, wanted / 100)
    while done < wanted, let (left, right, count) = nextPair() {
      merge(left, right, count: count)
      if done % step == 0 { progress("merge", done, of: wanted) }
    }
    let length = training.reduce(0) { $0 + $1.tokens }
    curve.finish(merges: merges.count, tokens: length)
    for (index, rows) in (development ?? training).enumerated() {
      languages[index].tokens = rows.tokens
    }
    return TrainedParityBPE(
      bpe: TrainedBPE(
        options: bpe, letterCount: alphabet.letters.count, bytes: tokens.bytes,
        offsets: tokens.offsets, merges: merges, ids: ids, ranOut: done < wanted,
        coverage: alphabet.coverage, trainingTokens: length, curve: curve.points),
      languages: languages, globalMerges: globalMerges, wantedMerges: wanted)
  }

  /// What counts against `wanted`.
  private var done: Int {
    if case .vocabulary = options.size { made } else { merges.count }
  }

  /// The pair to merge next; nil where none is left.
  private func nextPair() -> (left: UInt32, right: UInt32, count: UInt64)? {
    if let global {
      if merges.count < options.globalMerges {
        // As in tokenizers, training ends here where no pair of all texts together is frequent enough.
        guard let pair = global.first(texts), pair.count >= options.minimumFrequency else {
          return nil
        }
        globalMerges += 1
        return pair
      }
      self.global = nil
    }
    while languages.contains(where: { !$0.ranOut }) {
      let language = nextLanguage()
      if let pair = training[language].first(texts), pair.count >= options.minimumFrequency {
        languages[language].merges += 1
        return pair
      }
      languages[language].ranOut = true
    }
    return nil
  }

  private func nextLanguage() -> Int {
    if let ratios = options.ratios {
      return choice.next(
        languages.indices.map { index -> Double? in
          let rate = Double(languages[index].letters) / Double(training[index].tokens)
          return languages[index].ranOut ? nil : -(rate / ratios[index])
        })
    }
    let rows = development ?? training
    return choice.next(
      languages.indices.map { languages[$0].ranOut ? nil : rows[$0].tokens })
  }

  private func merge(_ left: UInt32, _ right: UInt32, count: UInt64) {
    let known = reserved.id(ofJoined: left, right, tokens)
    let new = UInt32(tokens.count)
    tokens.append(joining: left, right)
    texts.append(joining: left, right)
    merges.append(.init(left: left, right: right, new: new, count: count))
    // A special token of the same text gives its id, and the vocabulary does not grow.
    ids.append(known ?? UInt32(firstID + made))
    if known == nil { made += 1 }
    for rows in training + (development ?? []) { rows.merge(left, right, into: new, texts) }
    global?.merge(left, right, into: new, texts)
    curve.add(merges: merges.count, tokens: training.reduce(0) { $0 + $1.tokens })
  }
}

/// Bytes in the order of the letters that `ByteLevel` writes for them.
enum ByteLetterOrder {
  /// Tokens of single bytes as single bytes that order as their letters do.
  static func texts(_ letters: TokenList) -> TokenList {
    let order = (0..<256).sorted {
      ByteLevelAlphabet.letters[$0].lexicographicallyPrecedes(ByteLevelAlphabet.letters[$1])
    }
    var places = [UInt8](repeating: 0, count: 256)
    for (place, byte) in order.enumerated() { places[byte] = UInt8(place) }
    var texts = TokenList()
    for letter in 0..<letters.count {
      texts.append(letters[UInt32(letter)].map { places[Int($0)] })
    }
    return texts
  }
}

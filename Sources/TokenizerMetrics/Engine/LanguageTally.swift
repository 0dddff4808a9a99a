import Groundwork

/// Everything counted of one language of a corpus.
struct LanguageTally: Sendable {
  /// The language tag.
  let language: String
  /// Its counts as a whole.
  var counts: LanguageCounts
  /// Documents so far, empty ones too.
  var documents = 0
  /// Unit by unit, the text columns.
  private(set) var text: [Int64] = []
  /// For each subject, unit by unit, the token columns.
  private(set) var tokens: [[Int64]]
  /// For each subject, unit by unit, the sums of its tokens divided by the baseline's.
  private(set) var lengthRatios: [[Double]]
  /// Unit by unit, the texts that `lengthRatios` is over.
  private(set) var lengthRatioCounts: [Double] = []
  /// For each subject, the tokens of each document; only of parallel text.
  private(set) var documentTokens: [[UInt32]]
  /// Whether each document has a word; only of parallel text.
  private(set) var hasWords: [Bool] = []
  /// The distinct words seen; emptied when the language has been read.
  var types = ByteTable()
  /// For each tokenizer, the tokens of each distinct word alone.
  var isolated: [[UInt32]]
  /// The number of distinct words.
  var typeCount = 0
  /// For each tokenizer, the distinct words that are one token alone.
  var typesKept: [Int]

  /// For each tokenizer, how often each id of its vocabulary came; empty unless that is needed, and as long as
  /// the largest id that came asks for.
  private(set) var tokenCounts: [[Int64]]

  /// What surcharges and letter fragments are made from; empty unless they are needed.
  var diagnostics: DiagnosticTally

  private let tokenizers: Int
  private let isParallel: Bool

  init(corpus: String, language: String, tokenizers: Int, isParallel: Bool) {
    self.language = language
    self.tokenizers = tokenizers
    self.isParallel = isParallel
    counts = LanguageCounts(corpus: corpus, language: language)
    let subjects = tokenizers + Control.allCases.count
    tokens = [[Int64]](repeating: [], count: subjects)
    lengthRatios = [[Double]](repeating: [], count: subjects)
    documentTokens = [[UInt32]](repeating: [], count: subjects)
    isolated = [[UInt32]](repeating: [], count: tokenizers)
    tokenCounts = [[Int64]](repeating: [], count: tokenizers)
    typesKept = [Int](repeating: 0, count: tokenizers)
    diagnostics = DiagnosticTally(tokenizers: tokenizers)
  }

  /// The number of units with sums.
  var units: Int { text.count / TextColumn.count }

  /// Adds a batch.
  ///
  /// Batches come in order; `baseline` is the subject that length ratios are over.
  mutating func add(
    _ batch: PendingBatch, _ facts: BatchFacts, _ measured: [BatchCounts], baseline: Int?
  ) {
    grow(to: min(facts.firstUnit + facts.units, UnitMap.limit))
    for unit in 0..<facts.units {
      let slot = (facts.firstUnit + unit) % UnitMap.limit
      for column in 0..<TextColumn.count {
        text[slot * TextColumn.count + column] += facts.textRows[unit * TextColumn.count + column]
      }
      for subject in tokens.indices {
        let rows =
          subject < tokenizers
          ? measured[subject].rows : facts.controlRows[subject - tokenizers]
        if rows.isEmpty { continue }
        for column in 0..<TokenColumn.count {
          tokens[subject][slot * TokenColumn.count + column] +=
            rows[unit * TokenColumn.count + column]
        }
      }
    }
    if let baseline { addLengthRatios(batch, facts, measured, baseline) }
    if isParallel { addDocuments(batch, facts, measured) }
    for (tokenizer, measured) in measured.enumerated() {
      addTokens(measured.tokenCounts, tokenizer)
    }
    for (document, words) in facts.plainWords.enumerated() {
      let weight = Int(clamping: batch.texts.weight(document))
      counts.words += Int(words) * weight
      if words > 0 { counts.documents += weight } else { counts.emptyDocuments += weight }
      counts.scalars += Int(facts.scalars[document]) * weight
      counts.bytes += batch.texts.range(document).count * weight
    }
    counts.wordsWithoutLetter += facts.wordsWithoutLetter
    counts.units = units
  }

  private mutating func grow(to units: Int) {
    let missing = units - self.units
    if missing <= 0 { return }
    text += [Int64](repeating: 0, count: missing * TextColumn.count)
    lengthRatioCounts += [Double](repeating: 0, count: missing)
    for subject in tokens.indices {
      tokens[subject] += [Int64](repeating: 0, count: missing * TokenColumn.count)
      lengthRatios[subject] += [Double](repeating: 0, count: missing)
    }
  }

  private mutating func addTokens(_ counts: TokenCounter.Counts, _ tokenizer: Int) {
    guard let last = counts.ids.last else { return }
    let missing = Int(last) + 1 - tokenCounts[tokenizer].count
    if missing > 0 { tokenCounts[tokenizer] += [Int64](repeating: 0, count: missing) }
    for (id, count) in zip(counts.ids, counts.counts) { tokenCounts[tokenizer][Int(id)] += count }
  }

  /// Ratios are added document by document in order, so that batches' ends change no bit.
  private mutating func addLengthRatios(
    _ batch: PendingBatch, _ facts: BatchFacts, _ measured: [BatchCounts], _ baseline: Int
  ) {
    let reference = measured[baseline].documentTokens
    for (document, count) in reference.enumerated() {
      guard count > 0, facts.plainWords[document] > 0 else { continue }
      let slot = (facts.firstUnit + Int(facts.unitOf[document])) % UnitMap.limit
      let weight = Double(batch.texts.weight(document))
      lengthRatioCounts[slot] += weight
      for subject in 0..<tokenizers {
        let tokens = measured[subject].documentTokens[document]
        lengthRatios[subject][slot] += weight * (Double(tokens) / Double(count))
      }
    }
  }

  private mutating func addDocuments(
    _ batch: PendingBatch, _ facts: BatchFacts, _ measured: [BatchCounts]
  ) {
    for subject in 0..<tokenizers {
      documentTokens[subject] += measured[subject].documentTokens
    }
    let first = tokenizers
    for document in 0..<batch.texts.count {
      documentTokens[first + Control.bytes.rawValue].append(
        UInt32(batch.texts.range(document).count))
      hasWords.append(facts.plainWords[document] > 0)
    }
    documentTokens[first + Control.characters.rawValue] += facts.scalars
    documentTokens[first + Control.words.rawValue] += facts.documentWords
  }

  /// Counts the types kept whole and lets the words go.
  mutating func finishTypes() {
    typeCount = types.count
    for tokenizer in isolated.indices {
      typesKept[tokenizer] = isolated[tokenizer].count { $0 == 1 }
    }
    types = ByteTable()
    isolated = [[UInt32]](repeating: [], count: tokenizers)
  }
}

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
  var text: [Int64] = []
  /// For each subject, unit by unit, the token columns.
  var tokens: [UnitSums]
  /// For each subject, unit by unit, the sums of its tokens divided by the baseline's, as fixed
  /// ratios.
  var lengthRatios: [[FixedRatio.Sum]]
  /// Unit by unit, the texts that `lengthRatios` is over.
  var lengthRatioCounts: [Int64] = []
  /// For each subject, the tokens of each document; only of parallel text.
  var documentTokens: [[UInt32]]
  /// Whether each document has a word; only of parallel text.
  var hasWords: [Bool] = []
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
  var tokenCounts: [[Int64]]

  /// What the language's units are where it has groups of its own, such as articles.
  var groups: GroupTracker
  /// Whether the sums are by group.
  private var isGrouped = false
  /// The look-up forms of letter words; let go once they have been measured.
  var forms = FormTable()
  /// How often each scalar came; empty unless that is needed.
  var scalarCounts: [Int64] = []
  /// What was found of the forms; nil unless that was needed.
  var formCounts: FormCounts?
  /// For each subject, what was found of its tokens; empty unless that was needed.
  var knownTokens: [KnownTokens?] = []
  /// What surcharges and letter fragments are made from; empty unless they are needed.
  var diagnostics: DiagnosticTally

  /// For each tokenizer, the types in windows of the tokens; of no meaning where `hasWeights`.
  var windows: [TypeWindowTally]
  /// Whether a text came with a count, so that the texts are no running text.
  var hasWeights = false
  /// For each tokenizer, how its cuts of each distinct word alone agree with those of the one compared with;
  /// of use while texts are counted, then their sums are in the columns.
  var agreement: [[WordAgreement]]

  /// Texts with a word, each once whatever its weight.
  var filledTexts = 0
  /// The texts joined; nil where nothing needs them.
  var joined: JoinedText?

  let tokenizers: Int
  let isParallel: Bool

  init(
    corpus: String, language: String, tokenizers: Int, isParallel: Bool,
    groups: GroupTracker = GroupTracker(.lines, isPossible: false)
  ) {
    self.language = language
    self.groups = groups
    self.tokenizers = tokenizers
    self.isParallel = isParallel
    counts = LanguageCounts(corpus: corpus, language: language)
    let subjects = tokenizers + Control.allCases.count
    tokens = [UnitSums](repeating: UnitSums(), count: subjects)
    lengthRatios = [[FixedRatio.Sum]](repeating: [], count: subjects)
    documentTokens = [[UInt32]](repeating: [], count: subjects)
    isolated = [[UInt32]](repeating: [], count: tokenizers)
    tokenCounts = [[Int64]](repeating: [], count: tokenizers)
    typesKept = [Int](repeating: 0, count: tokenizers)
    windows = [TypeWindowTally](repeating: TypeWindowTally(), count: tokenizers)
    agreement = [[WordAgreement]](repeating: [], count: tokenizers)
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
    }
    for subject in tokens.indices {
      let sums =
        subject < tokenizers
        ? measured[subject].sums : UnitSums(rows: facts.controlRows[subject - tokenizers])
      tokens[subject].add(sums, at: facts.firstUnit, limit: UnitMap.limit)
    }
    if let baseline { addLengthRatios(batch, facts, measured, baseline) }
    if isParallel { addDocuments(batch, facts, measured) }
    for (tokenizer, measured) in measured.enumerated() {
      measured.tokenCounts.add(to: &tokenCounts[tokenizer])
      for stretch in measured.stretches { windows[tokenizer].add(stretch) }
    }
    if !batch.texts.weights.isEmpty { hasWeights = true }
    if let more = facts.forms { forms.merge(more) }
    facts.scalarCounts.add(to: &scalarCounts)
    filledTexts += facts.totals.filledTexts
    counts.words += facts.totals.words
    counts.documents += facts.totals.documents
    counts.emptyDocuments += facts.totals.emptyDocuments
    counts.scalars += facts.totals.scalars
    counts.bytes += facts.totals.bytes
    counts.wordsWithoutLetter += facts.wordsWithoutLetter
    counts.units = units
  }

  /// Makes one unit of all where groups began in texts of other shards only: these stood before the second group.
  mutating func finishGroups() {
    followGroups()
    counts.units = units
  }

  /// Makes one unit of all so far once groups have begun.
  mutating func followGroups() {
    if groups.isGrouped, !isGrouped { beginGroups() }
  }

  /// Makes one unit of all so far: the first group.
  private mutating func beginGroups() {
    isGrouped = true
    diagnostics.joinUnits()
    if units < 2 { return }
    func whole<Number: AdditiveArithmetic>(_ rows: [Number], _ columns: Int) -> [Number] {
      var sums = [Number](repeating: .zero, count: columns)
      for index in rows.indices { sums[index % columns] += rows[index] }
      return sums
    }
    text = whole(text, TextColumn.count)
    lengthRatioCounts = whole(lengthRatioCounts, 1)
    for subject in tokens.indices {
      tokens[subject].join()
      lengthRatios[subject] = whole(lengthRatios[subject], 1)
    }
  }

  private mutating func grow(to units: Int) {
    let missing = units - self.units
    if missing <= 0 { return }
    text += [Int64](repeating: 0, count: missing * TextColumn.count)
    lengthRatioCounts += [Int64](repeating: 0, count: missing)
    for subject in tokens.indices {
      tokens[subject].grow(to: units)
      lengthRatios[subject] += [FixedRatio.Sum](repeating: 0, count: missing)
    }
  }

  /// Ratios are integers, so that neither batches' ends nor shards change a bit.
  private mutating func addLengthRatios(
    _ batch: PendingBatch, _ facts: BatchFacts, _ measured: [BatchCounts], _ baseline: Int
  ) {
    let reference = measured[baseline].documentTokens
    for (document, count) in reference.enumerated() {
      guard count > 0, facts.plainWords[document] > 0 else { continue }
      let slot = (facts.firstUnit + Int(facts.unitOf[document])) % UnitMap.limit
      let weight = Int64(clamping: batch.texts.weight(document))
      lengthRatioCounts[slot] += weight
      for subject in 0..<tokenizers {
        let tokens = measured[subject].documentTokens[document]
        lengthRatios[subject][slot] += FixedRatio.Sum(weight) * FixedRatio.of(tokens, over: count)
      }
    }
  }

  private mutating func addDocuments(
    _ batch: PendingBatch, _ facts: BatchFacts, _ measured: [BatchCounts]
  ) {
    // Documents of other shards have no tokens here.
    let missing = batch.firstDocument - hasWords.count
    if missing > 0 {
      for subject in documentTokens.indices where subject != tokenizers + Control.gold.rawValue {
        documentTokens[subject] += [UInt32](repeating: 0, count: missing)
      }
      hasWords += [Bool](repeating: false, count: missing)
    }
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
    agreement = [[WordAgreement]](repeating: [], count: tokenizers)
  }
}

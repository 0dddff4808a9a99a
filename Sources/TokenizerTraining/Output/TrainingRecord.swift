import Counting
import Groundwork

/// What a vocabulary was trained on, how, and what came out: kept beside the model, so that a report can
/// state it.
///
/// Holds neither dates nor paths, times nor memory: the same training gives the same bytes. What a run took
/// is said when it ends.
public struct TrainingRecord: Sendable, Hashable {
  /// What it was trained on.
  public var source: TrainingSource
  /// The distinct pieces.
  public var pieces: Int
  /// The occurrences of all pieces, weighted.
  public var occurrences: UInt64
  /// What was asked for.
  public var options: BPETrainingOptions
  /// The size of the vocabulary that was reached.
  public var reached: Int
  /// The number of letters that merging started from.
  public var letters: Int
  /// The number of merges.
  public var merges: Int
  /// Whether training ended because no pair was left.
  public var ranOut: Bool
  /// The share of the text's characters that have a letter.
  public var coverage: Double
  /// The tokens that the training text became.
  public var tokens: UInt64
  /// The bytes of all pieces, weighted.
  public var bytes: UInt64
  /// The tokens of the training text after some numbers of merges.
  public var curve: [TrainedBPE.CurvePoint]
  /// How the text was normalized; nil where it was taken as it is.
  public var normalization: TrainingNormalization?
  /// What became of each language; nil where languages made no difference.
  public var parity: ParityFacts?
  /// What the two stages of superwords did; nil where there was one stage.
  public var superwords: SuperwordFacts?

  /// Records a training.
  ///
  /// - Parameters:
  ///   - trained: the vocabulary.
  ///   - counts: what `trained` was trained on.
  ///   - source: how the counts were made.
  public init(_ trained: TrainedBPE, counts: PieceTable, source: TrainingSource) {
    self.source = source
    pieces = counts.count
    occurrences = counts.total
    options = trained.options
    reached = trained.vocabularySize
    letters = trained.letterCount
    merges = trained.merges.count
    ranOut = trained.ranOut
    coverage = trained.coverage
    tokens = trained.trainingTokens
    curve = trained.curve
    bytes = (0..<counts.count).reduce(0) { sum, piece in
      // `BPETrainer` has seen to it that this fits.
      sum &+ counts.counts[piece] &* UInt64(counts.range(piece).count)
    }
  }

  /// The record as JSON.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init(
        "model", .string(parity != nil ? "parity-bpe" : superwords != nil ? "superbpe" : "bpe")),
      .init("like", options.likeness == .native ? .null : .string(options.likeness.rawValue)),
    ]
    members += source.policyMembers
    switch options.alphabet {
    case .bytes: members.append(.init("alphabet", .string("bytes")))
    case .characters(let coverage, let byteFallback):
      members += [
        .init("alphabet", .string("characters")),
        .init("character_coverage", .double(coverage)),
        .init("byte_fallback", .bool(byteFallback)),
        .init("covered", .double(self.coverage)),
      ]
      if !options.requiredCharacters.isEmpty {
        members.append(.init("required_chars", .string(options.requiredCharacters)))
      }
    }
    members += [
      .init("vocab_size", .integer(options.vocabularySize)),
      .init("max_piece_length", options.maxPieceLength.map { .integer($0) } ?? .null),
      .init(
        "min_frequency",
        options.likeness == .sentencePiece ? .null : .integer(options.minimumFrequency)),
      .init("tie_rule", .string(parity != nil ? "last_bytes" : TieOrder(options).name)),
      .init("special", .array(options.specials.map { .string($0) })),
      .init("reached", .integer(reached)),
      .init("ran_out", .bool(ranOut)),
      .init("letters", .integer(letters)),
      .init("merges", .integer(merges)),
      .init("pieces", .integer(pieces)),
      .init("occurrences", .integer(occurrences)),
      .init("bytes", .integer(bytes)),
      .init("tokens", .integer(tokens)),
      .init(
        "curve",
        .array(
          curve.map { point in
            .object([
              .init("merges", .integer(point.merges)), .init("tokens", .integer(point.tokens)),
            ])
          })),
    ]
    members += parity?.members ?? []
    members += superwords?.members ?? []
    return .object(members + details + source.members)
  }

  /// What only some trainings have.
  private var details: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if let limit = options.limitAlphabet {
      members.append(.init("limit_alphabet", .integer(limit)))
    }
    if options.makesPieces {
      let symbols = (try? options.allSymbols.placed()) ?? []
      members.append(
        .init(
          "symbols",
          .array(
            symbols.filter { $0.type != .byte }.map { symbol in
              .object([
                .init("id", .integer(symbol.id)), .init("piece", .string(symbol.piece)),
                .init("type", .string("\(symbol.type)")),
              ])
            })))
    }
    if options.makesPieces, options.shapes != nil {
      let rules = options.shapeRules
      members += [
        .init("split_by_unicode_script", .bool(rules.splitsByScript)),
        .init("split_by_number", .bool(rules.splitsByNumber)),
        .init("split_by_whitespace", .bool(rules.splitsAtSpaces)),
        .init("split_digits", .bool(rules.splitsDigits)),
        .init("treat_whitespace_as_suffix", .bool(rules.putsMarksBehind)),
        .init("allow_whitespace_only_pieces", .bool(rules.allowsMarksAlone)),
      ]
    }
    if let normalization {
      members += [
        .init("normalization", .string(normalization.name)),
        .init("add_dummy_prefix", .bool(normalization.addDummyPrefix)),
        .init("remove_extra_whitespaces", .bool(normalization.removeExtraWhitespaces)),
      ]
    }
    return members
  }
}

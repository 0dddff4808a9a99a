import Counting
import Groundwork
import Tokenization
import TokenizerFormats

/// Edits tokenizers: adds tokens, takes tokens away, adds special tokens.
///
/// A file keeps its format. What comes out is read again by the format's reader, and its vocabulary must be
/// the one that was meant; no token may have become unreachable. What cannot be kept consistent is refused.
public struct TokenizerEditor: Sendable {
  private let format: any EditableFormat
  private let file: String
  /// The format that the file has and keeps.
  public let target: ConversionTarget

  /// Takes a tokenizer apart.
  ///
  /// - Parameters:
  ///   - tokenizer: what a reader made of the file.
  ///   - path: the file, which is read again.
  ///   - name: the name that a side file gives.
  /// - Throws: `Failure` for formats that cannot be edited.
  public init(_ tokenizer: any Tokenizer, path: String, name: String) throws(Failure) {
    file = path
    switch tokenizer {
    case let ranks as RankTokenizer where ranks.summary.format == "tiktoken":
      format = EditableRanks(ranks, name: name)
      target = .tiktoken
    case let pieces as SentencePieceTokenizer where pieces.summary.format == "sentencepiece":
      format = try EditablePieces(pieces, bytes: try readFile(path), file: path)
      target = .sentencepiece
    case let pipeline as HuggingFaceTokenizer where pipeline.summary.format == "huggingface":
      format = try EditableJSON(pipeline, bytes: try readFile(path), file: path)
      target = .huggingface
    default:
      throw Failure(
        "has the format \(tokenizer.summary.format), which cannot be edited", at: .file(path),
        remedy: "write it as a .tiktoken, .model or tokenizer.json first: derlius convert")
    }
  }

  /// The tokenizer as it is.
  public var tokenizer: any Tokenizer { format.tokenizer }

  /// What pruning keeps together; throws where the model cannot be pruned.
  var links: TokenLinks {
    get throws(Failure) { try placed { () throws(Failure) in try format.links() } }
  }

  /// Throws where the model can neither go on merging nor take more pieces, before any text is read.
  public func requireExtensible() throws(Failure) {
    _ = try placed { () throws(Failure) in try format.growth() }
    if tokenizer.pieceCutting == nil {
      throw Failure(
        "has tokens that go over spaces, so that texts cannot be cut into words to train on",
        at: .file(file), remedy: "use a tokenizer without such tokens")
    }
  }

  /// Adds tokens for a text; old ids stay.
  ///
  /// - Parameters:
  ///   - pieces: the text, counted by `CutPieces` of this tokenizer.
  ///   - options: how many tokens, and which are too rare.
  ///   - pool: the workers, for a Unigram.
  ///   - progress: is told how far the training is.
  public func extended(
    by pieces: PieceTable, _ options: ExtensionOptions, pool: WorkerPool = WorkerPool(),
    progress: Progress = .silent
  ) throws(Failure) -> EditedTokenizer {
    try options.validate()
    try requireExtensible()
    if pieces.count == 0 {
      throw Failure(
        "there is nothing to train on: no pieces were counted", remedy: "check --corpus")
    }
    let found: FoundTokens
    switch try format.growth() {
    case .unigram(let shapes, let lowest):
      found = try NewPieces.train(
        pieces, format, shapes: shapes, lowest: lowest, options, pool, progress)
    case let growth:
      found = try placed { () throws(Failure) in
        try ContinuedMerges.train(
          pieces, format.tokenizer, growth, dormant: try format.dormant(), options, progress)
      }
    }
    if found.tokens.isEmpty {
      throw Failure(
        "the text gives no new tokens", remedy: "use more text, or a lower --min-frequency")
    }
    let draft = try placed { () throws(Failure) in try format.extended(found.tokens) }
    var expected = tokenizer.vocabulary
    for token in found.tokens { expected.append(token.text) }
    var notes = draft.notes
    if found.tokens.count < options.count {
      notes.append(
        "the text gives \(found.tokens.count) new tokens, \(options.count - found.tokens.count) fewer "
          + "than asked for")
    }
    try check(draft, expected, oldIDs: nil)
    return EditedTokenizer(
      bytes: draft.bytes, sideFile: draft.sideFile, tokenizer: draft.tokenizer, oldIDs: nil,
      changed: found.tokens.count, letters: found.letters, textTokens: found.textTokens,
      notes: notes)
  }

  /// What is to stay when a vocabulary is pruned.
  public enum Pruning: Sendable, Hashable {
    /// So many tokens.
    case size(Int)
    /// The tokens that encoding a text makes at least so often, and those that stay anyway.
    case minimum(UInt64)
  }

  /// Takes tokens away; ids are numbered anew in their order.
  ///
  /// - Parameters:
  ///   - pruning: what is to stay.
  ///   - uses: how often each id comes out of texts (`TokenUses`); nil where nothing was counted.
  public func pruned(_ pruning: Pruning, uses: [UInt64]?) throws(Failure) -> EditedTokenizer {
    let links = try links
    let plan = PruningPlan(links, uses: uses)
    let kept: [UInt32]
    switch pruning {
    case .size(let size): kept = try plan.kept(size: size)
    case .minimum(let minimum): kept = plan.kept(minimum: minimum)
    }
    let draft = try placed { () throws(Failure) in try format.pruned(kept) }
    var expected = Vocabulary(spaceMark: tokenizer.vocabulary.spaceMark)
    for id in kept {
      expected.append(tokenizer.vocabulary[id], kind: tokenizer.vocabulary.kind(of: id))
    }
    try check(draft, expected, oldIDs: kept)
    let all = links.isHole.count { !$0 }
    return EditedTokenizer(
      bytes: draft.bytes, sideFile: draft.sideFile, tokenizer: draft.tokenizer, oldIDs: kept,
      changed: all - kept.count, letters: 0, textTokens: nil, notes: draft.notes)
  }

  /// Adds special tokens, whose ids follow those that there are.
  ///
  /// - Parameters:
  ///   - texts: how they are written.
  ///   - type: what they are for.
  public func adding(
    specials texts: [String], as type: SpecialType = .control
  ) throws(Failure) -> EditedTokenizer {
    var known: [[UInt8]: UInt32] = [:]
    for id in (0..<UInt32(tokenizer.vocabulary.count)).reversed() {
      known[Array(tokenizer.vocabulary[id])] = id
    }
    for special in tokenizer.specials { known[special.bytes] = special.id }
    var seen = Set<[UInt8]>()
    for text in texts {
      if text.isEmpty {
        throw .usage("a special token is empty", remedy: "give it a text such as <|endoftext|>")
      }
      if !seen.insert(Array(text.utf8)).inserted {
        throw .usage("the special token \(text) is there twice", remedy: "name it once")
      }
      if let id = known[Array(text.utf8)] {
        throw Failure(
          "has the token \(text) already, with the id \(id)", at: .file(file),
          remedy: "name it otherwise, such as <|endoftext|>")
      }
    }
    if texts.isEmpty {
      throw .usage("no special token is named", remedy: "name some, such as '<|endoftext|>'")
    }
    let draft = try placed { () throws(Failure) in try format.adding(texts, as: type) }
    var expected = tokenizer.vocabulary
    for text in texts {
      expected.append(text.utf8, kind: type == .control ? .control : .userDefined)
    }
    try check(draft, expected, oldIDs: nil)
    return EditedTokenizer(
      bytes: draft.bytes, sideFile: draft.sideFile, tokenizer: draft.tokenizer, oldIDs: nil,
      changed: texts.count, letters: 0, textTokens: nil, notes: draft.notes)
  }

  /// Throws where the reader makes another vocabulary of the file than was meant, or a token that text gave
  /// would no longer come out.
  private func check(
    _ draft: EditDraft, _ expected: Vocabulary, oldIDs: [UInt32]?
  ) throws(Failure) {
    let made = draft.tokenizer.vocabulary
    for id in 0..<UInt32(max(made.count, expected.count))
    where made.kind(of: id) != expected.kind(of: id) || made[id] != expected[id] {
      throw Failure(
        "cannot be edited: the id \(id) would stand for \(Self.name(made, id)), and not for "
          + "\(Self.name(expected, id))", at: .file(file), remedy: "use another tokenizer")
    }
    let before = Set(tokenizer.unreachableTokens() ?? [])
    for id in draft.tokenizer.unreachableTokens() ?? [] {
      let old = oldIDs.map { $0[Int(id)] } ?? id
      if !before.contains(old) {
        throw Failure(
          "cannot be edited: no text would give the token \(Self.name(made, id)) any more",
          at: .file(file), remedy: "use another tokenizer")
      }
    }
  }

  private static func name(_ vocabulary: Vocabulary, _ id: UInt32) -> String {
    if vocabulary.kind(of: id) == .unused { return "nothing" }
    return String(decoding: vocabulary[id], as: UTF8.self).debugDescription
  }

  /// Gives failures without a place the file's.
  private func placed<Value>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
    do throws(Failure) {
      return try body()
    } catch {
      var failure = error
      if failure.fault == .data, failure.place == nil { failure.place = .file(file) }
      throw failure
    }
  }
}

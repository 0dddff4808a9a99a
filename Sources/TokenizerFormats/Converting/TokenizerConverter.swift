import Groundwork
import Tokenization

/// Writes a tokenizer in another format where its ids can be kept, and proves that they are.
///
/// What is known to change ids is refused before: a normalizer or a cut that the other format cannot
/// have, merges that ranks or scores cannot state. What is written is read again and compared with the
/// source on every token, on generated and written texts, and on the texts that the caller gives.
public struct TokenizerConverter {
  private enum Source {
    case ranks(RankSource, Vocabulary)
    case pieces(PieceSource)
    case pipeline(PipelineSource)
    case other(String)
  }

  private let tokenizer: any Tokenizer
  private let path: String
  private let source: Source

  /// Takes a tokenizer apart.
  ///
  /// - Parameters:
  ///   - tokenizer: what a reader made of the file.
  ///   - path: the file, which is read again for the stages that the tokenizer does not keep.
  public init(_ tokenizer: any Tokenizer, path: String) throws(Failure) {
    self.tokenizer = tokenizer
    self.path = path
    switch tokenizer {
    case let ranks as RankTokenizer: source = .ranks(RankSource(ranks), ranks.vocabulary)
    case is SentencePieceTokenizer:
      source = .pieces(try PieceSource(bytes: try readFile(path), file: path))
    case let pipeline as HuggingFaceTokenizer where pipeline.summary.format == "huggingface":
      source = .pipeline(
        try PipelineSource(pipeline, bytes: try readFile(path), file: path))
    case let pipeline as HuggingFaceTokenizer: source = Self.described(pipeline)
    case let gguf as GGUFTokenizer:
      if let pieces = PieceSource(gguf) {
        source = .pieces(pieces)
      } else if let inner = gguf.inner as? HuggingFaceTokenizer {
        source = Self.described(inner, userDefined: Self.userDefined(gguf))
      } else {
        source = .other("some stage of it exists in llama.cpp alone")
      }
    default: source = .other("it has the format \(tokenizer.summary.format)")
    }
  }

  /// A SentencePiece model that lies in memory as a tokenizer.json.
  ///
  /// - Parameters:
  ///   - bytes: the model.
  ///   - file: its name for messages.
  ///   - options: as for `convert`.
  /// - Throws: what `convert` throws.
  public static func huggingFace(
    sentencePiece bytes: [UInt8], file: String, options: ConversionOptions = ConversionOptions()
  ) throws(Failure) -> Conversion {
    let model = try SentencePieceModel(parsing: bytes, file: file)
    let converter = TokenizerConverter(
      tokenizer: try SentencePieceReader.tokenizer(model, file: file), path: file,
      source: .pieces(try PieceSource(bytes: bytes, file: file)))
    return try converter.convert(to: .huggingface, options: options)
  }

  private init(tokenizer: any Tokenizer, path: String, source: Source) {
    self.tokenizer = tokenizer
    self.path = path
    self.source = source
  }

  private static func described(
    _ pipeline: HuggingFaceTokenizer, userDefined: [AddedToken]? = []
  ) -> Source {
    guard let userDefined else {
      return .other(
        "its user-defined tokens overlap, of which llama.cpp takes the longest first and tokenizers the "
          + "leftmost")
    }
    guard var source = PipelineSource(pipeline) else {
      return .other("some stage of it exists in llama.cpp alone")
    }
    source.userDefined = userDefined
    return .pipeline(source)
  }

  /// The user-defined tokens of a GGUF file as added ones; nil where two can overlap in a text.
  private static func userDefined(_ gguf: GGUFTokenizer) -> [AddedToken]? {
    let vocabulary = gguf.vocabulary
    let tokens = (0..<UInt32(vocabulary.count)).filter { vocabulary.kind(of: $0) == .userDefined }
      .map { id in
        var token = AddedToken(id: id, content: Array(vocabulary[id]))
        token.isNormalized = false
        return token
      }
    for one in tokens {
      for other in tokens where one.id != other.id {
        let overlap = (1..<max(min(one.content.count, other.content.count), 1)).contains {
          one.content.suffix($0).elementsEqual(other.content.prefix($0))
        }
        if overlap { return nil }
      }
    }
    return tokens
  }

  /// Writes the tokenizer in a format.
  ///
  /// - Parameters:
  ///   - target: the format.
  ///   - options: what else the result is to do.
  ///   - corpus: calls what it is given with each text to be proven on, UTF-8; nil for no more texts.
  /// - Throws: `Failure` with the reason where ids would not be kept, and a text that would differ where
  ///   one is found; what `corpus` throws.
  public func convert(
    to target: ConversionTarget, options: ConversionOptions = .init(),
    corpus: (
      (_ prove: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void) throws(Failure) -> Void
    )? = nil
  ) throws(Failure) -> Conversion {
    let draft: ConversionDraft
    do throws(Failure) {
      draft = try self.draft(target, options)
    } catch {
      if error.fault == .usage { throw error }
      throw refusal(target, error.problem, nil)
    }
    let proof = ConversionProof(tokenizer, draft.tokenizer, modes: modes(target))
    if let obstacle = draft.obstacles.first {
      let found =
        proof.firstDifference(draft.obstacles.flatMap(\.examples))
        ?? proof.firstDifference(SampleSentences.texts.map { Array($0.utf8) })
        ?? proof.firstDifference(ProbeTexts.all)
      throw refusal(target, obstacle.reason, found.map { proof.shortened($0) })
    }
    var result = Conversion(
      target: target, bytes: draft.bytes, sideFile: draft.sideFile, tokenizer: draft.tokenizer,
      notes: draft.notes)
    func prove(_ texts: some Sequence<[UInt8]>) throws(Failure) -> Int {
      let before = proof.texts
      if let found = proof.firstDifference(texts) { throw unexpected(target, found, proof) }
      return proof.texts - before
    }
    result.proof.tokens = try prove(ConversionProof.texts(of: tokenizer))
    result.proof.probes = try prove(ProbeTexts.all)
    result.proof.sentences = try prove(
      SampleSentences.texts.map { Array($0.utf8) } + [Array(ProbeTexts.longLine.utf8)])
    let before = proof.texts
    try corpus? { (text) throws(Failure) in
      if let found = proof.difference(on: text) { throw unexpected(target, found, proof) }
    }
    result.proof.corpus = proof.texts - before
    return result
  }

  private func draft(
    _ target: ConversionTarget, _ options: ConversionOptions
  ) throws(Failure) -> ConversionDraft {
    switch (source, target) {
    case (.ranks(let source, _), .tiktoken): try source.tiktoken(options)
    case (.ranks(let source, _), .huggingface): try source.huggingFace(options)
    case (.ranks(let source, let vocabulary), .sentencepiece): try source.closestPieces(vocabulary)
    case (.pieces(let source), .tiktoken): try source.closestRanks()
    case (.pieces(let source), .huggingface): try source.huggingFace(options)
    case (.pieces(let source), .sentencepiece): try source.sentencePiece(options)
    case (.pipeline(let source), .tiktoken): try source.tiktoken(options)
    case (.pipeline(let source), .huggingface): try source.huggingFace(options)
    case (.pipeline(let source), .sentencepiece): try source.sentencePiece(options)
    case (.other(let reason), _): throw Failure(reason)
    }
  }

  /// How special tokens are compared: tiktoken and sentencepiece take them as text in their plain call,
  /// tokenizers parses them, and sentencepiece cannot.
  private func modes(_ target: ConversionTarget) -> ConversionProof.Modes {
    var modes = ConversionProof.Modes()
    let isUnigram = tokenizer.summary.model == "unigram"
    switch source {
    case .ranks: break
    case .pieces(let source):
      modes.parsed = source.bytes != nil
      if isUnigram, target == .huggingface {
        // In the lattice of tokenizers they are tokens like others.
        let unknown = (0..<UInt32(tokenizer.vocabulary.count))
          .filter { tokenizer.vocabulary.kind(of: $0) == .unknown }
          .map { SpecialToken(bytes: Array(tokenizer.vocabulary[$0]), id: $0) }
        modes.skippedAsText = tokenizer.specials + unknown
        modes.skippedParsed = unknown
      }
    case .pipeline(let source):
      modes.parsed = source.findsSpecials && target != .sentencepiece
      if isUnigram, target == .sentencepiece {
        let vocabulary = tokenizer.vocabulary
        modes.skippedAsText = (0..<UInt32(vocabulary.count))
          .filter { vocabulary.kind(of: $0) == .control || vocabulary.kind(of: $0) == .unknown }
          .map { SpecialToken(bytes: Array(vocabulary[$0]), id: $0) }
      }
    case .other: break
    }
    return modes
  }

  private func refusal(
    _ target: ConversionTarget, _ reason: String, _ found: ConversionProof.Difference?
  ) -> Failure {
    var problem = "cannot be written as \(target.name): \(reason)"
    if let found { problem += "; \(found.description)" }
    return Failure(problem, at: .file(path), remedy: "keep it in its own format")
  }

  private func unexpected(
    _ target: ConversionTarget, _ found: ConversionProof.Difference, _ proof: ConversionProof
  ) -> Failure {
    refusal(target, "ids would change", proof.shortened(found))
  }
}

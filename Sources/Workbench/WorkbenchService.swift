import Groundwork
import Morphology
import Tokenization

/// What the workbench serves: tokenizers, morphologies, and the answers to questions about them.
public final class WorkbenchService: Sendable {
  /// Makes a tokenizer of a file's bytes: its name, and the split pattern of a rank file that says none.
  public typealias ReadTokenizer =
    @Sendable (_ bytes: [UInt8], _ name: String, _ pattern: String?) throws(Failure) ->
    any Tokenizer

  /// What knows the morphemes of a language's words.
  public struct NamedMorphology: Sendable {
    /// The name that requests use.
    public var name: String
    /// The language's tag.
    public var language: String
    /// The provider.
    public var provider: any MorphemeProvider

    /// Creates a named morphology.
    public init(name: String, language: String, provider: any MorphemeProvider) {
      self.name = name
      self.language = language
      self.provider = provider
    }
  }

  /// What the server bears.
  public let limits: WorkbenchLimits
  let shelf: TokenizerShelf
  let morphologies: [NamedMorphology]
  /// Tokenizers of one request are worked on side by side.
  let pool = WorkerPool()

  /// Creates a service.
  ///
  /// - Parameters:
  ///   - tokenizers: what the command line named, with distinct names.
  ///   - morphologies: what the command line named.
  ///   - limits: what the server bears.
  ///   - read: makes tokenizers of uploaded files; they must not make it read any other file.
  public init(
    tokenizers: [(name: String, tokenizer: any Tokenizer)], morphologies: [NamedMorphology] = [],
    limits: WorkbenchLimits = WorkbenchLimits(), read: @escaping ReadTokenizer
  ) {
    self.limits = limits
    self.morphologies = morphologies
    shelf = TokenizerShelf(
      tokenizers.map { ShelvedTokenizer($0.tokenizer, name: $0.name) }, limits: limits, read: read)
  }

  /// Answers a request.
  func answer(_ route: Route, body: [UInt8], deadline: Deadline) throws(Refusal) -> Answer {
    switch route {
    case .slash(let place): return .moved(to: place)
    case .file(let file): return file.answer
    case .tokenizers: return listing()
    case .upload(let name, let pattern):
      return try upload(body, name: name, pattern: pattern, deadline)
    case .remove(let name): return try remove(name)
    case .call(.encode): return try encode(CutRequest(body, limits), deadline)
    case .call(.compare): return try compare(CutRequest(body, limits), deadline)
    case .call(.measure): return try measure(MeasureRequest(body, limits), deadline)
    case .call(.explain): return try explain(ExplainRequest(body, limits), deadline)
    case .call(.vocabulary): return try vocabulary(VocabularyRequest(body, limits), deadline)
    case .call(.edit): return try edit(EditRequest(body, limits), deadline)
    }
  }

  /// Runs one part of the work for each tokenizer, side by side; failures that end the request become refusals.
  func map<Value: Sendable>(
    _ tokenizers: [ShelvedTokenizer], _ deadline: Deadline,
    _ body: @Sendable (ShelvedTokenizer) throws(Failure) -> Value
  ) throws(Refusal) -> [Value] {
    do throws(Failure) {
      return try pool.map(tokenizers.count) { index throws(Failure) in
        try deadline.check()
        return try body(tokenizers[index])
      }
    } catch {
      throw Refusal(work: error)
    }
  }
}

import Groundwork
import Morphology

/// One language of a corpus: who it is, and how to read it.
///
/// A corpus is the set of sources that have its name; they stand next to one another in the list.
public struct LanguageSource: Sendable {
  /// Streams the documents: calls its argument with batches of whole documents, in order.
  ///
  /// Empty documents are kept, since line i of one language belongs to line i of the others.
  public typealias Read =
    @Sendable (_ take: (TextBatch) throws(Failure) -> Void) throws(Failure) -> Void

  /// The corpus's name.
  public var corpus: String
  /// The language tag, such as `lit_Latn`.
  public var language: String
  /// Whether document i is the same sentence in every language of the corpus.
  public var isParallel: Bool
  /// What knows the morphemes of the language's words; nil where nothing does.
  public var morphology: (any MorphemeProvider)?
  /// What is resampled; parallel sources of one corpus have equal ones.
  public var units: ResamplingUnits
  /// Reads the documents.
  public var read: Read

  /// Creates a source.
  public init(
    corpus: String, language: String, isParallel: Bool, morphology: (any MorphemeProvider)? = nil,
    units: ResamplingUnits = .blocks, read: @escaping Read
  ) {
    self.corpus = corpus
    self.language = language
    self.isParallel = isParallel
    self.morphology = morphology
    self.units = units
    self.read = read
  }
}

extension [LanguageSource] {
  /// Of a corpus's sources the one that premiums are against: only of parallel text, and another language than the focus.
  func reference(for focus: LanguageSource, _ settings: MetricSettings) -> LanguageSource? {
    guard count > 1, allSatisfy(\.isParallel), let tag = settings.reference,
      let found = first(where: { settings.sameLanguage($0.language, tag) }),
      found.language != focus.language
    else { return nil }
    return found
  }
}

/// The units that a corpus is resampled by.
public enum ResamplingUnits: Sendable, Hashable {
  /// Blocks of adjacent lines, as many as `Resampling.linesPerUnit` says.
  case blocks
  /// Units that the corpus knows, such as articles: a name for policies, and for each unit the number
  /// of documents before its end, rising.
  case named(String, ends: [Int])
}

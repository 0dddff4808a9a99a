import Groundwork
import Tokenization
import TokenizerFormats

/// How text is normalized before a SentencePiece model is trained on it, and by the model afterwards.
public struct TrainingNormalization: Sendable, Hashable {
  /// The rule's name in the model: one of `NormalizationRules.names`, `identity` or `user_defined`.
  public var name: String
  /// The compiled rule; empty for `identity`.
  public var charsmap: [UInt8]
  /// The rule's source, where it was given as text; kept in the model as `spm_train` does.
  public var ruleTSV = ""
  /// Whether a space is put before each text: `--add-dummy-prefix`.
  public var addDummyPrefix = true
  /// Whether spaces at the ends are dropped and runs made one: `--remove-extra-whitespaces`.
  public var removeExtraWhitespaces = true

  /// No rule: characters stay as they are.
  public static let identity = TrainingNormalization(name: "identity", charsmap: [])

  /// Creates a normalization.
  public init(name: String, charsmap: [UInt8]) {
    self.name = name
    self.charsmap = charsmap
  }

  /// The normalization that an option names.
  ///
  /// - Parameter choice: a name of `NormalizationRules.names`, `identity`, the path of a rule file
  ///   (`.tsv`), or that of a model (`.model`), whose rule is taken over.
  /// - Throws: `Failure` where there is no such rule, and what reading the file throws.
  public init(named choice: String) throws(Failure) {
    if choice == "identity" {
      self = .identity
    } else if choice.hasSuffix(".tsv") {
      let text = try readFile(choice)
      let rules = try NormalizationRules(parsing: text, file: choice)
      self.init(name: "user_defined", charsmap: try rules.compiled())
      ruleTSV = lastPathComponent(choice)
    } else if choice.hasSuffix(".model") {
      let model = try SentencePieceModel(parsing: try readFile(choice), file: choice)
      self.init(name: model.normalizer.name, charsmap: model.normalizer.precompiledCharsmap)
    } else if let rules = NormalizationRules(named: choice) {
      self.init(name: choice, charsmap: try rules.compiled())
    } else {
      throw .usage(
        "\(choice) is no normalization",
        remedy:
          "use \(NormalizationRules.names.joined(separator: ", ")), identity, or a rule file x.tsv")
    }
  }

  /// What normalizes text with it.
  public func normalizer(putsMarksBehind: Bool = false) throws(Failure) -> SentencePieceNormalizer {
    let map = charsmap.isEmpty ? nil : try Charsmap(charsmap)
    return SentencePieceNormalizer(
      .init(
        charsmap: map, addDummyPrefix: addDummyPrefix,
        removeExtraWhitespaces: removeExtraWhitespaces,
        treatWhitespaceAsSuffix: putsMarksBehind))
  }
}

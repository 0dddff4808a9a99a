/// What a provider was read from, and how much it holds.
public struct ProviderSummary: Sendable, Hashable {
  /// The kinds of providers.
  public enum Kind: String, Sendable, Hashable {
    /// A table of forms and segments.
    case list
    /// A list that is part of Derlius.
    case builtin
    /// A hunspell dictionary.
    case hunspell
    /// A treebank: forms cut behind what they share with their lemmas.
    case treebank
    /// A UniMorph table.
    case unimorph
  }

  /// The kind of provider.
  public var kind: Kind
  /// Distinct forms; of a dictionary, its words, from which rules make more.
  public var forms: Int
  /// Rows that give no analysis of a form.
  public var droppedRows = 0
  /// Forms with several analyses, of which one stays; nil where they are not counted.
  public var ambiguousForms: Int?
}

/// A provider that can tell how much it holds.
public protocol SummarizedProvider: MorphemeProvider {
  /// What the provider was read from, and how much it holds.
  var summary: ProviderSummary { get }
}

extension HunspellDictionary: SummarizedProvider {}

extension SegmentList: SummarizedProvider {
  /// What the list holds.
  public var summary: ProviderSummary {
    ProviderSummary(
      kind: isBuiltin ? .builtin : .list, forms: counts.forms, droppedRows: counts.dropped,
      ambiguousForms: counts.ambiguousForms)
  }
}

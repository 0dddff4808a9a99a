import Corpora
import Groundwork

/// The words of a CoNLL-U treebank, each cut behind what it shares with its lemma.
///
/// A stand-in where no list of morphemes exists: stem and rest, no more. Of several analyses of a form the one that the
/// treebank has most often stays, then the one with the fewest cuts.
public struct TreebankLemmas: SummarizedProvider {
  /// The treebank's name in reports.
  public let name: String
  /// The language's tag or code.
  public let language: String
  /// The SHA-256 of the file's bytes.
  public let sha256: String
  /// What was found; a word without a lemma or of several words is a dropped row.
  public let summary: ProviderSummary
  private let inventory: SegmentInventory
  private let featureTable: FeatureTable

  /// Reads a treebank; its name is the file's stem unless given.
  ///
  /// Complexity: O(n). Throws where the file is not sound CoNLL-U (with the line) or has no lemmas.
  public init(path: String, language: String, name: String? = nil) throws(Failure) {
    self.name = name ?? pathStem(path)
    self.language = language
    sha256 = try sha256OfFile(path)
    var cuts = try LemmaCuts(language: language)
    var features = FeatureCollector()
    var dropped = 0
    try Treebank(path: path).forEachSentence { (sentence) throws(Failure) in
      for word in sentence.words {
        let form = sentence[word.form]
        if word.lemma.isEmpty || form.contains(0x20) {
          dropped += 1
        } else {
          let form = try cuts.add(form: form, lemma: sentence[word.lemma])
          features.add(form, sentence[word.features], separator: UInt8(ascii: "|"))
        }
      }
    }
    inventory = SegmentInventory(cuts.table(countsTimes: true))
    featureTable = FeatureTable(features)
    if inventory.table.forms.count == 0 {
      throw Failure(
        "has no lemmas", at: .file(path), remedy: "name a treebank whose third column holds lemmas")
    }
    summary = ProviderSummary(
      kind: .treebank, forms: inventory.table.forms.count, droppedRows: dropped,
      ambiguousForms: inventory.table.ambiguous)
  }

  /// Puts the cuts of a form's analysis into `cuts`; false where the treebank does not have the form.
  public func findCuts(of form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]) -> Bool {
    inventory.table.findCuts(of: form, into: &cuts)
  }

  /// The same, with how often the form comes and whether its rows differ.
  public func analyze(
    _ form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]
  ) -> FormFacts? {
    inventory.table.analyze(form, into: &cuts)
  }

  /// Whether words have features (the column FEATS).
  public var hasFeatures: Bool { !featureTable.isEmpty }

  /// The features of all rows of a form, each once, in the order of their bytes.
  public func features(of form: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    featureTable.features(of: form)
  }

  /// Whether a piece is a form of the treebank, or a segment of one at this position.
  public func knowsSegment(
    _ piece: UnsafeBufferPointer<UInt8>, at position: SegmentPosition
  ) -> Bool { inventory.knowsSegment(piece, at: position) }
}

import Groundwork
import Segmentation
import TokenizerMetrics

/// A manifest's choices of policy, checked.
struct PolicyChoices {
  private let manifest: Manifest

  init(_ manifest: Manifest) { self.manifest = manifest }

  /// The form that texts are brought to.
  func form() throws(Failure) -> TextForm {
    let name = manifest.policy("form", default: "raw")
    guard let form = TextForm(name) else {
      throw Failure.usage(
        "\(name) is no form of text", remedy: "use raw, NFC, NFD, NFKC, NFKD or lower")
    }
    return form
  }

  /// The choice for a key, which an option of the command line has too.
  func choose<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ option: String, default value: Choice
  ) throws(Failure) -> Choice where Choice.RawValue == String {
    let name = manifest.policy(key, default: value.rawValue)
    if let choice = Choice(rawValue: name) { return choice }
    let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw Failure.usage("\(name) is no choice for \(option)", remedy: "use one of: \(choices)")
  }

  /// Puts the choices into a run's settings.
  func apply(to settings: inout MetricSettings) throws(Failure) {
    settings.words = try choose("words", "--words", default: WordRule.whitespace)
    settings.leadingSpace = try choose(
      "leadingSpace", "--leading-space", default: LeadingSpace.inText)
    let punctuation = manifest.policy("punctuation", default: "kept")
    guard punctuation == "kept" || punctuation == "dropped" else {
      throw Failure.usage(
        "\(punctuation) is no choice for --punctuation", remedy: "use kept or dropped")
    }
    settings.keepsPunctuation = punctuation == "kept"
  }
}

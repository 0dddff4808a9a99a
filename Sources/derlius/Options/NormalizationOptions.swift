import ArgumentParser
import Groundwork
import TokenizerTraining

/// How text is normalized before training, and by the model.
struct NormalizationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "nmt_nfkc, nfkc, nmt_nfkc_cf, nfkc_cf, identity, a rule file x.tsv, or a model x.model whose rule is taken (default: identity; like sentencepiece: nmt_nfkc).",
      valueName: "name|file"))
  var normalization: String?

  @Flag(inversion: .prefixedNo, help: "Whether a space is put before each text.")
  var addDummyPrefix = true

  @Flag(
    inversion: .prefixedNo, help: "Whether spaces at the ends are dropped and runs made one.")
  var removeExtraWhitespaces = true

  /// The normalization, by a name where none was given.
  func normalization(_ standard: String) throws(Failure) -> TrainingNormalization {
    var result = try TrainingNormalization(named: normalization ?? standard)
    result.addDummyPrefix = addDummyPrefix
    result.removeExtraWhitespaces = removeExtraWhitespaces
    return result
  }
}

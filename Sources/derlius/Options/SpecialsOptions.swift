import ArgumentParser
import Groundwork
import Tokenization

extension SpecialHandling: ExpressibleByArgument {}

/// What becomes of special tokens that stand in a text.
struct SpecialsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Special tokens in the text: reference (as the format's own library in its plain call), text, "
        + "parse (they become their ids), error (a text with one is refused).",
      valueName: "how"))
  var specials = SpecialHandling.reference
}

/// What goes around each text's ids.
struct TemplateOptions: ParsableArguments {
  @Flag(
    help:
      "Add what the tokenizer's template adds; a SentencePiece model has one only in a folder that says so."
  )
  var addSpecials = false

  @Option(
    help: ArgumentHelp(
      "For SentencePiece models, as spm_encode: bos, eos and reverse, joined by colons.",
      valueName: "bos:eos"))
  var extraOptions: String?

  var isUsed: Bool { addSpecials || extraOptions != nil }

  /// The template that the options ask for.
  func template(of tokenizer: any Tokenizer) throws(Failure) -> TokenTemplate {
    if let extraOptions {
      guard let model = tokenizer as? SentencePieceTokenizer else {
        throw .usage(
          "--extra-options is for SentencePiece models",
          remedy: "use --add-specials, or leave it out")
      }
      return try model.template(extraOptions: extraOptions)
    }
    if addSpecials, tokenizer is SentencePieceTokenizer, tokenizer.template.isEmpty {
      printToStandardError(
        "note: a SentencePiece model has no template, so nothing is added; "
          + "name what to add with --extra-options bos:eos")
    }
    return addSpecials ? tokenizer.template : TokenTemplate()
  }
}

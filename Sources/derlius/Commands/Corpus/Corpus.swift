import ArgumentParser
import Segmentation

/// `derlius corpus`: look at corpora, clean and count them.
struct Corpus: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at corpora: statistics, checks, normalization, counts of words; get them.",
    discussion: """
      A document is a line of plain text (--document: a paragraph, a file), or a paragraph of TEI. A folder \
      stands for its files by name, a quoted pattern ('*.txt', '**/*.xml') for what it matches, an archive (zip, \
      tar) for its members in their order. Compression (gzip, bzip2, xz, zstd) and format are found by content.

      Examples:
        derlius corpus stats --json corpora/*.txt
        derlius corpus normalize --form NFC text.txt > composed.txt
        derlius corpus words --output counts.tsv corpora/
      """,
    subcommands: [
      CorpusStats.self, CorpusCheckCommand.self, CorpusNormalize.self, CorpusWords.self,
      CorpusPull.self,
    ])
}

/// The form that texts are brought to.
struct FormOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The form that texts are brought to: raw, NFC, NFD, NFKC, NFKD, lower, lower(LOCALE), folded, \
      no-soft-hyphens, no-controls, replace-controls, fold-spaces, or several joined by +, such as \
      NFC+lower+no-soft-hyphens.
      """,
      valueName: "form"))
  var form: String?

  /// The form; as read where none was named.
  var textForm: TextForm { form.flatMap { TextForm($0) } ?? .raw }

  func validate() throws {
    if let form, TextForm(form) == nil {
      throw ValidationError("there is no form \(form); use \(TextForm.words), joined by +")
    }
  }
}

import ArgumentParser
import Segmentation

/// `derlius corpus`: look at corpora, clean and count them.
struct Corpus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Look at corpora: statistics, checks, normalization, counts of words; get them.",
    discussion: """
      A document is a line of plain text (--document: a paragraph, a file), a row, a sentence or a paragraph \
      of other formats, which are found by content (docs/corpora.md). A folder stands for its files by name, \
      the name of a pulled corpus for what is here of it, a quoted pattern ('*.txt', '**/*.xml') for what it matches, an archive (zip, \
      tar) for its members in their order. Compression (gzip, bzip2, xz, zstd) is found by content too.

      Examples:
        derlius corpus stats --json corpora/*.txt
        derlius corpus normalize --form NFC text.txt > composed.txt
        derlius corpus words --output counts.tsv corpora/
      """,
    subcommands: [
      CorpusStats.self, CorpusCheckCommand.self, CorpusNormalize.self, CorpusWords.self,
      CorpusSplit.self, CorpusPull.self,
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

import ArgumentParser

/// `derlius corpus words`: how often each word or piece occurs, in a file that can be added to others.
struct CorpusWords: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "words",
    abstract: "Count words, or the pieces of a pattern, into a file; add and dress such files.",
    discussion: """
      Without a subcommand it counts: see derlius corpus words count --help.

      Examples:
        derlius corpus words --output counts.tsv corpora/
        derlius corpus words --split cl100k --output pieces.tsv part-1.txt
        derlius corpus words merge --output all.tsv part-1.tsv part-2.tsv
        derlius corpus words dress --like text.txt --output dressed.tsv frequencies.tsv
      """,
    subcommands: [CorpusWordsCount.self, CorpusWordsMerge.self, CorpusWordsDress.self],
    defaultSubcommand: CorpusWordsCount.self)
}

import ArgumentParser

/// `derlius train`: train a tokenizer.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a tokenizer.",
    discussion: """
      Examples:
        derlius train bpe --vocab-size 8000 --output lt.tiktoken corpus/*.txt
        derlius train bpe --vocab-size 32000 --byte-fallback --output lt.model news.txt law.txt=3
        derlius train unigram --vocab-size 32000 --mix mix.tsv --max-memory 4G --checkpoint kept \\
          --output lt.model
      """,
    subcommands: [
      TrainBPE.self, TrainUnigram.self, TrainParityBPE.self, TrainSuperBPE.self,
    ])
}

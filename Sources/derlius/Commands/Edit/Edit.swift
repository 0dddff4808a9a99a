import ArgumentParser

/// `derlius edit`: work on the vocabulary of a tokenizer that exists.
struct Edit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Extend or prune a vocabulary, or add special tokens.",
    discussion: """
      For .tiktoken rank files, SentencePiece models and tokenizer.json; a file keeps its format. What is \
      written was read again: its vocabulary is the one that was meant, and every token that text could give \
      it still gives. The embeddings of a model are yours to change; docs/editing.md says which ids move.

      Examples:
        derlius edit extend llama2.model --corpus lt/*.txt --add 8000 --output lt.model
        derlius edit prune tokenizer.json --corpus lt/*.txt --min-count 5 --output small.json
        derlius edit prune cl100k_base --vocab-size 50000 --output half.tiktoken
        derlius edit add-special lt.tiktoken '<|user|>' '<|assistant|>' --output chat.tiktoken
      """,
    subcommands: [EditExtend.self, EditPrune.self, EditAddSpecial.self])
}

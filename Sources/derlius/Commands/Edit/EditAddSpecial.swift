import ArgumentParser
import Groundwork
import TokenizerTraining

extension SpecialType: ExpressibleByArgument {}

/// `derlius edit add-special`: special tokens behind all others.
struct EditAddSpecial: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add-special",
    abstract: "Add special tokens; old ids stay.",
    discussion: """
      Their ids follow the last id there is, in the order in which they are named. A control token of a \
      SentencePiece model is never found in text; a user-defined one always is. In a tokenizer.json both \
      are found, and only control tokens are special, so that decoding can leave them out. tiktoken finds \
      special tokens where it is told to, and knows no others.

      Examples:
        derlius edit add-special lt.tiktoken '<|user|>' '<|assistant|>' --output chat.tiktoken
        derlius edit add-special llama2.model --type user-defined '<sep>' --output sep.model
      """)

  @OptionGroup var edit: EditOptions

  @Argument(help: ArgumentHelp("How the tokens are written.", valueName: "token"))
  var tokens: [String]

  @Option(help: "What they are: control or user-defined.")
  var type = SpecialType.control

  func run() throws {
    let (editor, name) = try edit.editor()
    let edited = try editor.adding(specials: tokens, as: type)
    let first = edited.tokenizer.vocabulary.count - tokens.count
    let lines = tokens.enumerated().map { "\($1) has the id \(first + $0)" }
    try edit.finish(edited, name, operation: "add-special", lines: lines)
  }
}

import ArgumentParser
import Benchmarking
import Corpora
import Groundwork
import TokenizerFormats
import TokenizerTraining

/// What is edited and where the result goes, for every kind of edit.
struct EditOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("A file, catalogue name, hf:owner/name or NAME=T.", valueName: "t"))
  var tokenizer: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "The file to write, of the same format: FILE.tiktoken, FILE.model or FILE.json.",
      valueName: "file"))
  var output: String

  @OptionGroup var options: TokenizerOptions

  @Flag(help: "Print a JSON object.")
  var json = false

  /// Loads the tokenizer and tries the target, before any work.
  func editor() throws(Failure) -> (editor: TokenizerEditor, name: String) {
    let located = try options.locator.load(tokenizer)
    if located.isOfFolder {
      throw .usage(
        "\(tokenizer) is a folder, in which other files may name tokens too",
        remedy: "name the file itself: \(located.path)")
    }
    let editor = try TokenizerEditor(
      located.tokenizer, path: located.path, name: pathStem(output))
    let suffix =
      switch editor.target {
      case .tiktoken: ".tiktoken"
      case .sentencepiece: ".model"
      case .huggingface: ".json"
      }
    if !output.hasSuffix(suffix) {
      throw .usage(
        "--output \(output) does not end in \(suffix), and \(located.path) is \(editor.target.name)",
        remedy: "edit keeps the format; derlius convert writes another")
    }
    for path in EditedTokenizer.paths(of: output, editor.target) where path == located.path {
      throw .usage(
        "\(path) is the tokenizer's own file", remedy: "choose another name for --output")
    }
    try AtomicFile.checkWritable(file: output)
    if let side = Conversion.sidePath(of: output, target: editor.target) {
      try Conversion.checkSide(side, of: output)
    }
    return (editor, located.name)
  }

  /// Writes the result and says what was done.
  ///
  /// - Parameters:
  ///   - edited: the result.
  ///   - name: the tokenizer's name.
  ///   - operation: what was done, as the command is called.
  ///   - lines: what a person is told first.
  func finish(
    _ edited: EditedTokenizer, _ name: String, operation: String, lines: [String]
  ) throws(Failure) {
    ProgressLine.clear()
    try edited.write(to: output)
    for note in edited.notes { printToStandardError("note: \(note)") }
    var standard = StandardOutput()
    let size = edited.tokenCount
    if json {
      var members: [JSONValue.Member] = [
        .init("tokenizer", .string(name)), .init("operation", .string(operation)),
        .init("vocabularySize", .integer(size)), .init("changed", .integer(edited.changed)),
        .init("idsKept", .bool(edited.oldIDs == nil)),
      ]
      if let tokens = edited.textTokens {
        members.append(.init("tokensBefore", .integer(tokens.before)))
        members.append(.init("tokensAfter", .integer(tokens.after)))
      }
      members += [
        .init("sha256", .string(try SHA256.hexadecimalDigest(of: edited.bytes))),
        .init("notes", .array(edited.notes.map { .string($0) })),
      ]
      standard.write(JSONValue.object(members).serialized(indented: true) + "\n")
      return
    }
    for line in lines { standard.write("\(output): \(line)\n") }
  }
}

/// Texts that an edit goes by.
struct EditCorpora {
  /// The inputs with their weights, in order.
  let inputs: [(inputs: CorpusInputs, weight: UInt64)]

  /// Finds the files of `FILE`, folder, pattern or `INPUT=WEIGHT`; throws where one is missing.
  init(_ corpora: [String], _ reading: CorpusOptions) throws(Failure) {
    var inputs: [(CorpusInputs, UInt64)] = []
    for corpus in corpora {
      let input = try WeightedInput(parsing: corpus)
      inputs.append((try reading.inputs([input.path]), input.weight))
    }
    self.inputs = inputs
  }
}

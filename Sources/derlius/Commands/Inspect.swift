import ArgumentParser
import Benchmarking
import Groundwork
import Tokenization

/// `derlius inspect`: what a tokenizer is.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Say what a tokenizer is: format, stages, sizes, specials, hash.",
    discussion: """
      onScanners names the patterns that hand-written scanners cut by; onRegularExpressions those that run \
      on ICU's uregex, which is slower. A file with a part that is not supported is refused, and the \
      message names the part.

      Examples:
        derlius inspect cl100k_base
        derlius inspect llama2.model --json
        derlius inspect lt.tiktoken --vocab | head
      """)

  @Argument(help: ArgumentHelp("A file, catalogue name, hf:owner/name or NAME=T.", valueName: "t"))
  var tokenizer: String

  @OptionGroup var options: TokenizerOptions

  @Flag(help: "Print a JSON object.")
  var json = false

  @Flag(
    help:
      """
      Print the vocabulary in the order of ids: piece TAB score where tokens have scores, all ids, as \
      spm_export_vocab does; else piece TAB id, without ids that have no token.
      """)
  var vocab = false

  func run() throws {
    let located = try options.locator.load(tokenizer)
    var output = StandardOutput()
    if vocab {
      let written = (located.tokenizer as? HuggingFaceTokenizer)?.writtenVocabulary
      let vocabulary = written ?? located.tokenizer.vocabulary
      if let scores = located.tokenizer.tokenScores {
        for (id, score) in scores.enumerated() {
          output.write(Self.exported(UInt32(id), of: vocabulary))
          output.write("\t\(shortDecimal(score))\n")
        }
        return
      }
      for id in 0..<UInt32(vocabulary.count) where vocabulary.kind(of: id) != .unused {
        output.write("\(ReadablePiece.text(of: id, in: vocabulary))\t\(id)\n")
      }
      return
    }
    let facts = facts(of: located)
    if json {
      let members = facts.map { JSONValue.Member($0.name, $0.value) }
      output.write(JSONValue.object(members).serialized(indented: true) + "\n")
      return
    }
    let rows = facts.map { fact in
      let texts = fact.value.array?.compactMap(\.string)
      return [
        fact.name,
        fact.value.string ?? texts?.joined(separator: ", then ") ?? fact.value.serialized(),
      ]
    }
    output.write(TextTable.leftAligned(rows))
  }

  /// A piece as the model's file has it.
  private static func exported(_ id: UInt32, of vocabulary: Vocabulary) -> [UInt8] {
    guard vocabulary.kind(of: id) == .byte else { return Array(vocabulary[id]) }
    return Array("<0x\(hexadecimal(vocabulary[id]).uppercased())>".utf8)
  }

  private func facts(of located: LocatedTokenizer) -> [(name: String, value: JSONValue)] {
    let tokenizer = located.tokenizer
    let summary = tokenizer.summary
    let vocabulary = tokenizer.vocabulary
    let specials = (0..<UInt32(vocabulary.count)).filter { vocabulary.kind(of: $0) == .control }
    var facts: [(String, JSONValue)] = [
      ("name", .string(located.name)),
      ("file", .string(located.file)),
      ("format", .string(summary.format)),
      ("model", .string(summary.model)),
      ("vocabularySize", .integer(vocabulary.count)),
      ("ordinaryTokens", .integer(vocabulary.ordinaryCount)),
      ("specialTokens", .integer(specials.count)),
      ("pattern", summary.pattern.map { .string($0) } ?? .null),
      ("normalizer", summary.normalizer.map { .string($0) } ?? .null),
      ("addsLeadingSpace", .bool(summary.addsLeadingSpace)),
      ("bytes", .integer(located.bytes)),
      ("sha256", .string(summary.sha256)),
    ]
    for (name, isScanner) in [("onScanners", true), ("onRegularExpressions", false)] {
      let found = summary.engines.filter { $0.isScanner == isScanner }.map(\.pattern)
      if !found.isEmpty { facts.append((name, .array(found.map { .string($0) }))) }
    }
    facts += summary.details.map { ($0.name, .string($0.value)) }
    return facts
  }
}

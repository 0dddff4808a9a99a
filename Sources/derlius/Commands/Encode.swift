import ArgumentParser
import Groundwork
import Tokenization

/// `derlius encode`: text to ids, one line in, one line out.
struct Encode: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Turn text into token ids.",
    discussion: """
      One line in, one line out, in order: ids separated by single spaces; an empty line gives an \
      empty line. Special tokens in the text are text, as in the formats' own plain calls, unless \
      --specials parse. With --nbest each text gives up to N lines, best first: score TAB ids; in \
      JSON it stays one line. With --sample the same seed gives the same ids for any --threads.

      With --invalid bytes, bytes that are not UTF-8 get the ids that the format's own library \
      gives them: tiktoken for rank files (what follows such a byte is one piece), sentencepiece \
      for its models (each is U+FFFD to it). Other formats' libraries take text only.

      Examples:
        echo "Laba diena" | derlius encode -t cl100k_base
        derlius encode -t llama2.model --format pieces text.txt
        derlius encode -t cl100k_base --specials parse chat.txt
        derlius encode -t t5.model --add-specials --extra-options eos text.txt
        derlius encode -t t5.model --nbest 5 text.txt
        derlius encode -t cl100k_base --invalid bytes mixed.log
        derlius encode -t o200k_base --format u32 --index ends.u64 corpus.txt > ids.u32
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case ids, pieces, json, u16, u32
  }

  enum Invalid: String, ExpressibleByArgument, CaseIterable {
    case error, replace, bytes
  }

  @OptionGroup var tokenizer: OneTokenizer
  @OptionGroup var threads: ThreadOption
  @OptionGroup var specials: SpecialsOption
  @OptionGroup var template: TemplateOptions
  @OptionGroup var sampling: SamplingOptions

  @Option(help: "What to print: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = Format.ids

  @Option(
    help: ArgumentHelp(
      "Bytes that are not UTF-8: error (with its offset), replace (by U+FFFD), or bytes (given to "
        + "the tokenizer as they are)."))
  var invalid = Invalid.error

  @Flag(help: "Each line is a JSON object; its text can hold newlines.")
  var jsonl = false

  @Option(help: "The member that holds the text, with --jsonl.")
  var field = "text"

  @Flag(help: "Each input is one text.")
  var whole = false

  @Option(
    help: ArgumentHelp(
      "With u16 or u32: a file for the number of ids after each text, 64-bit little-endian.",
      valueName: "file"))
  var index: String?

  @Argument(help: ArgumentHelp("Files; - or none is standard input.", valueName: "file"))
  var files: [String] = []

  func validate() throws {
    if index != nil, format != .u16, format != .u32 {
      throw ValidationError("--index goes with --format u16 or u32")
    }
    if sampling.nbest != nil, format == .u16 || format == .u32 {
      throw ValidationError("--nbest goes with --format ids, pieces or json")
    }
    if sampling.isUsed, specials.specials == .parse || template.isUsed {
      throw ValidationError(
        "--nbest and --sample do not go with --specials parse, --add-specials and --extra-options")
    }
    if invalid == .bytes, jsonl {
      throw ValidationError("--invalid bytes does not go with --jsonl: JSON is UTF-8")
    }
    if invalid == .bytes, specials.specials == .parse {
      throw ValidationError(
        "--invalid bytes does not go with --specials parse: no library looks for them in bytes")
    }
    if whole, jsonl { throw ValidationError("--whole and --jsonl exclude each other") }
  }

  func run() throws {
    let tokenizer = try tokenizer.load().tokenizer
    let vocabulary = tokenizer.vocabulary
    if format == .u16, vocabulary.count > 1 << 16 {
      throw Failure.usage(
        "u16 holds ids up to 65,535 and this tokenizer has \(vocabulary.count)",
        remedy: "use --format u32")
    }
    if let index { try AtomicFile.checkWritable(file: index) }
    let (handling, template) = (specials.specials, try template.template(of: tokenizer))
    let takesBytes = invalid == .bytes && tokenizer.makeBytesEncoder() != nil
    let pool = threads.pool
    let encoders = EncoderPool(making: {
      // One large text on all threads.
      if whole, !takesBytes, handling != .parse, template.isEmpty, pool.workers > 1,
        let tokenizer = tokenizer as? RankTokenizer
      {
        return PartedEncoder(tokenizer, on: pool)
      }
      let encoder =
        (takesBytes ? tokenizer.makeBytesEncoder() : nil)
        ?? tokenizer.makeEncoder(specials: handling)
      return template.isEmpty ? encoder : TemplateEncoder(encoder, template: template)
    })
    let ways = try sampling.ways(of: tokenizer)
    var output = StandardOutput()
    var total: UInt64 = 0
    var ends: [UInt8] = []
    let format = format
    let texts = TextLines(
      field: jsonl ? field : nil, invalid: invalid,
      textOnly: takesBytes ? nil : tokenizer.summary.format,
      refused: handling == .error ? SpecialTokens(tokenizer.specials) : nil)
    var number: UInt64 = 0
    let reader = LineReader(inputs: files.isEmpty ? ["-"] : files, whole: whole)
    try reader.read { (chunk) throws(Failure) in
      let parts = texts.parts(of: chunk)
      let first = number
      number += UInt64(chunk.lines.count)
      let results = try pool.map(parts.count) { (part) throws(Failure) in
        if let ways {
          return try texts.encode(
            parts[part], of: chunk, from: first, ways: ways, vocabulary: vocabulary,
            format: format)
        }
        return try encoders.withEncoder { (encoder) throws(Failure) in
          try texts.encode(
            parts[part], of: chunk, with: encoder, vocabulary: vocabulary, format: format)
        }
      }
      for result in results {
        output.write(result.bytes)
        if index == nil { continue }
        for count in result.counts {
          total += UInt64(count)
          withUnsafeBytes(of: total.littleEndian) { ends.append(contentsOf: $0) }
        }
      }
      output.flush()
    }
    if let index { try AtomicFile.write(ends, to: index) }
  }
}

import ArgumentParser
import Groundwork
import TokenizerTraining

/// What spm_train has flags for: characters, shapes of pieces, given pieces, sentences.
///
/// All are optional, so that an option that makes no sense beside another can be named.
struct PieceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The share of characters that get a piece (0.9995).", valueName: "x"))
  var characterCoverage: Double?

  @Option(help: ArgumentHelp("Characters that get a piece however rare.", valueName: "text"))
  var requiredChars: String?

  @Flag(help: "256 byte pieces for characters without one.")
  var byteFallback = false

  @Flag(inversion: .prefixedNo, help: "Whether no piece holds two scripts.")
  var splitByUnicodeScript: Bool?

  @Flag(inversion: .prefixedNo, help: "Whether digits count as a script of their own.")
  var splitByNumber: Bool?

  @Flag(inversion: .prefixedNo, help: "Whether spaces stand only where pieces start.")
  var splitByWhitespace: Bool?

  @Flag(inversion: .prefixedNo, help: "Whether each digit is a piece of its own.")
  var splitDigits: Bool?

  @Flag(inversion: .prefixedNo, help: "Whether a space belongs to the word before it.")
  var treatWhitespaceAsSuffix: Bool?

  @Flag(inversion: .prefixedNo, help: "Whether pieces may be of spaces alone.")
  var allowWhitespaceOnlyPieces: Bool?

  @Option(
    help: ArgumentHelp(
      "Pieces that text never gives, with commas between; repeat.", valueName: "list")
  )
  var controlSymbols: [String] = []

  @Option(
    help: ArgumentHelp(
      "Pieces that text gives whole, with commas between; repeat.", valueName: "list")
  )
  var userDefinedSymbols: [String] = []

  @Option(help: ArgumentHelp("The id of the unknown piece (0).", valueName: "id"))
  var unkId: Int?
  @Option(help: ArgumentHelp("The id of <s> (1); -1 for none.", valueName: "id"))
  var bosId: Int?
  @Option(help: ArgumentHelp("The id of </s> (2); -1 for none.", valueName: "id"))
  var eosId: Int?
  @Option(help: ArgumentHelp("The id of <pad> (-1, none).", valueName: "id"))
  var padId: Int?
  @Option(help: ArgumentHelp("How the unknown piece is written.", valueName: "text"))
  var unkPiece: String?
  @Option(help: ArgumentHelp("How the piece of a start is written.", valueName: "text"))
  var bosPiece: String?
  @Option(help: ArgumentHelp("How the piece of an end is written.", valueName: "text"))
  var eosPiece: String?
  @Option(help: ArgumentHelp("How the piece of padding is written.", valueName: "text"))
  var padPiece: String?
  @Option(help: ArgumentHelp("What the unknown piece is decoded to.", valueName: "text"))
  var unkSurface: String?

  @Option(
    help: ArgumentHelp(
      "Longer sentences, in bytes, are left out like sentencepiece (4192), else cut.",
      valueName: "n"))
  var maxSentenceLength: Int?

  @Option(help: ArgumentHelp("Train on so many sentences (0: all).", valueName: "n"))
  var inputSentenceSize: Int?

  @Flag(inversion: .prefixedNo, help: "Whether those are drawn, or the first.")
  var shuffleInputSentence: Bool?

  @Option(help: ArgumentHelp("Where random numbers come from (0).", valueName: "s"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "Sentences to keep in the model with their pieces, which is checked on loading (0).",
      valueName: "n"))
  var selfTestSampleSize: Int?

  /// The first option that was given, as it is written; nil for none.
  var given: String? {
    let all: [(String, Bool)] = [
      ("--character-coverage", characterCoverage != nil),
      ("--required-chars", requiredChars != nil),
      ("--byte-fallback", byteFallback), ("--split-by-unicode-script", splitByUnicodeScript != nil),
      ("--split-by-number", splitByNumber != nil),
      ("--split-by-whitespace", splitByWhitespace != nil), ("--split-digits", splitDigits != nil),
      ("--treat-whitespace-as-suffix", treatWhitespaceAsSuffix != nil),
      ("--allow-whitespace-only-pieces", allowWhitespaceOnlyPieces != nil),
      ("--control-symbols", !controlSymbols.isEmpty),
      ("--user-defined-symbols", !userDefinedSymbols.isEmpty), ("--unk-id", unkId != nil),
      ("--bos-id", bosId != nil), ("--eos-id", eosId != nil), ("--pad-id", padId != nil),
      ("--unk-piece", unkPiece != nil), ("--bos-piece", bosPiece != nil),
      ("--eos-piece", eosPiece != nil), ("--pad-piece", padPiece != nil),
      ("--unk-surface", unkSurface != nil), ("--max-sentence-length", maxSentenceLength != nil),
      ("--self-test-sample-size", selfTestSampleSize != nil),
    ]
    return all.first { $0.1 }?.0
  }

  /// The pieces that training does not make.
  func symbols() throws(Failure) -> SentencePieceSymbols {
    var symbols = SentencePieceSymbols()
    func set(
      _ role: WritableKeyPath<SentencePieceSymbols, SentencePieceSymbols.Role>, _ id: Int?,
      _ piece: String?
    ) {
      if let id { symbols[keyPath: role].id = id == -1 ? nil : id }
      if let piece { symbols[keyPath: role].piece = piece }
    }
    set(\.unknown, unkId, unkPiece)
    set(\.begin, bosId, bosPiece)
    set(\.end, eosId, eosPiece)
    set(\.pad, padId, padPiece)
    if let unkSurface { symbols.unknownSurface = unkSurface }
    symbols.control = controlSymbols.flatMap(CommaList.items)
    symbols.userDefined = userDefinedSymbols.flatMap(CommaList.items)
    return symbols
  }

  /// Which strings may be pieces; nil where no option asks for more than a length.
  ///
  /// - Parameter isLike: whether to start from the defaults of spm_train.
  func shapes(isLike: Bool) -> PieceShapeRules? {
    let flags = [
      splitByUnicodeScript, splitByNumber, splitByWhitespace, splitDigits, treatWhitespaceAsSuffix,
      allowWhitespaceOnlyPieces,
    ]
    if !isLike, flags.allSatisfy({ $0 == nil }) { return nil }
    var shapes = PieceShapeRules()
    shapes.splitsByScript = splitByUnicodeScript ?? isLike
    shapes.splitsByNumber = splitByNumber ?? isLike
    shapes.splitsAtSpaces = splitByWhitespace ?? true
    shapes.splitsDigits = splitDigits ?? false
    shapes.putsMarksBehind = treatWhitespaceAsSuffix ?? false
    shapes.allowsMarksAlone = allowWhitespaceOnlyPieces ?? false
    return shapes
  }
}

/// A list with commas between, as spm_train takes symbols: an item in `"` may hold commas, and `""` for `"`.
enum CommaList {
  static func items(_ text: String) -> [String] {
    var items: [String] = []
    var item = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      if isQuoted {
        if scalar != "\"" {
          item.append(scalar)
        } else if scalars.first == "\"" {
          item.append(scalar)
          scalars.removeFirst()
        } else {
          isQuoted = false
        }
      } else if scalar == "\"", item.isEmpty {
        isQuoted = true
      } else if scalar == "," {
        items.append(String(item))
        item = String.UnicodeScalarView()
      } else {
        item.append(scalar)
      }
    }
    items.append(String(item))
    return items.filter { !$0.isEmpty }
  }
}

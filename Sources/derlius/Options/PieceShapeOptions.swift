import ArgumentParser
import TokenizerTraining

/// Which characters and strings become pieces of a SentencePiece model, and which pieces are given.
struct PieceShapeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The share of characters that get a piece.", valueName: "x"))
  var characterCoverage = 0.9995

  @Option(help: ArgumentHelp("Characters that get a piece however rare.", valueName: "text"))
  var requiredChars = ""

  @Flag(help: "256 byte pieces for characters without one.")
  var byteFallback = false

  @Option(help: ArgumentHelp("The longest piece in characters.", valueName: "n"))
  var maxPieceLength = 16

  @Flag(inversion: .prefixedNo, help: "Whether no piece holds two scripts.")
  var splitByUnicodeScript = true

  @Flag(inversion: .prefixedNo, help: "Whether no piece holds digits beside other characters.")
  var splitByNumber = true

  @Flag(inversion: .prefixedNo, help: "Whether each digit is a piece of its own.")
  var splitDigits = false

  @Option(
    name: [.long, .customLong("control-symbols")],
    help: ArgumentHelp("A piece that text never gives; repeat.", valueName: "text"))
  var special: [String] = []

  @Option(help: ArgumentHelp("A piece that text gives whole; repeat.", valueName: "text"))
  var userDefinedSymbols: [String] = []

  @Option(help: ArgumentHelp("The id of <unk>.", valueName: "id"))
  var unkId = 0

  @Option(help: ArgumentHelp("The id of <s>; -1 for none.", valueName: "id"))
  var bosId = 1

  @Option(help: ArgumentHelp("The id of </s>; -1 for none.", valueName: "id"))
  var eosId = 2

  @Option(help: ArgumentHelp("The id of <pad>; -1 for none.", valueName: "id"))
  var padId = -1

  /// The pieces that training does not make.
  var symbols: SentencePieceSymbols {
    var symbols = SentencePieceSymbols()
    symbols.unknown.id = unkId
    symbols.begin.id = bosId < 0 ? nil : bosId
    symbols.end.id = eosId < 0 ? nil : eosId
    symbols.pad.id = padId < 0 ? nil : padId
    symbols.control = special
    symbols.userDefined = userDefinedSymbols
    symbols.hasBytes = byteFallback
    return symbols
  }

  /// Which strings may be pieces.
  var shapes: PieceShapeRules {
    var shapes = PieceShapeRules()
    shapes.longest = maxPieceLength
    shapes.splitsByScript = splitByUnicodeScript
    shapes.splitsByNumber = splitByNumber
    shapes.splitsDigits = splitDigits
    return shapes
  }
}

/// Which pairs of symbols may be merged.
struct JoinRule: ~Copyable {
  private let rules: PieceShapeRules
  /// Whether only lengths decide.
  private let isPlain: Bool
  /// The most letters of a merged symbol.
  private let longest: Int
  /// Whether two letters may be merged whatever their number, as tokenizers has it.
  private let allowsPairs: Bool
  /// The shape of each symbol; empty where only lengths decide.
  private var shapes = RawBuffer<PieceShape>(capacity: 0)
  /// Which words each symbol spans; empty where no symbol spans several.
  private var spans = RawBuffer<WordSpan>(capacity: 0)
  private var spanRule = WordSpan.Rule()

  init(_ alphabet: BPEAlphabet, _ options: BPETrainingOptions) {
    rules = options.shapeRules
    isPlain = !options.makesPieces || options.shapes == nil
    allowsPairs = options.likeness == .huggingFace
    // tokenizers compares with `<`.
    longest = (options.maxPieceLength ?? Int.max) - (allowsPairs ? 1 : 0)
    if isPlain { return }
    for scalar in alphabet.scalars { shapes.append(PieceShape(scalar, rules)) }
  }

  /// The rule of letters whose shapes are known; without shapes every pair may be merged.
  init(shapes given: [PieceShape], _ rules: PieceShapeRules) {
    self.rules = rules
    isPlain = given.isEmpty
    allowsPairs = false
    longest = .max
    for shape in given { shapes.append(shape) }
  }

  /// The rule of symbols that span words; their letters are bytes.
  init(_ tokens: TokenList, _ rule: WordSpan.Rule, _ options: BPETrainingOptions) {
    rules = options.shapeRules
    isPlain = true
    allowsPairs = options.likeness == .huggingFace
    longest = (options.maxPieceLength ?? Int.max) - (allowsPairs ? 1 : 0)
    spanRule = rule
    for token in 0..<tokens.count { spans.append(WordSpan(tokens[UInt32(token)])) }
  }

  /// Whether a pair of symbols of these lengths may be merged.
  func allows(_ left: UInt32, _ right: UInt32, length: Int) -> Bool {
    if spans.count > 0 {
      let span = spans.base[Int(left)] + spans.base[Int(right)]
      let length = Int(span.length)
      return spanRule.allows(span) && (length <= longest || allowsPairs && length == 2)
    }
    if isPlain { return length <= longest || allowsPairs && length == 2 }
    return shapes.base[Int(left)].joins(shapes.base[Int(right)], rules)
  }

  /// Notes the symbol that a pair became, which has the next number.
  mutating func append(joining left: UInt32, _ right: UInt32) {
    if !isPlain { shapes.append(shapes.base[Int(left)] + shapes.base[Int(right)]) }
    if spans.count > 0 { spans.append(spans.base[Int(left)] + spans.base[Int(right)]) }
  }
}

import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An endless made-up text.
struct MadeText {
  private let random: KeyedRandom
  private let decomposedPercent: Int
  private var draw: UInt64 = 0
  private var vocabulary = WordMaker()
  private(set) var words = 0

  private static let k = 17.84
  private static let beta = 0.614

  init(seed: UInt64, decomposedPercent: Int) {
    random = KeyedRandom(seed: seed, stream: 1)
    self.decomposedPercent = decomposedPercent
    vocabulary.seed(seed)
  }

  var distinct: Int { vocabulary.count }

  /// Whole lines of about so many bytes.
  mutating func nextLines(about size: Int) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(size + 4096)
    while text.count < size { addLine(to: &text) }
    return text
  }

  /// A line of 23 words in the mean, at least 3.
  private mutating func addLine(to text: inout [UInt8]) {
    let isDecomposed = decomposedPercent > 0 && below(100) < decomposedPercent
    let count = 3 + below(41)
    for index in 0..<count {
      if index > 0 { text.append(0x20) }
      words += 1
      // The rounding of the power differs between machines in the last bit at most.
      let wanted = Int(Self.k * pow(Double(words), Self.beta))
      let number = vocabulary.count < min(wanted, words) ? vocabulary.add() : old()
      vocabulary.append(number, decomposed: isDecomposed, to: &text)
    }
    text.append(0x0A)
  }

  private mutating func old() -> Int {
    draw += 1
    let age = exp(random.unit(draw) * log(Double(vocabulary.count)))
    return min(vocabulary.count - 1, Int(age) - 1)
  }

  private mutating func below(_ bound: Int) -> Int {
    draw += 1
    return random.below(bound, draw)
  }
}

import Groundwork

/// Makes distinct words, the first ones short; each is consonants and vowels in turn.
struct WordMaker {
  private var table = ByteTable()
  private var random = KeyedRandom(seed: 1, stream: 2)
  private var draw: UInt64 = 0

  /// Frequencies per thousand letters in Lithuanian text.
  private static let vowels: [(String, Int)] = [
    ("i", 136), ("a", 105), ("o", 66), ("e", 55), ("u", 42), ("y", 19), ("ų", 15), ("ė", 12), ("į", 8), ("ą", 7),
    ("ū", 3), ("ę", 1),
  ]
  private static let consonants: [(String, Int)] = [
    ("s", 88), ("t", 71), ("r", 56), ("n", 53), ("m", 39), ("k", 38), ("p", 31), ("l", 28), ("d", 25), ("v", 22),
    ("j", 20), ("g", 16), ("b", 14), ("š", 9), ("c", 6), ("ž", 6), ("f", 3), ("č", 3), ("z", 2),
  ]
  /// A table with an entry for each thousandth.
  private static let vowelTable = vowels.flatMap { Array(repeating: Array($0.0.utf8), count: $0.1) }
  private static let consonantTable = consonants.flatMap {
    Array(repeating: Array($0.0.utf8), count: $0.1)
  }

  mutating func seed(_ seed: UInt64) { random = KeyedRandom(seed: seed, stream: 2) }

  var count: Int { table.count }

  /// Adds a word and gives its number.
  mutating func add() -> Int {
    let letters =
      switch table.count {
      case ..<40: 1 + below(3)
      case ..<400: 3 + below(5)
      case ..<4000: 5 + below(6)
      default: 6 + below(9)
      }
    var word: [UInt8] = []
    var isVowel = below(3) == 0
    for _ in 0..<letters { addLetter(to: &word, &isVowel) }
    // Some types carry a mark or a capital, as white-space words do.
    let kind = below(100)
    if kind < 8, word[0] >= 0x61, word[0] <= 0x7A { word[0] &= 0xDF }
    while true {
      let spelt = word + (kind >= 92 ? Array(".".utf8) : kind >= 82 ? Array(",".utf8) : [])
      let added = spelt.withUnsafeBufferPointer { table.insert($0) }
      if added.isNew { return added.number }
      addLetter(to: &word, &isVowel)
    }
  }

  /// Writes a word.
  func append(_ number: Int, decomposed: Bool, to text: inout [UInt8]) {
    let word = table.bytes[table.range(number)]
    if decomposed { Self.appendDecomposed(word, to: &text) } else { text.append(contentsOf: word) }
  }

  private mutating func addLetter(to word: inout [UInt8], _ isVowel: inout Bool) {
    if isVowel {
      word += Self.vowelTable[below(Self.vowelTable.count)]
      isVowel = below(8) == 0
    } else {
      word += Self.consonantTable[below(Self.consonantTable.count)]
      isVowel = below(4) > 0
    }
  }

  private static func appendDecomposed(_ word: ArraySlice<UInt8>, to text: inout [UInt8]) {
    var index = word.startIndex
    while index < word.endIndex {
      if word[index] < 0x80 {
        text.append(word[index])
        index += 1
        continue
      }
      switch (word[index], word[index + 1]) {
      case (0xC4, 0x85): text += [0x61, 0xCC, 0xA8]  // ą
      case (0xC4, 0x8D): text += [0x63, 0xCC, 0x8C]  // č
      case (0xC4, 0x97): text += [0x65, 0xCC, 0x87]  // ė
      case (0xC4, 0x99): text += [0x65, 0xCC, 0xA8]  // ę
      case (0xC4, 0xAF): text += [0x69, 0xCC, 0xA8]  // į
      case (0xC5, 0xA1): text += [0x73, 0xCC, 0x8C]  // š
      case (0xC5, 0xAB): text += [0x75, 0xCC, 0x84]  // ū
      case (0xC5, 0xB3): text += [0x75, 0xCC, 0xA8]  // ų
      case (0xC5, 0xBE): text += [0x7A, 0xCC, 0x8C]  // ž
      default: text += word[index...index + 1]
      }
      index += 2
    }
  }

  private mutating func below(_ bound: Int) -> Int {
    draw += 1
    return random.below(bound, draw)
  }
}

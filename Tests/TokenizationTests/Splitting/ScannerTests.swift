import Groundwork
import Testing
import Tokenization

/// The ends of all pieces, asked for `batch` at a time.
func pieceEnds(_ splitter: any Splitter, _ text: [UInt8], batch: Int = 7) -> [Int] {
  let buffer = UnsafeMutableBufferPointer<Int>.allocate(capacity: batch)
  defer { buffer.deallocate() }
  return text.withUnsafeBufferPointer { text in
    var all: [Int] = []
    var start = 0
    while true {
      let count = splitter.nextEnds(buffer, from: start, in: text)
      all += buffer[..<count]
      if count < batch { return all }
      start = buffer[count - 1]
    }
  }
}

@Suite struct ScannerTests {
  /// One scalar for each way that the patterns treat one.
  static let representatives: [Unicode.Scalar] = [
    "s", "L", "\u{1C5}", "中", "\u{301}", "1", " ", "\t", "\n", "'", "/", "\u{17F}",
  ]

  /// Scalars that are easy to get wrong.
  static let nasty: [Unicode.Scalar] = Array(
    ("aAbBsStTlLrReEvVmMdDkK\u{212A}1٢½Ⅷ'’ſ \t\u{A0}\u{85}\u{2028}\u{3000}\r\n\n.,!/_-×÷ª"
      + "ąŽǅʰµßİıСлово中ก\u{301}\u{E34}\u{93E}\u{488}😀한𝐀\u{10FFFF}   ''")
      .unicodeScalars)

  @Test(arguments: SplitPattern.all + SplitPattern.ofLlamaCpp)
  func agreesWithReferenceOnAllShortStrings(pattern: SplitPattern) {
    let reference = ReferencePattern(pattern.text)
    let splitter = pattern.makeSplitter()
    var wrong: String?
    func extend(_ text: String, _ left: Int) {
      if left == 0 || wrong != nil { return }
      for scalar in Self.representatives {
        var longer = text
        longer.unicodeScalars.append(scalar)
        if pieceEnds(splitter, Array(longer.utf8)) != reference.ends(longer) { wrong = longer }
        extend(longer, left - 1)
      }
    }
    extend("", 4)
    #expect(wrong == nil)
  }

  @Test(arguments: SplitPattern.all + SplitPattern.ofLlamaCpp)
  func agreesWithReferenceOnRandomStrings(pattern: SplitPattern) {
    let spellings = ([pattern.text] + pattern.equalTexts).map { ReferencePattern($0) }
    let splitter = pattern.makeSplitter()
    let random = KeyedRandom(seed: 1, stream: 1)
    var draw: UInt64 = 0
    func next(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    for round in 0..<1500 {
      let alphabet = round % 2 == 0 ? Self.nasty : Self.representatives
      var text = ""
      for _ in 0...next(16) { text.unicodeScalars.append(alphabet[next(alphabet.count)]) }
      let ends = pieceEnds(splitter, Array(text.utf8), batch: 1 + round % 5)
      #expect(ends.last == text.utf8.count)
      for reference in spellings where reference.ends(text) != ends {
        Issue.record("\(pattern.name) cuts \(text.debugDescription) at \(ends)")
      }
    }
  }

  /// Words of every length at every distance from the text's end: the scanner reads eight bytes at once.
  @Test(arguments: SplitPattern.all + SplitPattern.ofLlamaCpp)
  func wordsMayEndAnywhere(pattern: SplitPattern) {
    let reference = ReferencePattern(pattern.text)
    let splitter = pattern.makeSplitter()
    for letter in ["a", "ą", "Ж", "é", "中", "aą", "ąa", "aé", "xСy", "ʼa"] {
      for length in 0..<20 {
        for after in ["", " ", "1", ".ą", "Ą", " abcdefgh"] {
          let text = String(repeating: letter, count: length) + after
          #expect(pieceEnds(splitter, Array(text.utf8)) == reference.ends(text), "\(text)")
        }
      }
    }
  }

  @Test(arguments: SplitPattern.all + SplitPattern.ofLlamaCpp)
  func anyBytesAreCovered(pattern: SplitPattern) {
    let splitter = pattern.makeSplitter()
    let random = KeyedRandom(seed: 2, stream: 1)
    let bytes: [UInt8] = [
      0x00, 0x20, 0x27, 0x61, 0x80, 0xBF, 0xC0, 0xC4, 0xC5, 0xE2, 0xF0, 0xF4, 0xFF,
    ]
    for round in 0..<1000 {
      let text = (0..<UInt64(round % 24)).map {
        bytes[random.below(bytes.count, UInt64(round) * 24 + $0)]
      }
      let ends = pieceEnds(splitter, text)
      #expect(ends.last ?? 0 == text.count)
      #expect(zip([0] + ends, ends).allSatisfy { $0 < $1 })
    }
  }

  /// Runs on which backtracking engines fail or take quadratic time.
  @Test(arguments: SplitPattern.all + SplitPattern.ofLlamaCpp)
  func longRunsTakeLinearTime(pattern: SplitPattern) {
    let splitter = pattern.makeSplitter()
    let count = 200_000
    for unit in ["a", "A", " ", "\n", "1", "!", "中", "\u{301}"] {
      let text = Array(String(repeating: unit, count: count).utf8)
      for ending in ["", "x", " !"] {
        let ends = pieceEnds(splitter, text + Array(ending.utf8), batch: 4096)
        #expect(ends.last == text.count + ending.utf8.count)
      }
    }
    let clock = ContinuousClock()
    let text = [UInt8](repeating: 0x20, count: 1_000_000) + [0x61]
    let time = clock.measure { #expect(pieceEnds(splitter, text).count == 2) }
    #expect(time < .seconds(10))
  }
}

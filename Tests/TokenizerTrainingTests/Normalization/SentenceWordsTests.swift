import Counting
import Groundwork
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

/// Words that are normalized once each against sentences that are normalized whole.
@Suite struct SentenceWordsTests {
  /// What stands in the way of taking words one by one, among what does not.
  private static let parts = [
    "a", "s", "ą", "dar", "ilgesnis žodis kaip šis", " ", " ", "  ", "\u{A0}", "¨", "\u{30C}",
    "\u{2581}", "\u{2585}", "\u{FDFA}", "\u{200B}", "\u{7}", "\u{AD}", "😀", "<s>", "\t", "ﬁ", "Å",
    "\u{2003}", "…", "e\u{301}", "\u{3000}", "カ\u{3099}", "\n", "\r",
  ]

  private static func texts(_ count: Int, seed: UInt64) -> [String] {
    let random = KeyedRandom(seed: seed, stream: 8)
    return (0..<count).map { text in
      let length = random.below(14, UInt64(text * 100))
      return (0..<length).map {
        parts[random.below(parts.count, UInt64(text * 100 + $0 + 1))]
      }.joined()
    }
  }

  /// The slow, obvious counter: each line whole, then its boundaries, then its marks.
  private static func count(_ texts: [String], _ rule: SentenceRule) -> [[UInt8]: UInt64] {
    let mark: [UInt8] = [0xE2, 0x96, 0x81]
    let reserved: [UInt8] = [0xE2, 0x96, 0x85]
    var result: [[UInt8]: UInt64] = [:]
    for text in texts {
      for line in Array(text.utf8).split(separator: 0x0A) {
        if rule.skipsReserved, line.indices.contains(where: { line[$0...].starts(with: reserved) })
        {
          continue
        }
        let normalized = rule.normalizer.normalize(Array(line))
        var bytes: [UInt8] = []
        var rest = normalized[...]
        while let first = rest.first {
          if let found = rule.boundaries.filter({ rest.starts(with: $0) }).max(by: {
            $0.count < $1.count
          }) {
            bytes.append(SentenceRule.boundary)
            rest = rest.dropFirst(found.count)
          } else {
            bytes.append(first)
            rest = rest.dropFirst()
          }
        }
        if bytes.isEmpty { continue }
        if rule.marksEnds { bytes.append(0xFE) }
        var word: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
          if index > 0, bytes[index...].starts(with: mark) {
            result[word, default: 0] += 1
            word = []
          }
          word.append(byte)
        }
        result[word, default: 0] += 1
      }
    }
    return result
  }

  private static func normalizers() throws -> [(name: String, SentencePieceNormalizer)] {
    var all: [(String, SentencePieceNormalizer)] = []
    for name in ["identity", "nmt_nfkc", "nfkc_cf"] {
      all.append((name, try TrainingNormalization(named: name).normalizer()))
    }
    // Rules that read over spaces, make gaps or make marks.
    let rules = [
      "73 20 61\t78", "20 61\t62", "61\t62 20 20", "61\t2581", "61\t20", "61\t",
      "61 10D\t20 62 20", "64\t20 61 20",
    ]
    for rule in rules {
      let compiled = try NormalizationRules(parsing: Array((rule + "\n").utf8), file: "x.tsv")
      all.append(
        (
          rule,
          try TrainingNormalization(name: "user_defined", charsmap: compiled.compiled())
            .normalizer()
        ))
    }
    return all
  }

  @Test func wordsAreThoseOfWholeSentences() throws {
    let texts = Self.texts(400, seed: 1)
    for (name, normalizer) in try Self.normalizers() {
      for (marksEnds, boundaries) in [
        (false, []), (true, []), (false, ["<s>", "ar"]), (true, ["<s>"]), (false, ["\u{2581}a"]),
      ] as [(Bool, [String])] {
        var rule = SentenceRule(
          normalizer: normalizer, boundaries: boundaries.map { Array($0.utf8) })
        rule.marksEnds = marksEnds
        rule.skipsReserved = marksEnds
        let expected = Self.count(texts, rule)
        for (workers, size) in [(1, 400), (2, 100)] {
          let counter = PieceCounter(rule: .sentences(rule), pool: WorkerPool(workers: workers))
          var first = 0
          while first < texts.count {
            try counter.count(TextBatch(texts[first..<min(first + size, texts.count)]))
            first += size
          }
          let table = counter.finish()
          var found: [[UInt8]: UInt64] = [:]
          for index in 0..<table.count { found[Array(table[index])] = table.counts[index] }
          #expect(found == expected, "\(name), \(boundaries), ends \(marksEnds)")
        }
      }
    }
  }

  @Test func weightsAndLimitsChangeNothing() throws {
    let texts = Self.texts(600, seed: 2)
    var rule = SentenceRule(normalizer: try TrainingNormalization(named: "nmt_nfkc").normalizer())
    rule.marksEnds = true
    let expected = Self.count(texts, rule).mapValues { $0 * 6 }
    let counter = PieceCounter(
      rule: .sentences(rule), pool: WorkerPool(workers: 2), maxMemory: 1 << 12)
    var batch = TextBatch()
    for text in texts { batch.append(text.utf8, weight: 3) }
    try counter.count(batch, weight: 2)
    var found: [[UInt8]: UInt64] = [:]
    try counter.finishSorted().forEach { (piece, count) throws(Failure) in
      found[Array(piece)] = count
    }
    #expect(found == expected)
  }
}

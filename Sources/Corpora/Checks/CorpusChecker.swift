import Groundwork
import Segmentation

/// Looks through a corpus for what makes its numbers doubtful, in one pass.
///
/// Owned by one thread. Memory: 16 bytes for each distinct document, 300 for each of the first
/// `nearLimit`, and what the evaluation text takes. Of repeats only 64-bit hashes are held: two of n
/// documents are taken for one with a chance of about n² / 2⁶⁵. Documents without words are passed over.
public final class CorpusChecker {
  /// What is looked for.
  public struct Options: Sendable {
    /// The language that the corpus should be in; nil looks at no language.
    public var language: Language?
    /// Whether near repeats are looked for.
    public var findsNearRepeats = true
    /// How many places are kept of each finding.
    public var samples = 3
    /// How many documents are looked at for near repeats.
    public var nearLimit = 1_000_000
    /// How many documents, drawn evenly, a language is guessed of.
    public var guessed = 2_000

    /// Creates options that look for everything but a language.
    public init() {}
  }

  private let options: Options
  private let overlap: TextOverlap?
  private let hasher: LineHasher
  private let normalizer: TextNormalizer
  private let letters: ExemplarLetters?
  @exclusivity(unchecked) private var file = ""
  @exclusivity(unchecked) private var number = 0
  @exclusivity(unchecked) private var documents = 0
  @exclusivity(unchecked) private var nearDocuments = 0
  @exclusivity(unchecked) private var seen = HashSet()
  /// The hashes of the texts that come next.
  @exclusivity(unchecked) private var hashes: [UInt64] = []
  @exclusivity(unchecked) private var touched: UInt64 = 0
  @exclusivity(unchecked) private var near = NearRepeats()
  /// Where each document of `near` stands.
  @exclusivity(unchecked) private var nearPlaces: [(file: Int32, number: Int32)] = []
  @exclusivity(unchecked) private var files: [String] = []
  @exclusivity(unchecked) private var sample: DocumentSample
  @exclusivity(unchecked) private var builders: [CorpusFinding.Kind: FindingBuilder] = [:]

  /// Starts a check.
  ///
  /// - Parameters:
  ///   - options: what is looked for.
  ///   - overlap: the evaluation text, all of it added; nil where there is none.
  public init(_ options: Options = Options(), overlap: TextOverlap? = nil) throws(Failure) {
    self.options = options
    self.overlap = overlap
    hasher = try LineHasher(run: 5)
    normalizer = try TextNormalizer(TextForm(.nfc))
    letters = options.language.flatMap(ExemplarLetters.init)
    sample = DocumentSample(most: options.guessed)
  }

  /// Whether foreign letters can be told: CLDR knows the language's.
  public var knowsLetters: Bool { letters != nil }

  /// Says which file the next batches are of.
  public func begin(_ file: String) {
    self.file = file
    number = 0
    files.append(file)
  }

  /// Looks through a batch.
  public func add(_ batch: TextBatch) throws(Failure) {
    try add(batch, first: batch.count)
  }

  /// Looks through the first texts of a batch; after fewer than all, places in the file are no longer told
  /// rightly.
  public func add(_ batch: TextBatch, first count: Int) throws(Failure) {
    try batch.forEachText { (index, text) throws(Failure) in
      if index >= count { return }
      if index % Self.ahead == 0 { hash(batch, from: index, to: min(index + Self.ahead, count)) }
      number += 1
      if !WhiteSpace.isBlank(text) { try look(at: text, hash: hashes[index % Self.ahead]) }
    }
  }

  /// How many texts are hashed ahead, so that the set of those seen need not be waited for.
  private static let ahead = 32

  private func hash(_ batch: TextBatch, from first: Int, to end: Int) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      hashes.removeAll(keepingCapacity: true)
      for index in first..<end {
        hashes.append(byteHash(UnsafeBufferPointer(rebasing: bytes[batch.range(index)])))
      }
    }
    touched ^= seen.touch(hashes)
  }

  private func look(at text: UnsafeBufferPointer<UInt8>, hash: UInt64) throws(Failure) {
    documents += 1
    let isNew = seen.insert(hash)
    if !isNew { found(.repeated, text) }
    let doubts = Doubts(text)
    if doubts.holdsReplacement { found(.replacement, text) }
    if doubts.holdsControl { found(.control, text) }
    if Mojibake.isSuspected(in: text) { found(.mojibake, text) }
    if try normalizer.withNormalized(text, { _, changed in changed }) { found(.notNFC, text) }
    if let letters, Self.isForeign(text, letters) { found(.foreignLetters, text) }
    if let overlap {
      let shared = try overlap.overlap(of: text)
      if shared.isExact {
        found(.inEvaluation, text)
      } else if shared.sharesRun {
        found(.sharesWithEvaluation, text)
      }
    }
    if isNew, options.findsNearRepeats, nearDocuments < options.nearLimit {
      try lookForNearRepeat(text)
    }
    if options.language != nil, text.count >= LanguageGuesser.shortest {
      sample.offer(file, number, text)
    }
  }

  private func lookForNearRepeat(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
    nearDocuments += 1
    guard try hasher.hash(text) != nil, !hasher.runs.isEmpty else { return }
    nearPlaces.append((Int32(files.count - 1), Int32(clamping: number)))
    guard let earlier = near.add(hasher.runs) else { return }
    let place = nearPlaces[earlier]
    let words = "\(FindingBuilder.start(of: text)) ≈ \(files[Int(place.file)]):\(place.number)"
    builder(.nearRepeated) { $0.add(file, number, words) }
  }

  private func found(_ kind: CorpusFinding.Kind, _ text: UnsafeBufferPointer<UInt8>) {
    builder(kind) { $0.add(file, number, text) }
  }

  private func builder(_ kind: CorpusFinding.Kind, _ change: (inout FindingBuilder) -> Void) {
    change(&builders[kind, default: FindingBuilder(kind, samples: options.samples)])
  }

  /// Whether more than a fifth of a text's letters, and at least three, are none of the language's.
  private static func isForeign(
    _ text: UnsafeBufferPointer<UInt8>, _ letters: ExemplarLetters
  ) -> Bool {
    var all = 0
    var foreign = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars
    where scalar.properties.isAlphabetic {
      all += 1
      if !letters.contains(scalar.value) { foreign += 1 }
    }
    return foreign >= 3 && foreign * 5 > all
  }

  /// What was found, in the order of the kinds; empty where nothing was.
  ///
  /// - Parameter guesser: guesses languages; nil where this machine has no fingerprints.
  public func findings(_ guesser: LanguageGuesser?) -> [CorpusFinding] {
    var findings: [CorpusFinding] = []
    for kind in CorpusFinding.Kind.allCases {
      if kind == .otherLanguage, let guesser, let finding = guessed(guesser) {
        findings.append(finding)
      }
      let total = kind == .nearRepeated ? nearDocuments : documents
      if let finding = builders[kind]?.finding(of: total) { findings.append(finding) }
    }
    return findings
  }

  private func guessed(_ guesser: LanguageGuesser) -> CorpusFinding? {
    guard let language = options.language else { return nil }
    var builder = FindingBuilder(.otherLanguage, samples: options.samples)
    for document in sample.documents {
      document.text.withUnsafeBufferPointer { text in
        let guess = guesser.guess(text)
        if !LanguageGuesser.allows(language, guess), case .languages(let names) = guess {
          let words = "[\(names.first ?? "")] \(FindingBuilder.start(of: text))"
          builder.add(document.file, document.number, words)
        }
      }
    }
    return builder.finding(of: sample.documents.count)
  }
}

/// Scalars that a text should not hold.
private struct Doubts {
  var holdsReplacement = false
  var holdsControl = false

  init(_ text: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(text)
    var index = 0
    while index < text.count {
      if index + 8 <= text.count,
        !Self.mayHold(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      {
        index += 8
        continue
      }
      let end = min(index + 8, text.count)
      while index < end {
        look(at: index, in: text)
        index += 1
      }
    }
  }

  /// Whether one of eight bytes is below a space, or U+007F, or begins U+0080–U+00BF or U+F000–U+FFFF.
  @inline(__always)
  private static func mayHold(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    // The high bit of bytes that are zero; bytes above such a one may have it too, which costs a look.
    func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
    let low = (word &- ones &* 0x20) & ~word & highs
    return low | zeros(word ^ (ones &* 0x7F)) | zeros(word ^ (ones &* 0xC2))
      | zeros(word ^ (ones &* 0xEF)) != 0
  }

  private mutating func look(at index: Int, in text: UnsafeBufferPointer<UInt8>) {
    let byte = text[index]
    if byte < 0x20 {
      holdsControl = holdsControl || byte != 0x09
    } else if byte == 0x7F {
      holdsControl = true
    } else if byte == 0xC2 {
      holdsControl = holdsControl || (text[index + 1] < 0xA0 && text[index + 1] != 0x85)
    } else if byte == 0xEF, text[index + 1] == 0xBF, text[index + 2] == 0xBD {
      holdsReplacement = true
    }
  }
}

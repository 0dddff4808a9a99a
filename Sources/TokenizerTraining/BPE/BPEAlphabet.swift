import Counting
import Groundwork
import Tokenization

/// The letters that merging starts from, and the way from a piece to its letters.
struct BPEAlphabet {
  /// The letters' bytes, which have the first symbols.
  private(set) var letters = TokenList()
  /// The letters' ids where ties are decided by ids; empty where they are the symbols' numbers.
  private(set) var ids: [UInt32] = []
  /// The letters' code points; empty for bytes.
  private(set) var scalars: [UInt32] = []
  /// The share of all scalars' occurrences that have a letter, 1 for bytes.
  private(set) var coverage = 1.0
  /// Whether what has no letter is left out, so that its neighbours meet; otherwise no pair crosses it.
  private let dropsOthers: Bool
  /// The letter of each byte, where letters are bytes.
  private var byteLetters: [UInt32] = []
  /// The letter of each scalar by page of 256, `noSymbol` for one without; empty pages have none.
  private var pages: [[UInt32]] = []

  /// An alphabet of letters that no text is spelled with: rows of them stand already.
  init(letters: TokenList) {
    self.letters = letters
    dropsOthers = false
  }

  /// Makes the alphabet of a text.
  init(_ options: BPETrainingOptions, counts: PieceTable) {
    dropsOthers = options.likeness == .huggingFace
    switch (options.alphabet, options.likeness) {
    case (.bytes, .huggingFace): chooseByteLetters(options, counts)
    case (.bytes, _):
      for byte in 0..<256 { letters.append(CollectionOfOne(UInt8(byte))) }
      byteLetters = (0..<256).map { $0 }
    case (.characters, .huggingFace): chooseLimited(options, CharacterCounts(counts))
    case (.characters(let coverage, _), _):
      let chosen = ChosenCharacters(
        CharacterCounts(counts), coverage: Float(coverage),
        required: options.requiredCharacters,
        reserves: options.likeness == .sentencePiece || !options.symbols.userDefined.isEmpty)
      pages = [[UInt32]](repeating: [], count: 0x1101)
      for (scalar, _) in chosen.characters { add(scalar) }
      self.coverage = chosen.coverage
    }
  }

  /// Writes the letters of a piece, `noSymbol` for what has none, and gives their number, which is not
  /// above that of its bytes.
  func spell(
    _ piece: UnsafeBufferPointer<UInt8>, into symbols: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var count = 0
    if pages.isEmpty {
      for byte in piece {
        let symbol = byteLetters[Int(byte)]
        if symbol == noSymbol, dropsOthers { continue }
        symbols[count] = symbol
        count += 1
      }
      return count
    }
    var index = 0
    while index < piece.count {
      let (scalar, width) = decodeScalar(in: piece, at: index)
      index += width
      let page = pages[Int(scalar >> 8)]
      let symbol = page.isEmpty ? noSymbol : page[Int(scalar & 0xFF)]
      if symbol == noSymbol, dropsOthers { continue }
      symbols[count] = symbol
      count += 1
    }
    return count
  }

  private mutating func add(_ scalar: UInt32) {
    guard let value = Unicode.Scalar(scalar) else { return }
    let page = Int(scalar >> 8)
    if pages[page].isEmpty { pages[page] = [UInt32](repeating: noSymbol, count: 256) }
    pages[page][Int(scalar & 0xFF)] = UInt32(letters.count)
    letters.append(String(value).utf8)
    scalars.append(scalar)
  }
}

extension BPEAlphabet {
  /// tokenizers' alphabet over the letters that `ByteLevel` writes for bytes: in the order of their code
  /// points.
  private mutating func chooseByteLetters(_ options: BPETrainingOptions, _ counts: PieceTable) {
    var seen = [UInt64](repeating: 0, count: 256)
    for piece in 0..<counts.count {
      for byte in counts[piece] { seen[Int(byte)] += counts.counts[piece] }
    }
    var entries = (0..<256).map { byte in
      (
        scalar: Self.byteLetter(byte).value,
        count: options.hasWholeByteAlphabet ? UInt64.max : seen[byte]
      )
    }
    entries.removeAll { $0.count == 0 }
    byteLetters = [UInt32](repeating: noSymbol, count: 256)
    let specials = options.specialIDs
    var next = UInt32(specials.count)
    let kept = Set(Self.limited(entries, to: options.limitAlphabet).map(\.scalar))
    let bytes = Dictionary(
      uniqueKeysWithValues: (0..<256).map { (Self.byteLetter($0).value, UInt8($0)) })
    for scalar in kept.sorted() {
      guard let byte = bytes[scalar] else { continue }
      byteLetters[Int(byte)] = UInt32(letters.count)
      letters.append(CollectionOfOne(byte))
      ids.append(Self.id(of: scalar, specials, &next))
    }
  }

  /// tokenizers' alphabet over characters: all that occur, or the most frequent, by code point; a special
  /// token of one character is a letter too.
  private mutating func chooseLimited(_ options: BPETrainingOptions, _ counts: CharacterCounts) {
    let entries = counts.counts.filter { $0.scalar < 0x11_0000 }
    let kept = Self.limited(entries, to: options.limitAlphabet).map(\.scalar)
    pages = [[UInt32]](repeating: [], count: 0x1101)
    let specials = options.specialIDs
    var next = UInt32(specials.count)
    let single = options.specials.compactMap { text in
      text.unicodeScalars.count == 1 ? text.unicodeScalars.first?.value : nil
    }
    for scalar in Set(kept).union(single).sorted() {
      add(scalar)
      ids.append(Self.id(of: scalar, specials, &next))
    }
    let all = entries.reduce(0.0) { $0 + Double($1.count) }
    let covered = Set(kept)
    let taken = entries.reduce(0.0) { $0 + (covered.contains($1.scalar) ? Double($1.count) : 0) }
    coverage = all > 0 ? taken / all : 1
  }

  /// The most frequent entries; of equally frequent ones the smaller code points, where tokenizers takes
  /// what its hash table gives.
  private static func limited(
    _ entries: [(scalar: UInt32, count: UInt64)], to limit: Int?
  ) -> [(scalar: UInt32, count: UInt64)] {
    guard let limit, entries.count > limit else { return entries }
    return Array(
      entries.sorted { $0.count != $1.count ? $0.count > $1.count : $0.scalar < $1.scalar }
        .prefix(limit))
  }

  private static func id(
    of scalar: UInt32, _ specials: [[UInt8]: UInt32], _ next: inout UInt32
  ) -> UInt32 {
    if let value = Unicode.Scalar(scalar), let id = specials[Array(String(value).utf8)] {
      return id
    }
    defer { next += 1 }
    return next
  }

  /// The character that `ByteLevel` writes for a byte.
  private static func byteLetter(_ byte: Int) -> Unicode.Scalar {
    String(decoding: ByteLevelAlphabet.letters[byte], as: UTF8.self).unicodeScalars.first ?? " "
  }
}

/// Stands where a piece ends, and for what has no letter: no pair is formed with it.
let noSymbol = UInt32.max

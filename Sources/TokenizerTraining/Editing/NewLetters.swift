import Counting

/// The characters of a text that a model of characters does not have, and should.
struct NewLetters {
  /// The characters, the most frequent first, then the smallest code point.
  let scalars: [UInt32]

  /// Chooses characters until those that have a token are the share asked for.
  ///
  /// - Parameters:
  ///   - pieces: the text.
  ///   - known: the characters that are known already.
  ///   - options: the share, the least count, the most characters.
  init(_ pieces: PieceTable, known: Set<UInt32>, _ options: ExtensionOptions) {
    var missing: [(scalar: UInt32, count: UInt64)] = []
    var (all, covered) = (0.0, 0.0)
    for entry in CharacterCounts(pieces).counts where entry.scalar < 0x11_0000 {
      all += Double(entry.count)
      if known.contains(entry.scalar) {
        covered += Double(entry.count)
      } else if entry.scalar != 0, entry.count >= options.minimumFrequency {
        missing.append(entry)
      }
    }
    missing.sort { $0.count != $1.count ? $0.count > $1.count : $0.scalar < $1.scalar }
    var chosen: [UInt32] = []
    for entry in missing {
      if chosen.count == options.count || covered >= options.characterCoverage * all { break }
      chosen.append(entry.scalar)
      covered += Double(entry.count)
    }
    scalars = chosen
  }
}

/// What a word must begin or end with for a rule to apply to it: a letter, `.` or `[ab]`, `[^ab]` for each place.
struct AffixCondition: Sendable, Hashable {
  /// One place: the letters that may stand there, or that may not.
  private struct Place: Sendable, Hashable {
    var letters: [UInt32] = []
    var isNegated = false

    func allows(_ letter: UInt32) -> Bool { letters.contains(letter) != isNegated }
  }

  private var places: [Place] = []

  /// How many letters the condition looks at.
  var count: Int { places.count }

  /// Reads a condition in UTF-8; `.` alone is none.
  ///
  /// Nil where a bracket is not closed, or is closed and not open.
  init?(_ text: [UInt8]) {
    let letters = String(decoding: text, as: UTF8.self).unicodeScalars.map(\.value)
    if letters == [0x2E] { return }
    var index = 0
    while index < letters.count {
      switch letters[index] {
      case 0x5B:
        guard let end = letters[index...].firstIndex(of: 0x5D) else { return nil }
        var inside = letters[(index + 1)..<end]
        let isNegated = inside.first == 0x5E
        if isNegated { inside.removeFirst() }
        if inside.isEmpty { return nil }
        places.append(Place(letters: Array(inside), isNegated: isNegated))
        index = end + 1
        continue
      case 0x5D: return nil
      case 0x2E: places.append(Place(isNegated: true))
      default: places.append(Place(letters: [letters[index]]))
      }
      index += 1
    }
  }

  /// Whether a word, as scalars, begins as it must.
  func holdsAtStart(of word: [UInt32]) -> Bool {
    word.count >= places.count && zip(places, word).allSatisfy { $0.allows($1) }
  }

  /// Whether a word, as scalars, ends as it must.
  func holdsAtEnd(of word: [UInt32]) -> Bool {
    word.count >= places.count
      && zip(places, word.suffix(places.count)).allSatisfy { $0.allows($1) }
  }
}

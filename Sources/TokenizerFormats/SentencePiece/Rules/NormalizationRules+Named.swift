import UnicodeTables

extension NormalizationRules {
  /// The names of sentencepiece's own rules, besides `identity`.
  public static let names = ["nmt_nfkc", "nfkc", "nmt_nfkc_cf", "nfkc_cf"]

  /// One of sentencepiece's own rules; nil for another name.
  ///
  /// Made from tables: what each scalar becomes, and which strings of decomposed scalars are composed.
  /// Every spelling of such a string gets a rule, as in the reference's `BuildNFKCMap`.
  public init?(named name: String) {
    guard Self.names.contains(name) else { return nil }
    var singles: [UInt32: [UInt32]] = [:]
    for (scalar, target) in SentencePieceMaps.singles { singles[scalar] = target }
    let strings = Self.compositions
    let spellings = Self.spellings(singles, strings)
    if name.hasPrefix("nmt") {
      // The wide tilde stays as it is.
      singles[0xFF5E] = nil
      for (scalar, target) in Self.machineTranslation { singles[scalar] = target }
    }
    var folds: [UInt32: UInt32] = [:]
    if name.hasSuffix("cf") {
      for (scalar, target) in SentencePieceMaps.folds { folds[scalar] = target }
    }
    var targets: [[UInt8]] = []
    var rules: [(source: PackedSource, target: Int)] = []
    rules.reserveCapacity(230_000)
    for string in strings {
      targets.append(Self.bytes([folds[string.target] ?? string.target]))
      Self.spell(string.source[...], PackedSource(), spellings) { source in
        rules.append((source, targets.count - 1))
      }
    }
    for (scalar, target) in singles {
      targets.append(Self.bytes(target.map { folds[$0] ?? $0 }))
      rules.append((Self.packed(scalar), targets.count - 1))
    }
    for (scalar, target) in folds where singles[scalar] == nil {
      targets.append(Self.bytes([target]))
      rules.append((Self.packed(scalar), targets.count - 1))
    }
    self.init(packed: &rules, targets: targets)
  }

  private typealias ScalarString = (source: [UInt32], target: UInt32)

  /// Strings of decomposed scalars that are composed.
  private static var compositions: [ScalarString] {
    var strings = SentencePieceMaps.compositions.map { (source: $0.source, target: $0.target) }
    for lead in UInt32(0)..<19 {
      for vowel in UInt32(0)..<21 {
        let syllable = 0xAC00 + (lead * 21 + vowel) * 28
        strings.append(([0x1100 + lead, 0x1161 + vowel], syllable))
        for tail in UInt32(1)..<28 {
          strings.append(([0x1100 + lead, 0x1161 + vowel, 0x11A7 + tail], syllable + tail))
        }
      }
    }
    return strings
  }

  /// The scalars that stand for one, besides itself, where that is not composed.
  private static func spellings(
    _ singles: [UInt32: [UInt32]], _ strings: [ScalarString]
  ) -> [UInt32: [UInt32]] {
    let composed = Set(strings.map(\.target))
    var spellings: [UInt32: [UInt32]] = [:]
    for (scalar, target) in singles where target.count == 1 && !composed.contains(target[0]) {
      spellings[target[0], default: []].append(scalar)
    }
    return spellings
  }

  /// Gives every spelling of a string, after what is spelled already.
  private static func spell(
    _ rest: ArraySlice<UInt32>, _ before: PackedSource, _ spellings: [UInt32: [UInt32]],
    _ take: (PackedSource) -> Void
  ) {
    guard let next = rest.first else { return take(before) }
    spell(rest.dropFirst(), adding(next, to: before), spellings, take)
    for value in spellings[next] ?? [] {
      spell(rest.dropFirst(), adding(value, to: before), spellings, take)
    }
  }

  private static func adding(_ value: UInt32, to source: PackedSource) -> PackedSource {
    var source = source
    if let scalar = Unicode.Scalar(value) { source.append(scalar) }
    return source
  }

  private static func packed(_ value: UInt32) -> PackedSource { adding(value, to: PackedSource()) }

  /// What the rules for machine translation add: control characters go, other white space is a space.
  private static let machineTranslation: [(scalar: UInt32, target: [UInt32])] = {
    var rules: [(scalar: UInt32, target: [UInt32])] = []
    for scalar in UInt32(1)...0x1F { rules.append((scalar, [])) }
    for scalar in [0x7F, 0x8F, 0x9F] as [UInt32] { rules.append((scalar, [])) }
    let spaces: [UInt32] = [
      0x09, 0x0A, 0x0C, 0x0D, 0x61C, 0x1680, 0x200B, 0x200C, 0x200E, 0x200F, 0x2028, 0x2029,
      0x2581, 0xFEFF, 0xFFFD,
    ]
    for scalar in spaces { rules.append((scalar, [0x20])) }
    return rules
  }()

  private static func bytes(_ scalars: [UInt32]) -> [UInt8] {
    var text: [UInt8] = []
    for value in scalars {
      if let scalar = Unicode.Scalar(value) { text += UTF8.encode(scalar) ?? .init() }
    }
    return text
  }
}

import Groundwork

/// The known forms whose pairs are looked at: all, or those with the least keyed hashes.
///
/// Which forms they are depends on the forms and the seed alone, never on their order.
struct FormSample: Sendable {
  /// The most forms in a sample: 33.5 million pairs.
  static let most = 8192

  /// The forms, by number.
  let forms: [Int]
  /// Which of them share a morpheme.
  let morphemes: SharedParts

  init(_ forms: AnalyzedForms, seed: UInt64, most: Int = Self.most) {
    var chosen = Array(0..<forms.count)
    if chosen.count > most {
      let random = KeyedRandom(seed: seed, stream: Bootstrap.stream("pairs of forms"))
      let keys = forms.bytes.withUnsafeBufferPointer { bytes in
        chosen.map {
          random.bits(byteHash(UnsafeBufferPointer(rebasing: bytes[forms.range($0)])))
        }
      }
      chosen.sort { one, other in
        if keys[one] != keys[other] { return keys[one] < keys[other] }
        return forms.bytes[forms.range(one)].lexicographicallyPrecedes(
          forms.bytes[forms.range(other)])
      }
      chosen.removeLast(chosen.count - most)
    }
    self.forms = chosen
    morphemes = SharedParts(chosen.map(forms.segments), of: forms.bytes)
  }
}

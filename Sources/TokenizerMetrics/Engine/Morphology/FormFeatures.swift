import Groundwork
import Morphology

/// The known forms whose features a provider names, in the order of their bytes.
struct FormFeatures: Sendable {
  /// The forms, by their numbers among the known ones.
  private(set) var forms: [Int] = []
  /// The features of each, by number.
  private(set) var features: [[UInt32]] = []

  /// No forms.
  init() {}

  /// Asks for the features of every known form.
  init(_ forms: AnalyzedForms, _ provider: any MorphemeProvider) {
    var names = ByteTable()
    let bytes = forms.bytes
    let order = (0..<forms.count).sorted {
      bytes[forms.range($0)].lexicographicallyPrecedes(bytes[forms.range($1)])
    }
    bytes.withUnsafeBufferPointer { bytes in
      for form in order {
        let found = provider.features(of: UnsafeBufferPointer(rebasing: bytes[forms.range(form)]))
        if found.isEmpty { continue }
        self.forms.append(form)
        features.append(
          found.map { name in
            UInt32(
              truncatingIfNeeded: name.withUnsafeBufferPointer { names.insert($0) }.number)
          })
      }
    }
  }

  /// How strongly the parts of the forms go with their features; `parts` has one list for each of `forms`.
  func alignment(_ parts: [[UInt32]]) -> Double? {
    FeatureAlignment(zip(features, parts).map { (features: $0, tokens: $1) }).score
  }

  /// The same, of parts by their places in some bytes; parts of equal bytes are one.
  func alignment(_ places: [[Range<Int>]], of bytes: [UInt8]) -> Double? {
    var table = ByteTable()
    return bytes.withUnsafeBufferPointer { bytes in
      alignment(
        places.map { parts in
          parts.map {
            UInt32(
              truncatingIfNeeded: table.insert(UnsafeBufferPointer(rebasing: bytes[$0])).number)
          }
        })
    }
  }
}

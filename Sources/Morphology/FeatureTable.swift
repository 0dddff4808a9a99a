import Groundwork

/// The morphological features that forms have, such as `Case=Gen` or `PL`: a set for each form, that of all its analyses
/// together.
struct FeatureTable: Sendable {
  private var forms = ByteTable()
  private var features: [[UInt8]] = []
  /// Indices in `features`, those of form n up to `ends[n]`, in the order of their bytes.
  private var lists: [UInt32] = []
  private var ends: [Int] = []

  /// Whether no form has features.
  var isEmpty: Bool { forms.count == 0 }

  /// Puts in order what was collected, in O(n log n).
  init(_ collector: FeatureCollector) {
    forms = collector.forms
    let order = collector.features.sortedNumbers
    features = order.map { Array(collector.features.bytes[collector.features.range($0)]) }
    var rank = [UInt64](repeating: 0, count: order.count)
    for (place, number) in order.enumerated() { rank[number] = UInt64(place) }
    var pairs = collector.pairs.map { $0.form << 32 | rank[Int($0.feature)] }
    pairs.sort()
    ends = [Int](repeating: 0, count: forms.count)
    var last: UInt64?
    for pair in pairs where pair != last {
      last = pair
      lists.append(UInt32(truncatingIfNeeded: pair))
      // Every form has a feature, so ends rise with the forms.
      ends[Int(pair >> 32)] = lists.count
    }
  }

  /// The features of a form, each once, in the order of their bytes; empty where none are known.
  func features(of form: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    guard let number = forms.number(of: form) else { return [] }
    return lists[(number == 0 ? 0 : ends[number - 1])..<ends[number]].map { features[Int($0)] }
  }
}

/// Takes in forms with their features, in any order and as often as a file has them.
struct FeatureCollector {
  fileprivate var forms = ByteTable()
  fileprivate var features = ByteTable()
  fileprivate var pairs: [(form: UInt64, feature: UInt32)] = []

  /// Takes a form in look-up form with its features, which `separator` parts; `_` is none.
  mutating func add(_ form: [UInt8], _ text: ArraySlice<UInt8>, separator: UInt8) {
    if form.isEmpty { return }
    for feature in text.split(separator: separator) where !feature.elementsEqual("_".utf8) {
      let number = form.withUnsafeBufferPointer { forms.insert($0) }.number
      let known = feature.withUnsafeBufferPointer { features.insert($0) }.number
      pairs.append((UInt64(number), UInt32(truncatingIfNeeded: known)))
    }
  }
}

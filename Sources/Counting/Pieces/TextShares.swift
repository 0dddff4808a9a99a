import Groundwork

extension TextBatch {
  /// The texts in runs of about 128 KB, to be shared out between workers.
  var shares: [Range<Int>] {
    var shares: [Range<Int>] = []
    var first = 0
    var start = 0
    for index in 0..<count where ends[index] - start >= 1 << 17 {
      shares.append(first..<index + 1)
      first = index + 1
      start = ends[index]
    }
    if first < count { shares.append(first..<count) }
    return shares
  }
}

import UnicodeTables

/// Decomposes, sorts and composes stretches of a text that normal forms treat alone.
struct StretchRewriter {
  private let form: FormNormalizer.Form
  private let tables = FormTables.shared
  private let canonical = ScalarMappings.canonical
  private let compatible = ScalarMappings.compatible
  private let output = Scratch<UInt8>(capacity: 64)
  private var scalars: [UInt32] = []
  /// For each scalar the offset of the source scalar that it is from.
  private var origins: [Int] = []
  private var kept = 0

  private init(_ form: FormNormalizer.Form) { self.form = form }

  /// Normalizes the bytes `start ..< end`, and starts rewriting when there is something to do.
  static func run(
    _ rewriter: inout StretchRewriter?, _ text: inout NormalizedText, _ form: FormNormalizer.Form,
    _ start: Int, _ end: Int
  ) {
    if rewriter == nil {
      rewriter = StretchRewriter(form)
      text.beginRewriting()
    }
    rewriter?.rewrite(&text, start, end)
  }

  /// Keeps what is left and ends rewriting.
  func finish(_ text: inout NormalizedText) {
    if text.count > kept { text.keep(text.count - kept) }
    text.endRewriting()
  }

  private mutating func rewrite(_ text: inout NormalizedText, _ start: Int, _ end: Int) {
    let source = text.bytes
    decompose(source, start, end)
    if form == .nfc || form == .nfkc { compose() }
    output.reserve(scalars.count * 4)
    var count = 0
    for scalar in scalars { count += encodeScalar(scalar, to: output.base + count) }
    if count == end - start, (0..<count).allSatisfy({ output.base[$0] == source[start + $0] }) {
      return
    }
    if start > kept { text.keep(start - kept) }
    writeGroups(&text, source, start, end)
    kept = end
  }

  /// Writes the scalars for those that they are from: after sorting, the first of each source scalar
  /// takes the place of the next source scalar, as in the reference.
  private func writeGroups(
    _ text: inout NormalizedText, _ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) {
    if form == .nfc || form == .nfkc {
      text.replace(end - start, with: output.base, scalars.reduce(0) { $0 + width($1) })
      return
    }
    var at = start
    var index = 0
    var written = 0
    while index < scalars.count {
      // A group: one scalar that is the first of its source scalar, and those behind it that are not.
      var last = index + 1
      var count = width(scalars[index])
      while last < scalars.count, origins[last] < 0 {
        count += width(scalars[last])
        last += 1
      }
      let length = at < end ? decodeScalar(source + at).length : 0
      if length > 0 {
        text.replace(length, with: output.base + written, count)
      } else {
        text.insert(output.base + written, count)
      }
      at += length
      written += count
      index = last
    }
    if at < end { text.drop(end - at) }
  }

  private func width(_ scalar: UInt32) -> Int {
    scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
  }

  /// Fills `scalars` with the decomposition in canonical order.
  private mutating func decompose(_ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    scalars.removeAll(keepingCapacity: true)
    origins.removeAll(keepingCapacity: true)
    var at = start
    var isSorted = true
    var lastClass: UInt8 = 0
    func add(_ scalar: UInt32, isFirst: Bool) {
      let order = tables.combiningClasses[scalar]
      if order != 0, order < lastClass { isSorted = false }
      lastClass = order
      scalars.append(scalar)
      origins.append(isFirst ? at : -1)
    }
    let isCompatible = form == .nfkd || form == .nfkc
    while at < end {
      let (scalar, length) = decodeScalar(source + at)
      if scalar < 0x80 {
        add(scalar, isFirst: true)
      } else if (0xAC00..<0xD7A4).contains(scalar) {
        let place = scalar - 0xAC00
        add(0x1100 + place / 588, isFirst: true)
        add(0x1161 + place % 588 / 28, isFirst: false)
        if place % 28 != 0 { add(0x11A7 + place % 28, isFirst: false) }
      } else if let mapped = (isCompatible ? compatible[scalar] : nil) ?? canonical[scalar] {
        var isFirst = true
        for part in mapped {
          add(part, isFirst: isFirst)
          isFirst = false
        }
      } else {
        add(scalar, isFirst: true)
      }
      at += length
    }
    if !isSorted { sort() }
  }

  /// Sorts each run of marks by class; marks of one class keep their order.
  private mutating func sort() {
    var start = 0
    while start < scalars.count {
      if tables.combiningClasses[scalars[start]] == 0 {
        start += 1
        continue
      }
      var end = start
      var keys: [UInt64] = []
      while end < scalars.count {
        let order = tables.combiningClasses[scalars[end]]
        if order == 0 { break }
        keys.append(UInt64(order) << 32 | UInt64(end))
        end += 1
      }
      keys.sort()
      let oldScalars = scalars[start..<end]
      let oldOrigins = origins[start..<end]
      for (offset, key) in keys.enumerated() {
        let from = Int(key & 0xFFFF_FFFF)
        scalars[start + offset] = oldScalars[from]
        origins[start + offset] = oldOrigins[from]
      }
      start = end
    }
  }

  /// Puts together what canonical composition puts together, in place.
  private mutating func compose() {
    var starter: Int?
    var lastClass: Int = -1
    var count = 0
    for index in 0..<scalars.count {
      let scalar = scalars[index]
      let order = Int(tables.combiningClasses[scalar])
      if let starter, lastClass < order || lastClass == -1,
        let whole = tables.composition(scalars[starter], scalar)
      {
        scalars[starter] = whole
        continue
      }
      if order == 0 {
        starter = count
        lastClass = -1
      } else {
        lastClass = order
      }
      scalars[count] = scalar
      count += 1
    }
    scalars.removeLast(scalars.count - count)
  }
}

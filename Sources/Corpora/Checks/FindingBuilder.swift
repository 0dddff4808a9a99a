/// Counts one kind of finding and keeps the first places.
struct FindingBuilder {
  private let kind: CorpusFinding.Kind
  private let most: Int
  private(set) var count = 0
  private var samples: [CorpusFinding.Sample] = []

  init(_ kind: CorpusFinding.Kind, samples: Int) {
    self.kind = kind
    most = samples
  }

  /// Counts one place.
  mutating func add(_ file: String, _ document: Int, _ text: UnsafeBufferPointer<UInt8>) {
    count += 1
    if samples.count < most {
      samples.append(.init(file: file, document: document, text: Self.start(of: text)))
    }
  }

  /// Counts one place that is described rather than shown.
  mutating func add(_ file: String, _ document: Int, _ words: String) {
    count += 1
    if samples.count < most { samples.append(.init(file: file, document: document, text: words)) }
  }

  /// The finding; nil where nothing was found.
  func finding(of total: Int) -> CorpusFinding? {
    count == 0 ? nil : CorpusFinding(kind: kind, count: count, total: total, samples: samples)
  }

  /// The first 80 scalars or so, for people.
  static func start(of text: UnsafeBufferPointer<UInt8>) -> String {
    let start = text.prefix(400)
    var scalars = String(decoding: start, as: UTF8.self).unicodeScalars.prefix(80)
    if start.count < text.count, scalars.last == "\u{FFFD}" { scalars.removeLast() }
    let isCut = scalars.reduce(0) { $0 + UTF8.width($1) } < text.count
    return String(String.UnicodeScalarView(scalars)) + (isCut ? "…" : "")
  }
}

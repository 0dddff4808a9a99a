import Benchmarking
import Groundwork
import Testing
import TokenizerMetrics

/// Nothing in a result's files is NaN or infinite, whatever the corpus: a number, or null and why.
@Suite final class FiniteResultTests {
  private let folder: TemporaryFolder
  private let ranks: String
  private let words: String

  init() throws {
    folder = try TemporaryFolder()
    ranks = joinPath(folder.path, "toy.tiktoken")
    var bytes: [UInt8] = []
    for (rank, token) in ((0...255).map { [$0] } + [[0x61, 0x62]]).enumerated() {
      Base64.encode(token.map { UInt8($0) }, into: &bytes)
      bytes.append(contentsOf: " \(rank)\n".utf8)
    }
    try AtomicFile.write(bytes, to: ranks)
    try AtomicFile.write(
      #"{"pat_str": "gpt2", "special_tokens": {}}"#, to: joinPath(folder.path, "toy.json"))
    words = joinPath(folder.path, "vocab.txt")
    try AtomicFile.write("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n", to: words)
  }

  private static let hostile = [
    "\n", "\n\n\n", " \n\t\n", "a\n", "a\n\n", "\n\na\n", "...\n!\n", "\u{FEFF}\n",
    "\u{200B}\n\u{AD}\n",
    "\u{0}\n", "ab ab\nab ab\nab ab\n", "ą\u{328}\u{328}\n", "😀\n日本\n",
    String(repeating: "x", count: 5000) + "\n", String(repeating: "\n", count: 300),
    String(repeating: "a\n", count: 300), String(repeating: "a b\n\n", count: 50), "a\u{2028}b\n",
    "a", "-\n-\n-\n", "1\n2\n3\n",
  ]

  /// Every number of a value, with the keys that lead to it.
  private func forEachNumber(_ value: JSONValue, _ path: String, _ body: (String, String) -> Void) {
    if case .number(let text) = value { body(path, text) }
    for member in value.members ?? [] { forEachNumber(member.value, "\(path).\(member.key)", body) }
    for (index, element) in (value.array ?? []).enumerated() {
      forEachNumber(element, "\(path)[\(index)]", body)
    }
  }

  private func check(_ manifest: Manifest, _ what: String) throws {
    let report = try Benchmark(
      manifest, locator: TokenizerLocator(), finder: InputFinder(folders: []),
      pool: WorkerPool(workers: 1)
    ).run()
    for file in report.files where file.name.hasSuffix(".json") {
      let json = try JSONValue(parsing: file.bytes, file: file.name)
      forEachNumber(json, file.name) { path, text in
        #expect(Double(text)?.isFinite == true, "\(what): \(path) is \(text)")
      }
    }
    for file in report.files where !file.name.hasSuffix(".json") {
      let text = String(decoding: file.bytes, as: UTF8.self).lowercased()
      for word in text.split(whereSeparator: { !$0.isLetter }) {
        #expect(word != "nan" && word != "inf" && word != "infinity", "\(what): \(file.name)")
      }
    }
    for row in report.result.rows {
      #expect(row.value != nil || row.why != nil, "\(what): \(row.metric)")
      #expect(row.low != nil || row.why != nil, "\(what): \(row.metric)")
      #expect([row.value, row.low, row.high].allSatisfy { $0?.isFinite ?? true })
    }
    for row in report.result.comparisons {
      #expect(row.ratio.isFinite && (row.p != nil || row.why != nil), "\(what): \(row.metric)")
    }
  }

  private func manifest() -> Manifest {
    var manifest = Manifest()
    manifest.tokenizers = [
      Manifest.Tokenizer(name: "toy", target: ranks), .init(name: "none", target: words),
      .init(name: "same", target: ranks),
    ]
    manifest.resampling.resamples = 30
    return manifest
  }

  @Test func ofHostileCorpora() throws {
    for (index, text) in Self.hostile.enumerated() {
      let path = joinPath(folder.path, "c\(index).txt")
      try AtomicFile.write(text, to: path)
      for unit in [ResamplingUnit.automatic, .document] {
        var manifest = manifest()
        manifest.resampling.unit = unit
        if index % 2 == 0 { manifest.baseline = "none" }
        if index % 3 == 0 { manifest.policy = [NamedText("punctuation", "dropped")] }
        if index % 3 == 1 { manifest.policy = [NamedText("leadingSpace", "bare")] }
        // Every metric is asked for by name, so that what cannot be measured must say why.
        if index % 4 > 1 { manifest.metrics = MetricList.records.map(\.id) }
        manifest.corpora = [
          Manifest.Corpus(
            name: "c", isParallel: false, files: [("lt", Manifest.File(path: path))])
        ]
        try check(manifest, "text \(index)")
      }
    }
  }

  @Test func ofHostilePairs() throws {
    let lines = ["", " ", "a", "...", "\u{AD}", "ab ab ab", "😀"]
    for seed in 0..<12 {
      let random = KeyedRandom(seed: UInt64(seed), stream: 3)
      let count = [1, 2, 25, 110][seed % 4]
      let names = ["eng_Latn", "lit_Latn", "pol_Latn"]
      let place = joinPath(folder.path, "p\(seed)")
      try createDirectory(place)
      for (language, name) in names.enumerated() {
        // The reference of every third is empty on all lines.
        let text = (0..<count).map { line in
          language == 0 && seed % 3 == 0
            ? "" : lines[random.below(lines.count, UInt64(line * 3 + language))]
        }
        try AtomicFile.write(
          text.joined(separator: "\n") + "\n", to: joinPath(place, "\(name).txt"))
      }
      var manifest = manifest()
      manifest.corpora = [Manifest.Corpus(name: "p", isParallel: true, folder: place)]
      manifest.reference = "eng_Latn"
      manifest.focus = "lit_Latn"
      if seed % 2 == 0 { manifest.baseline = "toy" }
      manifest.metrics = seed % 3 == 1 ? MetricList.records.map(\.id) : nil
      manifest.resampling.resamples = [0, 30, 1][seed % 3]
      try check(manifest, "pairs \(seed)")
    }
  }
}

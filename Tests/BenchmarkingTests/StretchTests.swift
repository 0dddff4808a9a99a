import Benchmarking
import Foundation
import Groundwork
import TestSupport
import Testing
import Tokenization

/// Texts cut before their single spaces have the pieces that they have as a whole.
@Suite struct StretchTests {
  private static let parts = [
    "labas", "a", "Ž", "漢字", "1", "2026", ".", "...", "'s", "-", "\u{2581}", "\u{A0}", "\u{3000}",
    "\u{200B}",
    "\u{AD}", "\u{1}", "\t", "\n", "\r\n", "\u{301}", "\u{A8}", "¨a", "\u{85}", "\u{2028}", "ﬁ",
    "🙂", "«", "“", "”",
    "<unk>", "\u{FEFF}", "\u{7F}", "İ",
  ]

  private static func texts(_ count: Int) -> [String] {
    let random = KeyedRandom(seed: 5, stream: 2)
    var next: UInt64 = 0
    func below(_ bound: Int) -> Int {
      next += 1
      return random.below(bound, next)
    }
    return (0..<count).map { _ in
      (0..<(1 + below(12))).map { _ in
        String(repeating: " ", count: [0, 1, 1, 1, 1, 2][below(6)]) + parts[below(parts.count)]
      }.joined()
    }
  }

  /// Stretches by the definition, scalar by scalar.
  private func stretches(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    func isOther(_ scalar: Unicode.Scalar) -> Bool {
      !scalar.properties.isWhitespace && scalar.value > 0x20 && scalar != "\u{2581}"
    }
    var stretches = [""]
    for (index, scalar) in scalars.enumerated() {
      if scalar == " ", index > 0, index + 1 < scalars.count, isOther(scalars[index - 1]),
        isOther(scalars[index + 1])
      {
        stretches.append("")
      }
      stretches[stretches.count - 1].unicodeScalars.append(scalar)
    }
    return stretches.filter { !$0.isEmpty }
  }

  private func found(_ text: String, room: Int) -> [String] {
    let bytes = Array(text.utf8)
    let ranges = UnsafeMutableBufferPointer<PieceRange>.allocate(capacity: room)
    defer { ranges.deallocate() }
    return bytes.withUnsafeBufferPointer { buffer in
      var cutter = StretchCutter(buffer)
      var found: [String] = []
      while true {
        let count = cutter.next(ranges)
        for range in ranges[..<count] {
          found.append(String(decoding: buffer[range.start..<range.end], as: UTF8.self))
        }
        if count < room { return found }
      }
    }
  }

  @Test(arguments: [1, 3, 256]) func cutsAreThoseOfTheDefinition(room: Int) {
    for text in Self.texts(2000) + [
      "", " ", "a", " a", "a ", "a b", " a b ", "aaaaaaa b", "aaaaaaaa b",
    ] {
      #expect(found(text, room: room) == stretches(text), "\(text.debugDescription)")
    }
  }

  private func pieces(_ cutter: any PieceCutter, _ text: String) -> [[UInt8]] {
    let bytes = Array(text.utf8)
    if bytes.isEmpty { return [] }
    let ranges = UnsafeMutableBufferPointer<PieceRange>.allocate(capacity: 256)
    defer { ranges.deallocate() }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let cut = cutter.begin(buffer) else { return [] }
      var found: [[UInt8]] = []
      while true {
        let count = cutter.next(ranges)
        for range in ranges[..<count] {
          found.append(
            Array(UnsafeBufferPointer(start: cut.bytes + range.start, count: range.count)))
        }
        if count < ranges.count { return found }
      }
    }
  }

  /// Every cutting of the fixtures and of the known patterns that says so keeps its word.
  @Test func piecesOfStretchesAreThoseOfTheText() throws {
    var cuttings: [(name: String, cutting: PieceCutting)] = []
    for pattern in SplitPattern.all {
      let tokenizer = try RankTokenizer(
        tokens: RankedTokens(inRankOrder: (0...255).map { [UInt8($0)] }),
        splitter: pattern.makeSplitter(),
        summary: TokenizerSummary(format: "tiktoken", model: "bpe", sha256: ""))
      if let cutting = tokenizer.pieceCutting { cuttings.append((pattern.name, cutting)) }
    }
    for folder in ["HuggingFace", "SentencePiece", "GGUF"] {
      let path = joinPath(SharedData.repository, "Tests/Fixtures/\(folder)")
      for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted() {
        guard let located = try? TokenizerLocator().load(joinPath(path, name)),
          let cutting = located.tokenizer.pieceCutting
        else { continue }
        cuttings.append(("\(folder)/\(name)", cutting))
      }
    }
    if SharedData.isPresent {
      for name in ["llama2", "mistral-v1", "t5-base", "nb-wikiall", "bpemb-en-100k"] {
        let path = SharedData.path("vocab/sentencepiece/\(name).model")
        guard let located = try? TokenizerLocator().load(path),
          let cutting = located.tokenizer.pieceCutting
        else { continue }
        cuttings.append((name, cutting))
      }
    }
    var rules: [PieceCutting.Spaces] = []
    for (name, cutting) in cuttings where cutting.spaces != .unknown {
      rules.append(cutting.spaces)
      let cutter = cutting.makeCutter()
      for text in Self.texts(1500) {
        guard let first = text.unicodeScalars.first,
          !first.properties.isWhitespace && first.value > 0x20 && first != "\u{2581}"
        else { continue }
        let parts = stretches(text).flatMap { stretch in
          let drops = cutting.spaces == .dropped && stretch.utf8.first == 0x20
          return pieces(cutter, drops ? String(stretch.unicodeScalars.dropFirst()) : stretch)
        }
        #expect(pieces(cutter, text) == parts, "\(name): \(text.debugDescription)")
      }
    }
    #expect(rules.contains(.kept) && rules.contains(.dropped))
  }
}

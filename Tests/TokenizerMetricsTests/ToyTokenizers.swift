import Groundwork
import Morphology
import Tokenization

@testable import TokenizerMetrics

/// A tokenizer with every oddity that spans may have: gaps, tokens of white space, tokens across
/// words, empty spans, single bytes of scalars, an unknown token.
///
/// It takes `step` bytes at a time, skips every seventh position, and puts an empty token before a
/// text where `marks` is set.
struct ToyTokenizer: Tokenizer {
  var step: Int
  var marks = false
  let vocabulary: Vocabulary
  let summary: TokenizerSummary

  init(step: Int, marks: Bool = false) {
    self.step = step
    self.marks = marks
    var vocabulary = Vocabulary()
    vocabulary.append([], kind: .unknown)
    for byte in UInt8.min...UInt8.max { vocabulary.append([byte]) }
    // Ids from 257: longer tokens, known by their length alone.
    for length in 2...9 { vocabulary.append([UInt8](repeating: 0x61, count: length)) }
    vocabulary.append([0x41], kind: .byte)
    self.vocabulary = vocabulary
    summary = TokenizerSummary(
      format: "toy", model: "steps", addsLeadingSpace: marks, sha256: "")
  }

  func makeEncoder() -> any TextEncoder { ToyEncoder(step: step, marks: marks) }
  func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] { [] }
}

private final class ToyEncoder: TextEncoder {
  let step: Int
  let marks: Bool

  init(step: Int, marks: Bool) {
    self.step = step
    self.marks = marks
  }

  func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
    var spans: [TokenSpan] = []
    encode(text, into: &ids, spans: &spans)
  }

  func encode(
    _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
  ) {
    if marks, !text.isEmpty {
      ids.append(257)
      spans.append(TokenSpan(start: 0, end: 0))
    }
    var position = 0
    while position < text.count {
      if position % 7 == 6 {
        position += 1
        continue
      }
      let end = min(text.count, position + 1 + (position + step) % step)
      let length = end - position
      if text[position] == 0x7A {
        ids.append(0)
      } else if text[position] == 0x41 {
        ids.append(265)
      } else {
        ids.append(length == 1 ? UInt32(text[position]) + 1 : UInt32(255 + min(length, 9)))
      }
      spans.append(TokenSpan(start: position, end: end))
      position = end
    }
  }
}

/// Cuts words of four and more bytes after the second and before the last scalar; knows no word that
/// starts with `b`.
struct ToyMorphemes: MorphemeProvider {
  let name = "toy"
  let language = "lt"
  let sha256 = ""

  func findCuts(of form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]) -> Bool {
    cuts.removeAll()
    if form.first == 0x62 { return false }
    let starts = form.indices.filter { form[$0] & 0xC0 != 0x80 }
    if starts.count >= 4 { cuts = [starts[2], starts[starts.count - 1]] }
    if cuts.count == 2, cuts[0] == cuts[1] { cuts.removeLast() }
    return true
  }

  func knowsSegment(
    _ piece: UnsafeBufferPointer<UInt8>, at position: SegmentPosition
  ) -> Bool { false }
}

/// A source over texts in memory, in batches of `batch` texts.
func source(
  _ corpus: String, _ language: String, _ texts: [String], parallel: Bool = false, batch: Int = 3,
  morphology: (any MorphemeProvider)? = nil, units: ResamplingUnits = .blocks
) -> LanguageSource {
  LanguageSource(
    corpus: corpus, language: language, isParallel: parallel, morphology: morphology, units: units
  ) { take throws(Failure) in
    var first = 0
    while first < texts.count {
      try take(TextBatch(texts[first..<min(first + batch, texts.count)]))
      first += batch
    }
  }
}

/// Random texts of letters, Lithuanian letters, digits, hyphens and white space; some are empty.
func randomTexts(_ count: Int, seed: UInt64) -> [String] {
  let random = KeyedRandom(seed: seed, stream: 7)
  let alphabet: [Character] = [
    "a", "b", "e", "k", "s", "t", "z", "A", "B", "ą", "č", "ė", "š", "ž", "Š", "1", "-", ".", ",",
    " ", " ", " ", "\u{A0}", "\u{2003}", "日", "😀", "\u{AD}",
  ]
  var draw: UInt64 = 0
  return (0..<count).map { _ in
    draw += 1
    let length = random.below(10, draw) == 0 ? 0 : random.below(60, draw &+ 1_000_000)
    return String(
      (0..<length).map { _ in
        draw += 1
        return alphabet[random.below(alphabet.count, draw)]
      })
  }
}

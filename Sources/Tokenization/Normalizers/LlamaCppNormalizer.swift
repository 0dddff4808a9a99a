/// What llama.cpp's Unigram models do to text: a charsmap, spaces as U+2581, one put before the text.
///
/// Definition: `normalize` of `llm_tokenizer_ugm_session` in llama.cpp's `src/llama-vocab.cpp`. It is
/// SentencePiece's but for three things: a space is put before the first scalar that is none, not before the
/// text; where runs of spaces become one, each word gets one, the first one too; and the longest text that
/// a user-defined token begins with is passed over by the charsmap, although it is no whole token.
public struct LlamaCppNormalizer: Normalizer {
  /// `llama.cpp`, and what it does.
  public let name: String
  private let charsmap: Charsmap?
  private let addsPrefix: Bool
  private let mergesSpaces: Bool
  /// The user-defined tokens, sorted.
  private let symbols: [[UInt8]]
  /// U+FFFD.
  private let replacement = FlatMemory<UInt8>([0xEF, 0xBF, 0xBD])

  /// Creates a normalizer.
  ///
  /// - Parameters:
  ///   - charsmap: the rules; nil for none.
  ///   - addsPrefix: whether a space is put before the text.
  ///   - mergesSpaces: whether spaces around words are made one.
  ///   - symbols: the user-defined tokens.
  public init(charsmap: Charsmap?, addsPrefix: Bool, mergesSpaces: Bool, symbols: [[UInt8]]) {
    self.charsmap = charsmap
    self.addsPrefix = addsPrefix
    self.mergesSpaces = mergesSpaces
    self.symbols = symbols.sorted { $0.lexicographicallyPrecedes($1) }
    name = "llama.cpp's (\(charsmap == nil ? "no charsmap" : "charsmap"))"
  }

  /// Rewrites step by step: a symbol's beginning, a rule of the charsmap, or a scalar.
  ///
  /// O(n × longest rule).
  public func normalize(_ text: inout NormalizedText) {
    let source = text.bytes
    let size = text.count
    var output: [UInt8] = []
    var isInWord = false
    var hasPrefix = false
    var at = 0
    text.beginRewriting()
    while at < size {
      let step = next(source + at, count: size - at)
      output.removeAll(keepingCapacity: true)
      for byte in step.bytes {
        if byte == 0x20 {
          isInWord = false
          if !mergesSpaces { output += Self.mark }
          continue
        }
        if !isInWord {
          isInWord = true
          if mergesSpaces || addsPrefix && !hasPrefix {
            hasPrefix = true
            // A mark that stands before a word has no source of its own.
            if output.isEmpty { text.insert(Self.mark, 3) } else { output += Self.mark }
          }
        }
        output.append(byte)
      }
      if output.isEmpty {
        text.drop(step.taken)
      } else if step.isKept, output.count == step.taken, output[0] != Self.mark[0] {
        text.keep(step.taken)
      } else {
        text.replace(step.taken, with: output, output.count)
      }
      at += step.taken
    }
    text.endRewriting()
  }

  private static let mark: [UInt8] = [0xE2, 0x96, 0x81]

  /// What the next bytes become.
  private func next(
    _ text: UnsafePointer<UInt8>, count: Int
  ) -> (bytes: UnsafeBufferPointer<UInt8>, taken: Int, isKept: Bool) {
    let symbol = symbols.isEmpty ? 0 : longestBeginning(text, count: count)
    if symbol > 0 { return (UnsafeBufferPointer(start: text, count: symbol), symbol, true) }
    if let charsmap, let rule = charsmap.longest(text, count: count) {
      return (rule.replacement, rule.length, false)
    }
    let length = Self.scalarLength(text, count: count)
    if length > 0 { return (UnsafeBufferPointer(start: text, count: length), length, true) }
    return (UnsafeBufferPointer(start: replacement.base, count: 3), 1, false)
  }

  /// The longest beginning of the text that some symbol begins with too.
  private func longestBeginning(_ text: UnsafePointer<UInt8>, count: Int) -> Int {
    var low = 0
    var high = symbols.count
    var length = 0
    while length < count {
      let byte = Int(text[length])
      low = bound(low, high) { length < $0.count ? Int($0[length]) < byte : true }
      high = bound(low, high) { length < $0.count && Int($0[length]) == byte }
      if low >= high { return length }
      length += 1
    }
    return length
  }

  private func bound(_ low: Int, _ high: Int, _ holds: ([UInt8]) -> Bool) -> Int {
    var low = low
    var high = high
    while low < high {
      let middle = (low + high) / 2
      if holds(symbols[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The length of the scalar at the start; 0 where its bytes are none, which a symbol's beginning that
  /// ends inside a scalar leaves behind.
  private static func scalarLength(_ text: UnsafePointer<UInt8>, count: Int) -> Int {
    let lead = text[0]
    let length = lead < 0x80 ? 1 : lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    return length <= count ? length : 0
  }
}

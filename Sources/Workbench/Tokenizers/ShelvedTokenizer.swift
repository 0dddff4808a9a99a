import Groundwork
import Segmentation
import Synchronization
import Tokenization
import TokenizerMetrics

/// A tokenizer of the workbench, with encoders whose caches live on between requests.
final class ShelvedTokenizer: Sendable {
  let name: String
  let tokenizer: any Tokenizer
  /// The size of the uploaded file; nil where the command line named the tokenizer.
  let uploadedBytes: Int?
  let specials: SpecialTokens
  private let table = Mutex<VocabularyTable?>(nil)
  private let prepared = Mutex<BenchmarkTokenizer?>(nil)
  private let encoders: [SpecialHandling: EncoderPool]

  init(_ tokenizer: any Tokenizer, name: String, uploadedBytes: Int? = nil) {
    self.tokenizer = tokenizer
    self.name = name
    self.uploadedBytes = uploadedBytes
    specials = SpecialTokens(tokenizer.specials)
    encoders = Dictionary(
      uniqueKeysWithValues: SpecialHandling.allCases.map { handling in
        (handling, EncoderPool(making: { tokenizer.makeEncoder(specials: handling) }))
      })
  }

  /// What can be asked of its tokens; made when it is first asked for.
  var vocabularyTable: VocabularyTable {
    table.withLock { table in
      if let table { return table }
      let made = VocabularyTable(tokenizer)
      table = made
      return made
    }
  }

  /// The tokenizer for measuring; made ready when it is first asked for.
  ///
  /// Its own name may be that of a control, which the engine refuses.
  var measured: BenchmarkTokenizer {
    prepared.withLock { prepared in
      if let prepared { return prepared }
      let made = BenchmarkTokenizer(name: "the tokenizer", tokenizer: tokenizer).prepared
      prepared = made
      return made
    }
  }

  /// The tokens of a text, with the bytes that each stands for.
  ///
  /// - Throws: `Failure` where special tokens are refused and the text holds one, and where a pattern takes too much.
  func encode(
    _ text: [UInt8], specials handling: SpecialHandling, _ deadline: Deadline
  ) throws(Failure) -> EncodedText {
    try check(text, handling)
    return try MatchingBudget.limit(check: deadline.check) { () throws(Failure) in
      var encoded = EncodedText()
      try encoders[handling]?.withEncoder { (encoder) throws(Failure) in
        text.withUnsafeBufferPointer {
          encoder.encode($0, into: &encoded.ids, spans: &encoded.spans)
        }
      }
      return encoded
    }
  }

  /// What of it can be edited.
  var editable: [String] {
    tokenizer is RankTokenizer ? ["normalization", "split"] : ["normalization"]
  }

  /// Refuses a text that holds a special token, where that is asked for.
  func check(_ text: [UInt8], _ handling: SpecialHandling) throws(Failure) {
    guard handling == .error, let match = specials.firstMatch(in: text) else { return }
    throw Failure(
      "holds the special token \(match.token.text)",
      at: .byte(match.range.lowerBound, of: "the text"),
      remedy: "take special tokens as text, or parse them")
  }
}

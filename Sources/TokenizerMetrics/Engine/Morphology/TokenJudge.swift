import Groundwork
import Morphology
import Segmentation
import Tokenization

/// Tells which tokens are words or morphemes that a provider knows; owned by one thread.
final class TokenJudge {
  /// What a token is.
  struct Verdict {
    /// A word or exactly one segment, where the token stands.
    var isKnown = false
    /// A word or a segment, wherever it stands.
    var isValid = false
    /// A word of one segment.
    var isRoot = false
  }

  private let provider: any MorphemeProvider
  private let form: LookupForm
  private var cuts: [Int] = []

  init(_ provider: any MorphemeProvider) throws(Failure) {
    self.provider = provider
    form = try LookupForm(language: provider.language)
  }

  /// Counts the tokens of a vocabulary that text can give; `counts` has how often each came, by id.
  func count(_ tokenizer: any Tokenizer, _ counts: [Int64]) throws(Failure) -> KnownTokens {
    let places = TokenPlaces(tokenizer)
    let kinds = tokenizer.vocabulary.kinds
    var known = KnownTokens()
    for id in kinds.indices {
      let times = id < counts.count ? counts[id] : 0
      switch kinds[id] {
      case .control, .unused: continue
      case .unknown, .byte: known.add(Verdict(), times: times)
      case .normal, .userDefined:
        let token = places.token(UInt32(truncatingIfNeeded: id))
        known.add(try verdict(Array(token.text), token.place), times: times)
      }
    }
    return known
  }

  /// Counts the characters that came; `counts` has how often, by scalar.
  func count(scalars counts: [Int64]) throws(Failure) -> KnownTokens {
    var known = KnownTokens()
    for (value, times) in counts.enumerated() where times > 0 {
      guard let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: value)) else { continue }
      known.add(try verdict(Array(UTF8.encode(scalar) ?? .init()), .either), times: times)
    }
    return known
  }

  /// What a token is, its space mark taken off; the provider is asked for its look-up form.
  private func verdict(_ token: [UInt8], _ place: TokenPlaces.Place) throws(Failure) -> Verdict {
    try token.withUnsafeBufferPointer { (token) throws(Failure) in
      if token.isEmpty || firstInvalidUTF8(token) != nil { return Verdict() }
      try form.make(token)
      if form.bytes.isEmpty { return Verdict() }
      return form.bytes.withUnsafeBufferPointer { form in
        let isInitial = provider.knowsSegment(form, at: .initial)
        let isInner = provider.knowsSegment(form, at: .inner)
        var verdict = Verdict()
        verdict.isValid = isInitial || isInner
        verdict.isKnown =
          switch place {
          case .initial: isInitial
          case .inner: isInner
          case .either: verdict.isValid
          }
        verdict.isRoot = provider.findCuts(of: form, into: &cuts) && cuts.isEmpty
        return verdict
      }
    }
  }
}

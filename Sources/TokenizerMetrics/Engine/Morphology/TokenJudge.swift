import Groundwork
import Morphology
import Segmentation
import Tokenization

/// Tells which tokens are words or morphemes that a provider knows; owned by one thread.
final class TokenJudge {
  private let provider: any MorphemeProvider
  private let form: LookupForm
  private var cuts: [Int] = []

  init(_ provider: any MorphemeProvider) throws(Failure) {
    self.provider = provider
    form = try LookupForm(language: provider.language)
  }

  /// What each token of a vocabulary is.
  func verdicts(_ tokenizer: any Tokenizer) throws(Failure) -> TokenVerdicts {
    let places = TokenPlaces(tokenizer)
    var verdicts: [TokenVerdict] = []
    for (id, kind) in tokenizer.vocabulary.kinds.enumerated() {
      switch kind {
      case .control, .unused: verdicts.append([])
      case .unknown, .byte: verdicts.append(.ordinary)
      case .normal, .userDefined:
        let token = places.token(UInt32(truncatingIfNeeded: id))
        verdicts.append(try verdict(Array(token.text), token.place))
      }
    }
    return TokenVerdicts(verdicts)
  }

  /// What a character is as a token.
  func verdict(_ scalar: Unicode.Scalar) throws(Failure) -> TokenVerdict {
    try verdict(Array(String(scalar).utf8), .either)
  }

  /// What a token is, its space mark taken off; the provider is asked for its look-up form.
  private func verdict(
    _ token: [UInt8], _ place: TokenPlaces.Place
  ) throws(Failure) -> TokenVerdict {
    try token.withUnsafeBufferPointer { (token) throws(Failure) in
      if token.isEmpty || firstInvalidUTF8(token) != nil { return .ordinary }
      try form.make(token)
      if form.bytes.isEmpty { return .ordinary }
      return form.bytes.withUnsafeBufferPointer { form in
        let isInitial = provider.knowsSegment(form, at: .initial)
        let isInner = provider.knowsSegment(form, at: .inner)
        let isKnown =
          switch place {
          case .initial: isInitial
          case .inner: isInner
          case .either: isInitial || isInner
          }
        let isRoot = provider.findCuts(of: form, into: &cuts) && cuts.isEmpty
        var verdict = TokenVerdict.ordinary
        if isKnown { verdict.insert(.known) }
        if isInitial || isInner { verdict.insert(.valid) }
        if isRoot { verdict.insert(.root) }
        return verdict
      }
    }
  }
}

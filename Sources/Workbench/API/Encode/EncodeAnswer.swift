import Groundwork
import Tokenization

/// `api/encode`: the tokens of a text, by each tokenizer.
extension WorkbenchService {
  func encode(_ request: CutRequest, _ deadline: Deadline) throws(Refusal) -> Answer {
    let limit = limits.listedTokens
    let results = try map(try shelf.named(request.tokenizers), deadline) {
      (one) throws(Failure) in
      let encoded: EncodedText
      do throws(Failure) {
        encoded = try one.encode(request.text, specials: request.specials, deadline)
      } catch {
        if Deadline.isOver(error) { throw error }
        return TokenListing(error, of: one)
      }
      try deadline.check()
      let listed = encoded.tokens(touching: request.window)
      // More cannot be answered anyway.
      return TokenListing(encoded, of: one, listed: listed.prefix(limit + 1))
    }
    if results.reduce(0, { $0 + $1.listed }) > limit {
      throw Refusal(
        413, "the answer would list more than \(limit) tokens",
        remedy: "give a window, or fewer tokenizers")
    }
    return .json { output in
      output.key("bytes")
      output.integer(request.text.count)
      output.key("results")
      output.beginArray()
      for result in results { output.raw(result.json) }
      output.endArray()
    }
  }
}

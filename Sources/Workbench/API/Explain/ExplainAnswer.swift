import ExplanationPages
import Groundwork
import Segmentation
import Tokenization

/// `api/explain`: the steps that lead to the tokens of a short text.
extension WorkbenchService {
  func explain(_ request: ExplainRequest, _ deadline: Deadline) throws(Refusal) -> Answer {
    let one = try shelf.named(request.tokenizer)
    guard let tokenizer = one.tokenizer as? any ExplainingTokenizer else {
      throw Refusal(
        422, "the steps of the format \(one.tokenizer.summary.format) are not known",
        remedy: "ask for its tokens with api/encode")
    }
    do throws(Failure) {
      try one.check(request.text, request.specials)
      let explanation = try MatchingBudget.limit(check: deadline.check) { () throws(Failure) in
        tokenizer.explain(request.text, specials: request.specials)
      }
      try deadline.check()
      let writer = ExplanationJSON(name: one.name, vocabulary: tokenizer.vocabulary)
      return .json { output in
        output.key("explanation")
        output.value(writer.json(explanation))
      }
    } catch {
      throw Refusal(work: error)
    }
  }
}

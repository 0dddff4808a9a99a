import Groundwork
import Tokenization

/// `api/compare`: where tokenizers cut a text alike, and where not.
extension WorkbenchService {
  func compare(_ request: CutRequest, _ deadline: Deadline) throws(Refusal) -> Answer {
    let tokenizers = try shelf.named(request.tokenizers)
    let cuts = try map(tokenizers, deadline) { (one) throws(Failure) -> CutSet? in
      do throws(Failure) {
        let encoded = try one.encode(request.text, specials: request.specials, deadline)
        return CutSet(encoded.spans, length: request.text.count)
      } catch {
        if Deadline.isOver(error) { throw error }
        return nil
      }
    }
    // Those that cannot encode the text are left out; `api/encode` says why.
    let known = zip(tokenizers, cuts).compactMap { one, cuts in cuts.map { (one.name, $0) } }
    let comparison = CutComparison(
      known.map { $0.1 }, length: request.text.count, window: request.window)
    if comparison.stretches.count > limits.listedTokens {
      throw Refusal(
        413, "the answer would list more than \(limits.listedTokens) stretches",
        remedy: "give a window")
    }
    return .json { output in
      output.key("spans")
      output.beginArray()
      for stretch in comparison.stretches {
        output.beginObject()
        output.key("start")
        output.integer(stretch.range.lowerBound)
        output.key("end")
        output.integer(stretch.range.upperBound)
        output.key("same")
        output.bool(stretch.isSame)
        if !stretch.isSame {
          output.key("groups")
          output.beginArray()
          for group in stretch.groups { output.strings(group.map { known[$0].0 }) }
          output.endArray()
        }
        output.endObject()
      }
      output.endArray()
      output.key("cutAlike")
      output.integer(comparison.alike)
      output.key("cutOtherwise")
      output.integer(comparison.otherwise)
    }
  }
}

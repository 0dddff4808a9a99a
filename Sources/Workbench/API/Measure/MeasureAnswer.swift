import Groundwork
import Segmentation
import TokenizerMetrics

/// `api/measure`: what a text costs by each tokenizer.
extension WorkbenchService {
  func measure(_ request: MeasureRequest, _ deadline: Deadline) throws(Refusal) -> Answer {
    let tokenizers = try shelf.named(request.tokenizers)
    let morphology = try morphology(request.morphology)
    let measured = try map(tokenizers, deadline) {
      (one) throws(Failure) -> Result<TextMeasurement, Failure> in
      do throws(Failure) {
        return .success(
          try MatchingBudget.limit(check: deadline.check) { () throws(Failure) in
            try TextMeasurement(request, with: one.measured, morphology)
          })
      } catch {
        if Deadline.isOver(error) { throw error }
        return .failure(error)
      }
    }
    let totals = try textTotals(request.text, request.words)
    let second = try request.second.map { (text) throws(Refusal) in
      try textTotals(text, request.words)
    }
    let policy = measured.lazy.compactMap { try? $0.get().row("fertility")?.policy }.first
    return .json { output in
      output.key("policy")
      output.beginObject()
      for entry in policy?.entries ?? [] {
        output.key(entry.name)
        output.string(entry.value)
      }
      output.endObject()
      output.key("text")
      totals.write(to: &output)
      output.key("second")
      if let second { second.write(to: &output) } else { output.null() }
      output.key("results")
      output.beginArray()
      for (one, result) in zip(tokenizers, measured) {
        Self.write(result, of: one.name, request, to: &output)
      }
      output.endArray()
    }
  }

  private func morphology(_ name: String?) throws(Refusal) -> NamedMorphology? {
    guard let name else { return nil }
    if let known = morphologies.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      return known
    }
    throw Refusal(
      404, "there is no morphology \"\(name.prefix(100))\"",
      remedy: "GET api/tokenizers lists them; derlius serve takes them by --morphology")
  }

  private func textTotals(
    _ text: [UInt8], _ words: MeasureRequest.Words
  ) throws(Refusal) -> MeasuredTotals {
    do throws(Failure) {
      return try MeasuredTotals(text, words.rule)
    } catch {
      throw Refusal(error, status: 422)
    }
  }

  private static func write(
    _ result: Result<TextMeasurement, Failure>, of name: String, _ request: MeasureRequest,
    to output: inout JSONOutput
  ) {
    var whys: [(metric: String, why: String)] = []
    output.beginObject()
    output.key("tokenizer")
    output.string(name)
    output.key("metrics")
    output.beginObject()
    let all = TextMeasurement.always + TextMeasurement.ofPairs + TextMeasurement.ofMorphemes
    for metric in all {
      switch result {
      case .failure(let failure): whys.append((metric, "\(failure)"))
      case .success(let measured):
        let row = measured.row(metric)
        if let value = row?.value {
          output.key(metric)
          switch metric {
          case "tokens": output.integer(Int(value))
          // The share of documents that come back, of one.
          case "round_trip": output.bool(value > 0)
          default: output.double(value)
          }
        } else {
          whys.append((metric, row?.why ?? why(metric, request)))
        }
      }
    }
    output.endObject()
    output.key("why")
    output.beginObject()
    for (metric, why) in whys {
      output.key(metric)
      output.string(why)
    }
    output.endObject()
    output.endObject()
  }

  private static func why(_ metric: String, _ request: MeasureRequest) -> String {
    if TextMeasurement.ofPairs.contains(metric), request.second == nil { return "no second text" }
    if TextMeasurement.ofMorphemes.contains(metric), request.morphology == nil {
      return "no morphology"
    }
    return "the text has no words"
  }
}

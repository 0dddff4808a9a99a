import Groundwork
import Segmentation
import Tokenization

/// `api/edit`: what another normalization or split would make of a text.
extension WorkbenchService {
  func edit(_ request: EditRequest, _ deadline: Deadline) throws(Refusal) -> Answer {
    let one = try shelf.named(request.tokenizer)
    do throws(Failure) {
      let edited = try MatchingBudget.limit(check: deadline.check) { () throws(Failure) in
        try EditedText(request, one, deadline)
      }
      let lists = [edited.before, edited.after].map {
        TokenListing($0, of: one, listed: $0.ids.indices)
      }
      let parts = [edited.partsBefore, edited.parts].compactMap { $0 }
      if (lists.map(\.listed) + parts.map(\.count)).reduce(0, +) > limits.listedTokens {
        throw Failure(
          "the answer would list more than \(limits.listedTokens) tokens and parts",
          remedy: "choose a part of the text")
      }
      return .json { output in
        output.key("before")
        output.raw(lists[0].json)
        output.key("after")
        output.raw(lists[1].json)
        for (key, parts) in [("partsBefore", edited.partsBefore), ("parts", edited.parts)] {
          output.key(key)
          if let parts { output.ranges(parts) } else { output.null() }
        }
        output.key("normalized")
        if let normalized = edited.normalized {
          output.string(normalized.bytes)
        } else {
          output.null()
        }
        output.key("changed")
        output.ranges(edited.normalized?.changed ?? [])
      }
    } catch {
      throw Refusal(work: error)
    }
  }
}

/// A text's tokens before and after an edit of how it is prepared.
struct EditedText: Sendable {
  let before: EncodedText
  let after: EncodedText
  /// The parts that the tokenizer's own split makes; nil where its format has none that can be changed.
  let partsBefore: [Range<Int>]?
  /// Those of the new split, in the normalized text.
  let parts: [Range<Int>]?
  /// The text in the form that was asked for, where that differs from the text.
  let normalized: NormalizedEdit?

  /// Makes the edit.
  init(_ request: EditRequest, _ one: ShelvedTokenizer, _ deadline: Deadline) throws(Failure) {
    let ranks = one.tokenizer as? RankTokenizer
    if request.split != nil, ranks == nil {
      throw Failure(
        "the split of \(one.name) cannot be changed: its format is \(one.tokenizer.summary.format)",
        remedy: "choose a tiktoken vocabulary")
    }
    var normalized: NormalizedEdit?
    if let form = request.normalization {
      let edit = try NormalizedEdit(request.text, form)
      if edit.bytes != request.text { normalized = edit }
    }
    self.normalized = normalized
    let text = normalized?.bytes ?? request.text
    var splitter = ranks?.splitter
    var tokenizer = one.tokenizer
    if let split = request.split, let ranks {
      let new = try SplitPattern.splitter(for: split)
      splitter = new
      tokenizer = ranks.cutting(by: new)
    }
    try deadline.check()
    before = try one.encode(request.text, specials: .reference, deadline)
    try deadline.check()
    let (ids, spans) = tokenizer.encodeWithSpans(text)
    after = EncodedText(ids: ids, spans: spans)
    partsBefore = ranks.map { Self.parts(of: request.text, $0.splitter) }
    parts = splitter.map { Self.parts(of: text, $0) }
  }

  private static func parts(of text: [UInt8], _ splitter: any Splitter) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    text.withUnsafeBufferPointer { text in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { ends in
        var start = 0
        while start < text.count {
          let count = splitter.nextEnds(ends, from: start, in: text)
          if count == 0 { return }
          for end in ends[..<count] {
            parts.append(start..<end)
            start = end
          }
        }
      }
    }
    return parts
  }
}

extension JSONOutput {
  /// Writes ranges as pairs of numbers.
  fileprivate mutating func ranges(_ ranges: [Range<Int>]) {
    beginArray()
    for range in ranges { integers([range.lowerBound, range.upperBound]) }
    endArray()
  }
}

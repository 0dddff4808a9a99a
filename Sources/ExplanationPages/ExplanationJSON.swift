import Groundwork
import Tokenization

/// An explanation as JSON: every step with its bytes, so that it can be replayed.
public struct ExplanationJSON {
  /// The tokenizer's name.
  public let name: String
  /// Its tokens.
  public let vocabulary: Vocabulary

  /// Creates a writer for explanations by one tokenizer.
  public init(name: String, vocabulary: Vocabulary) {
    self.name = name
    self.vocabulary = vocabulary
  }

  /// The explanation as a value.
  public func json(_ explanation: Explanation) -> JSONValue {
    .object([
      .init("tokenizer", .string(name)),
      .init("text", .string(String(decoding: explanation.text, as: UTF8.self))),
      .init(
        "normalized",
        explanation.normalized.map { .string(String(decoding: $0, as: UTF8.self)) } ?? .null),
      .init("ids", .array(explanation.ids.map { .integer($0) })),
      .init("parts", .array(explanation.parts.map(part))),
    ])
  }

  private func part(_ part: Explanation.Part) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("piece", .string(ReadablePiece.text(of: part.bytes))),
      .init("start", .integer(part.range.lowerBound)),
      .init("end", .integer(part.range.upperBound)),
    ]
    switch part.steps {
    case .lookup: members.append(.init("kind", .string("lookup")))
    case .added:
      members.append(.init("kind", .string(part.bytes.isEmpty ? "template" : "added")))
    case .merges(let merges): members += self.merges(merges, part)
    case .lattice(let lattice):
      members += [
        .init("kind", .string("lattice")), .init("score", number(lattice.best.score)),
        .init("edges", .array(lattice.edges.map { token($0, part) })),
        .init("best", row(lattice.best, part)),
        .init("runnerUp", lattice.runnerUp.map { row($0, part) } ?? .null),
      ]
    case .greedy(let greedy): members += self.greedy(greedy, part)
    }
    if !part.dropped.isEmpty {
      let dropped = part.dropped.map { range in
        JSONValue.object([
          .init("start", .integer(range.lowerBound)), .init("end", .integer(range.upperBound)),
        ])
      }
      members.append(.init("dropped", .array(dropped)))
    }
    members.append(.init("tokens", .array(part.tokens.map { token($0, part) })))
    return .object(members)
  }

  private func merges(
    _ merges: Explanation.Merges, _ part: Explanation.Part
  ) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("kind", .string("merges")),
      .init("symbolEnds", .array(merges.symbolEnds.map { .integer($0) })),
      .init("merges", .array(merges.merges.map { merge($0, part) })),
    ]
    if !merges.splits.isEmpty {
      let splits = merges.splits.map { split in
        JSONValue.object([
          .init("start", .integer(split.start)), .init("middle", .integer(split.middle)),
          .init("end", .integer(split.end)),
        ])
      }
      members.append(.init("splits", .array(splits)))
    }
    return members
  }

  private func merge(_ merge: Explanation.Merge, _ part: Explanation.Part) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("left", .string(ReadablePiece.text(of: part.bytes(in: merge.start..<merge.middle)))),
      .init("right", .string(ReadablePiece.text(of: part.bytes(in: merge.middle..<merge.end)))),
      .init("id", .integer(merge.id)),
    ]
    if let rank = merge.rank { members.append(.init("rank", .integer(rank))) }
    if let score = merge.score { members.append(.init("score", number(score))) }
    members += [
      .init("start", .integer(merge.start)), .init("middle", .integer(merge.middle)),
      .init("end", .integer(merge.end)),
    ]
    return .object(members)
  }

  private func greedy(
    _ greedy: Explanation.Greedy, _ part: Explanation.Part
  ) -> [JSONValue.Member] {
    let lookups = greedy.lookups.map { lookup in
      JSONValue.object([
        .init("start", .integer(lookup.start)),
        .init("tried", .array(lookup.tried.map { .integer($0) })),
        .init("end", lookup.end.map { .integer($0) } ?? .null),
        .init("id", lookup.id.map { .integer($0) } ?? .null),
      ])
    }
    return [
      .init("kind", .string("greedy")),
      .init("prefix", .string(String(decoding: greedy.prefix, as: UTF8.self))),
      .init("tooLong", .bool(greedy.isTooLong)), .init("lookups", .array(lookups)),
    ]
  }

  private func row(_ row: Explanation.Row, _ part: Explanation.Part) -> JSONValue {
    .object([
      .init("score", number(row.score)),
      .init("tokens", .array(row.tokens.map { token($0, part) })),
    ])
  }

  private func token(_ token: Explanation.Token, _ part: Explanation.Part) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .integer(token.id)),
      .init(
        "piece",
        // A template's token stands for nothing in the text.
        .string(
          part.bytes.isEmpty
            ? ReadablePiece.text(of: token.id, in: vocabulary)
            : ReadablePiece.text(of: part.bytes(in: token.range)))),
    ]
    if let score = token.score { members.append(.init("score", number(score))) }
    members += [
      .init("start", .integer(token.range.lowerBound)),
      .init("end", .integer(token.range.upperBound)),
    ]
    return .object(members)
  }

  /// The shortest digits that give the number back; those of a float32 where it is one.
  private func number(_ value: Double) -> JSONValue {
    if !value.isFinite { return .null }
    let single = Float(value)
    return .number(Double(single) == value ? "\(single)" : "\(value)")
  }
}

import Groundwork
import Tokenization

/// An explanation for a terminal: a head, then each part with its steps and its tokens.
struct ExplanationText {
  let vocabulary: Vocabulary
  let style: TerminalStyle

  /// More symbols than this are not written out after each merge.
  private static let mostSymbols = 60
  /// More texts than this that are no tokens are not written out.
  private static let mostTried = 6

  func text(_ explanation: Explanation) -> String {
    var text = head("text", visible(explanation.text))
    if let normalized = explanation.normalized, normalized != explanation.text {
      text += head("normalized", visible(normalized))
    }
    text += head("ids", explanation.ids.map(String.init).joined(separator: " "))
    for part in explanation.parts { text += "\n" + self.part(part) }
    return text
  }

  private func head(_ name: String, _ value: String) -> String {
    value.isEmpty
      ? name + "\n" : name + String(repeating: " ", count: 12 - name.count) + value + "\n"
  }

  private func part(_ part: Explanation.Part) -> String {
    // Tokens of a template stand for nothing in the text.
    let name = part.bytes.isEmpty ? part.tokens.map { written($0.id) }.joined() : ""
    var text = style.strong(part.bytes.isEmpty ? name : visible(part.bytes))
    switch part.steps {
    case .lookup:
      text += style.faint(part.tokens.count == 1 ? "  whole" : "  piece by piece") + "\n"
    case .added: text += style.faint(added(part)) + "\n"
    case .merges(let merges): text += "\n" + self.merges(merges, part)
    case .lattice(let lattice): text += "\n" + self.lattice(lattice, part)
    case .greedy(let greedy): text += "\n" + self.greedy(greedy, part)
    }
    let tokens = part.tokens.map { token in
      let shown = part.bytes.isEmpty ? written(token.id) : visible(spelt(token, part))
      return "\(style.accent(shown)) \(token.id)" + unknown(token.id)
    }
    return text + "  = \(tokens.isEmpty ? "nothing" : tokens.joined(separator: "  "))\n"
  }

  private func added(_ part: Explanation.Part) -> String {
    if part.bytes.isEmpty { return "  template" }
    let isSpecial = part.tokens.contains { vocabulary.kind(of: $0.id) == .control }
    return isSpecial ? "  special token" : "  added token"
  }

  /// A token's bytes, with WordPiece's prefix inside of a word.
  private func spelt(_ token: Explanation.Token, _ part: Explanation.Part) -> [UInt8] {
    guard case .greedy(let greedy) = part.steps, token.range.lowerBound > 0 else {
      return part.bytes(in: token.range)
    }
    return greedy.prefix + part.bytes(in: token.range)
  }

  private func written(_ id: UInt32) -> String { visible(Array(vocabulary[id])) }

  private func unknown(_ id: UInt32) -> String {
    vocabulary.kind(of: id) == .unknown ? style.faint(" unknown") : ""
  }

  // MARK: Merges

  private func merges(_ merges: Explanation.Merges, _ part: Explanation.Part) -> String {
    var ends = merges.symbolEnds
    var rows = [["", "", symbols(ends, part, merged: nil)]]
    let writesSymbols = ends.count <= Self.mostSymbols
    if !writesSymbols { rows[0][2] = style.faint("\(ends.count) symbols") }
    for merge in merges.merges {
      let reason =
        merge.rank.map { "rank \($0)" } ?? merge.score.map { "score \(shortDecimal($0))" } ?? ""
      let left = visible(part.bytes(in: merge.start..<merge.middle))
      let right = visible(part.bytes(in: merge.middle..<merge.end))
      var after = ""
      if writesSymbols {
        ends.removeAll { $0 == merge.middle }
        after = symbols(ends, part, merged: merge.start..<merge.end)
      }
      rows.append([style.faint(reason), "\(left) + \(right)", after])
    }
    for split in merges.splits {
      let left = visible(part.bytes(in: split.start..<split.middle))
      let right = visible(part.bytes(in: split.middle..<split.end))
      rows.append([style.faint("unused piece"), "\(left) | \(right)", "taken apart"])
    }
    var text = table(rows)
    if !part.dropped.isEmpty {
      let dropped = part.dropped.map { visible(part.bytes[$0]) }.joined(separator: " ")
      text += style.faint("  left out, without a token: ") + dropped + "\n"
    }
    return text
  }

  private func symbols(
    _ ends: [Int], _ part: Explanation.Part, merged: Range<Int>?
  ) -> String {
    var start = 0
    var symbols: [String] = []
    for end in ends {
      let symbol = visible(part.bytes(in: start..<end))
      symbols.append(start..<end == merged ? style.accent(symbol) : symbol)
      start = end
    }
    return symbols.joined(separator: " ")
  }

  // MARK: The lattice

  private func lattice(_ lattice: Explanation.Lattice, _ part: Explanation.Part) -> String {
    let chosen = Set(lattice.best.tokens.map(\.range))
    let second = Set(lattice.runnerUp?.tokens.map(\.range) ?? [])
    var rows: [[String]] = []
    for edge in lattice.edges {
      let indent = String(
        repeating: " ", count: TextTable.width(visible(part.bytes[..<edge.range.lowerBound])))
      let piece = visible(part.bytes[edge.range])
      let isChosen = chosen.contains(edge.range)
      let isSecond = second.contains(edge.range)
      rows.append([
        isChosen ? style.accent("*") : isSecond ? style.second("2") : "",
        shortDecimal(edge.score ?? 0),
        indent + (isChosen ? style.accent(piece) : isSecond ? style.second(piece) : piece)
          + (vocabulary.kind(of: edge.id) == .unknown ? style.faint("  unknown") : ""),
      ])
    }
    var text = table(rows)
    text += "  \(style.accent("*")) best    \(shortDecimal(lattice.best.score))\n"
    if let runnerUp = lattice.runnerUp {
      let pieces = runnerUp.tokens.map { visible(part.bytes[$0.range]) }.joined(separator: " ")
      text +=
        "  \(style.second("2")) second  \(shortDecimal(runnerUp.score))  \(style.second(pieces))\n"
    }
    return text
  }

  // MARK: Look-ups

  private func greedy(_ greedy: Explanation.Greedy, _ part: Explanation.Part) -> String {
    if greedy.isTooLong { return style.faint("  too long to be cut") + "\n" }
    var rows: [[String]] = []
    for lookup in greedy.lookups {
      func spelt(_ end: Int) -> String {
        visible((lookup.start > 0 ? greedy.prefix : []) + part.bytes[lookup.start..<end])
      }
      var tried = lookup.tried.prefix(Self.mostTried).map(spelt).joined(separator: " ")
      let more = lookup.tried.count - Self.mostTried
      if more > 0 { tried += style.faint(" and \(more) more") }
      let found = lookup.end.map { style.accent(spelt($0)) } ?? "none"
      rows.append([found, lookup.tried.isEmpty ? "" : style.faint("not ") + tried])
    }
    return table(rows)
  }

  // MARK: Text

  /// Columns two spaces apart.
  private func table(_ rows: [[String]]) -> String {
    TextTable.leftAligned(rows).split(separator: "\n").map { "  \(trimmed($0))\n" }.joined()
  }

  private func trimmed(_ line: Substring) -> Substring {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Bytes as people read them: U+2581 for a space, what is not text as `<0xHH>`.
  ///
  /// Control characters never reach the terminal.
  private func visible(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for scalar in ReadablePiece.text(of: Array(bytes)).unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator:
        for byte in String(scalar).utf8 { text += "<0x\(hexadecimal([byte]).uppercased())>" }
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

import Groundwork
import Tokenization

/// An explanation for a terminal: a head, then each part with its steps and its tokens.
struct ExplanationText {
  let vocabulary: Vocabulary
  let style: TerminalStyle

  /// More symbols than this are not written out after each merge.
  private static let mostSymbols = 60

  func text(_ explanation: Explanation) -> String {
    var text = "text        \(visible(explanation.text))\n"
    if let normalized = explanation.normalized, normalized != explanation.text {
      text += "normalized  \(visible(normalized))\n"
    }
    let ids = explanation.ids.map(String.init).joined(separator: " ")
    text += "ids         \(ids)\n"
    for part in explanation.parts { text += "\n" + self.part(part) }
    return text
  }

  private func part(_ part: Explanation.Part) -> String {
    var text = style.strong(visible(part.bytes))
    switch part.steps {
    case .lookup:
      text += style.faint(part.tokens.count == 1 ? "  whole" : "  piece by piece") + "\n"
    case .merges(let merges): text += "\n" + self.merges(merges, part)
    case .lattice(let lattice): text += "\n" + self.lattice(lattice, part)
    }
    let tokens = part.tokens.map { token in
      "\(style.accent(visible(part.bytes[token.range]))) \(token.id)"
    }
    return text + "  = \(tokens.joined(separator: "  "))\n"
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
      let left = visible(part.bytes[merge.start..<merge.middle])
      let right = visible(part.bytes[merge.middle..<merge.end])
      var after = ""
      if writesSymbols {
        ends.removeAll { $0 == merge.middle }
        after = symbols(ends, part, merged: merge.start..<merge.end)
      }
      rows.append([reason, "\(left) + \(right)", after])
    }
    for split in merges.splits {
      let left = visible(part.bytes[split.start..<split.middle])
      let right = visible(part.bytes[split.middle..<split.end])
      rows.append(["unused piece", "\(left) | \(right)", "taken apart"])
    }
    return table(rows)
  }

  private func symbols(
    _ ends: [Int], _ part: Explanation.Part, merged: Range<Int>?
  ) -> String {
    var start = 0
    var symbols: [String] = []
    for end in ends {
      let symbol = visible(part.bytes[start..<end])
      symbols.append(start..<end == merged ? style.accent(symbol) : symbol)
      start = end
    }
    return symbols.joined(separator: " ")
  }

  // MARK: The lattice

  private func lattice(_ lattice: Explanation.Lattice, _ part: Explanation.Part) -> String {
    let chosen = Set(part.tokens.map(\.range))
    let second = Set(lattice.runnerUp?.tokens.map(\.range) ?? [])
    var rows: [[String]] = []
    for edge in lattice.edges {
      let indent = String(
        repeating: " ", count: visible(part.bytes[..<edge.range.lowerBound]).unicodeScalars.count)
      let piece = visible(part.bytes[edge.range])
      let isChosen = chosen.contains(edge.range)
      rows.append([
        isChosen ? "*" : second.contains(edge.range) ? "2" : "",
        shortDecimal(edge.score ?? 0),
        indent + (isChosen ? style.accent(piece) : piece)
          + (vocabulary.kind(of: edge.id) == .unknown ? style.faint("  unknown") : ""),
      ])
    }
    var text = table(rows)
    text += "  * best    \(shortDecimal(lattice.score))\n"
    if let runnerUp = lattice.runnerUp {
      let pieces = runnerUp.tokens.map { visible(part.bytes[$0.range]) }.joined(separator: " ")
      text += "  2 second  \(shortDecimal(runnerUp.score))  \(pieces)\n"
    }
    return text
  }

  // MARK: Text

  /// Columns two spaces apart; only the last cell of a row may hold colour, so widths stay right.
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
    for scalar in TokenLine.piece(Array(bytes)).unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator:
        for byte in String(scalar).utf8 { text += "<0x\(hexadecimal([byte]).uppercased())>" }
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

import BenchmarkReports
import Groundwork
import Tokenization

/// The parts of a text with their steps; those that are tokens as they are stand together.
struct PartList: Sendable {
  let explained: ExplainedText

  /// More parts with steps than this are not shown.
  static let most = 60

  private enum Block {
    case whole([Explanation.Part])
    case steps(Explanation.Part)
  }

  @MarkupBuilder func markup() -> [Markup] {
    let (blocks, repeated, left) = blocks()
    blocks.map(block)
    if repeated > 0 || left > 0 {
      h("p", ["class": "source"]) {
        repeated > 0
          ? "\(NumberText.count(repeated)) \(repeated == 1 ? "part" : "parts") that came before "
            + "\(repeated == 1 ? "is" : "are") not shown again. " : ""
        left > 0
          ? "\(NumberText.count(left)) more \(left == 1 ? "part" : "parts") with steps "
            + "\(left == 1 ? "is" : "are") not shown here; derlius explain --json gives all." : ""
      }
    }
  }

  /// Blocks in the order of the text, with how many parts were repeated and how many left out.
  private func blocks() -> (blocks: [Block], repeated: Int, left: Int) {
    var blocks: [Block] = []
    var whole: [Explanation.Part] = []
    var seen: Set<[UInt8]> = []
    var (shown, repeated, left) = (0, 0, 0)
    func endWhole() {
      if !whole.isEmpty { blocks.append(.whole(whole)) }
      whole = []
    }
    for part in explained.explanation.parts {
      if part.steps != .added, !seen.insert(part.bytes).inserted {
        repeated += 1
      } else if isWhole(part) {
        if left == 0 { whole.append(part) }
      } else if shown == Self.most {
        left += 1
      } else {
        shown += 1
        endWhole()
        blocks.append(.steps(part))
      }
    }
    endWhole()
    return (blocks, repeated, left)
  }

  /// Whether there is no step to show: a token as it is, or one that the first look-up found.
  private func isWhole(_ part: Explanation.Part) -> Bool {
    switch part.steps {
    case .lookup, .added: true
    case .greedy(let greedy): greedy.lookups.count == 1 && greedy.lookups[0].tried.isEmpty
    case .merges, .lattice: false
    }
  }

  private func block(_ block: Block) -> Markup {
    switch block {
    case .whole(let parts): whole(parts)
    case .steps(let part): steps(part)
    }
  }

  private func whole(_ parts: [Explanation.Part]) -> Markup {
    h("p", ["class": "whole"]) {
      h("span", ["class": "quiet"]) { "As they are: " }
      parts.prefix(200).map { part in
        .group(
          part.tokens.map { token in
            let isTemplate = part.bytes.isEmpty
            return .group([
              h(
                "bdi",
                [
                  "class": part.steps == .added ? "tok x" : "tok",
                  "title": isTemplate
                    ? "put in by the template" : part.steps == .added ? "added token" : nil,
                ]
              ) {
                VisibleText.markup(
                  isTemplate
                    ? Array(explained.vocabulary[token.id]) : part.bytes(in: token.range))
              },
              h("small") { "\u{202F}\(token.id)" },
              explained.vocabulary.kind(of: token.id) == .unknown
                ? h("small") { " unknown" } : .none,
              " ",
            ])
          })
      }
      if parts.count > 200 { "… and \(NumberText.count(parts.count - 200)) more" }
    }
  }

  private func steps(_ part: Explanation.Part) -> Markup {
    h("figure", ["class": "part"]) {
      h("figcaption", ["dir": "auto"]) {
        h("b", ["class": "tok"]) { VisibleText.markup(part.bytes.prefix(400)) }
        if part.bytes.count > 400 { " …" }
      }
      switch part.steps {
      case .lookup, .added: Markup.none
      case .merges(let merges): MergeLadder(merges: merges, part: part).markup()
      case .lattice(let lattice): LatticeTable(lattice: lattice, part: part).markup()
      case .greedy(let greedy): LookupTable(greedy: greedy, part: part).markup()
      }
      if !part.dropped.isEmpty {
        h("p", ["class": "source"]) {
          "Left out, without a token: "
          part.dropped.map { Markup.group(VisibleText.markup(part.bytes[$0]) + [" "]) }
        }
      }
    }
  }
}

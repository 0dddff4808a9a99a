import BenchmarkReports
import Groundwork
import Tokenization

/// One self-contained page: how each of some tokenizers turns a text into tokens.
///
/// Lanes first, then the steps of each tokenizer. It has no script and needs nothing beside it; well-formed
/// XML as well as HTML.
public struct ExplanationPage: Sendable {
  private let text: [UInt8]
  private let explained: [ExplainedText]

  /// Creates a page.
  ///
  /// - Parameters:
  ///   - text: what was explained, UTF-8.
  ///   - explained: what the tokenizers made of it, in the order of the page.
  public init(text: [UInt8], _ explained: [ExplainedText]) {
    self.text = text
    self.explained = explained
  }

  /// The page, UTF-8 text; the same for the same explanations.
  ///
  /// - Throws: when libcrypto gives no SHA-256.
  public func rendered() throws(Failure) -> String {
    try HTMLPage(
      title: title, version: Version.derlius, styles: [ExplanationStyle.sheet], script: []
    ) { content() }.text()
  }

  private var scalars: Int { text.count { $0 & 0xC0 != 0x80 } }

  /// The text itself where it is short.
  private var title: String {
    if text.isEmpty { return "An empty text in tokens" }
    let isShort = scalars <= 60 && !text.contains { $0 < 0x20 }
    return isShort
      ? "\u{201C}\u{2068}\(String(decoding: text, as: UTF8.self))\u{2069}\u{201D} in tokens"
      : "A text of \(NumberText.count(scalars)) characters in tokens"
  }

  @MarkupBuilder private func content() -> [Markup] {
    h("header") {
      h("h1") { title }
      h("p", ["class": "provenance"]) { "derlius \(Version.derlius) · explain" }
    }
    h("p", ["class": "answer"]) { answer }
    h("p", ["class": "policy"]) { size }
    lanes()
    if explained.count > 1 {
      h("nav", ["aria-label": "Tokenizers"]) {
        explained.enumerated().map { index, one in
          h("a", ["href": "#t\(index + 1)"]) { isolated(one.name) }
        }
      }
    }
    explained.enumerated().map { index, one in section(one, index + 1) }
    about()
  }

  private var answer: String {
    let counts = explained.enumerated().map { index, one in
      let count = one.explanation.ids.count
      let unit = index > 0 ? "" : count == 1 ? " token" : " tokens"
      return "\(NumberText.count(count))\(unit) with \(plain(one.name))"
    }
    let last = counts.last ?? ""
    return (counts.count > 1 ? counts.dropLast().joined(separator: ", ") + " and " : "") + last
      + "."
  }

  private var size: String {
    "\(NumberText.count(scalars)) \(scalars == 1 ? "character" : "characters"), "
      + "\(NumberText.count(text.count)) \(text.count == 1 ? "byte" : "bytes") in UTF-8"
  }

  private func lanes() -> Markup {
    let lanes = explained.map { TokenLane($0) }
    var legend = "A line starts each token; every second is underlined. · is a space, ⏎ a line end."
    let tokens = lanes.flatMap(\.tokens)
    if lanes.contains(where: { TokenRun.list($0.tokens).contains { $0.tokens.count > 1 } }) {
      legend += " Hatched: one letter in several tokens, and how many."
    }
    if tokens.contains(where: \.isAdded) { legend += " Boxed: added and special tokens." }
    if tokens.contains(where: { $0.kind == .unknown }) { legend += " Struck: unknown." }
    return h("figure", ["class": "sentence"]) {
      h("table", ["class": "lanes", "aria-label": "The text, cut by each tokenizer"]) {
        h("tr") {
          h("th", ["scope": "col"]) { h("span", ["class": "hidden"]) { "Tokenizer" } }
          h("td", ["class": "tokens whole", "dir": "auto"]) { shown }
          h("th", ["scope": "col", "class": "count quiet"]) { "tokens" }
        }
        lanes.map { $0.row() }
      }
      h("p", ["class": "source"]) { legend }
    }
  }

  /// The text itself, in full where it is not long: the lanes show it too.
  private var shown: [Markup] {
    let limit = 400
    if text.isEmpty { return [h("span", ["class": "g"]) { "empty" }] }
    let whole = VisibleText.plain(self.whole(text[..<min(text.count, limit)]))
    return whole + (text.count > limit ? [h("span", ["class": "g"]) { " …" }] : [])
  }

  private func section(_ one: ExplainedText, _ number: Int) -> Markup {
    h("details", ["class": "section", "id": "t\(number)", "open": "open"]) {
      h("summary") { h("h2") { isolated(one.name) } }
      h("p", ["class": "policy"]) { facts(one) }
      if let normalized = one.explanation.normalized, normalized != one.explanation.text {
        h("div", ["class": "seen"]) {
          h("p", ["class": "small quiet"]) { "The text as the model sees it" }
          h("p", ["class": "tokens", "dir": "auto"]) {
            VisibleText.markup(whole(normalized.prefix(4000)), breaksLines: true)
            if normalized.count > 4000 { " …" }
          }
        }
      }
      h("div", ["class": "parts"]) { PartList(explained: one).markup() }
      TokenTable(explained: one, tokens: PageToken.list(one)).markup()
    }
  }

  /// Bytes without a letter that was cut at the end.
  private func whole(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.dropLast(unfinishedScalarLength(bytes))
  }

  private func facts(_ one: ExplainedText) -> String {
    let summary = one.summary
    var facts = [
      summary.format, summary.model, "\(NumberText.count(one.vocabulary.ordinaryCount)) tokens",
    ]
    if let pattern = summary.pattern { facts.append("split by \(pattern)") }
    if let normalizer = summary.normalizer { facts.append("normalized by \(normalizer)") }
    if summary.addsLeadingSpace { facts.append("puts a space before the text") }
    return facts.joined(separator: " · ")
  }

  private func about() -> Markup {
    h("details", ["class": "section", "id": "about", "open": "open"]) {
      h("summary") { h("h2") { "How to read this" } }
      h("dl") {
        notes().map { name, text in
          Markup.group([h("dt") { name }, h("dd") { h("p") { text } }])
        }
        explained.map { one in
          .group([
            h("dt") { isolated(one.name) },
            h("dd") { h("p") { h("code") { "sha256 \(one.summary.sha256)" } } },
          ])
        }
      }
    }
  }

  /// What the kinds of steps on the page mean.
  private func notes() -> [(name: String, text: String)] {
    var (merges, lattices, lookups) = (false, false, false)
    for part in explained.flatMap(\.explanation.parts) {
      switch part.steps {
      case .merges: merges = true
      case .lattice: lattices = true
      case .greedy: lookups = true
      case .lookup, .added: break
      }
    }
    var notes: [(name: String, text: String)] = []
    if merges {
      notes.append(
        (
          "Merges",
          "Each row is one merge, in the order in which they are made: the lowest rank, or the highest "
            + "score, and of equal ones the leftmost. The cell that is new has a line under it."
        ))
    }
    if lattices {
      notes.append(
        (
          "Lattice",
          "Each cell is a piece where it could stand, with its score, the natural logarithm of its "
            + "probability. The row whose scores have the largest sum is taken."
        ))
    }
    if lookups {
      notes.append(
        (
          "Look-ups",
          "The longest token that the rest of a word begins with is taken, then the longest for what is "
            + "left; ## marks tokens inside a word."
        ))
    }
    return notes
  }
}

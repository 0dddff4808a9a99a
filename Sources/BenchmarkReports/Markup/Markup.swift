/// A tree of HTML or SVG whose escaping is by construction: text from outside can only become text or
/// an attribute's value, never a tag, a name, a style or a script.
///
/// Names are `StaticString`, so that they can only come from this module's source. The output is
/// well-formed XML as well as HTML, which lets a test parse it strictly.
package indirect enum Markup: Sendable {
  /// Text, escaped when written.
  case text(String)
  /// An element with attributes in the order given; an attribute without a value is left out.
  case element(StaticString, [Attribute], [Markup])
  /// Siblings without a parent.
  case group([Markup])
  /// A style sheet or a script of ours, in parts that are written as they stand, each on lines of its own.
  case trusted(StaticString, [StaticString])
  /// Data for scripts: JSON in which `<`, `>` and `&` are escaped.
  case data(id: StaticString, JSONText)

  /// Nothing.
  ///
  /// Made anew each time: a checker for leaks takes a stored one, whose address is tagged, for lost.
  package static var none: Markup { .group([]) }

  /// Whether nothing would be written.
  package var isEmpty: Bool {
    switch self {
    case .group(let parts): parts.allSatisfy { $0.isEmpty }
    case .text(let text): text.isEmpty
    default: false
    }
  }
}

/// A name and a value in an element's tag.
package struct Attribute: Sendable {
  let name: StaticString
  let value: String
}

/// A JSON text that was written by `JSONValue`.
package struct JSONText: Sendable {
  let text: String
}

extension Markup: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self = .text(value) }
}

/// Collects siblings: text, elements, arrays and conditions.
@resultBuilder
package enum MarkupBuilder {
  package static func buildExpression(_ markup: Markup) -> [Markup] { [markup] }
  package static func buildExpression(_ text: String) -> [Markup] { [.text(text)] }
  package static func buildExpression(_ parts: [Markup]) -> [Markup] { parts }
  package static func buildBlock(_ parts: [Markup]...) -> [Markup] { parts.flatMap { $0 } }
  package static func buildOptional(_ parts: [Markup]?) -> [Markup] { parts ?? [] }
  package static func buildEither(first: [Markup]) -> [Markup] { first }
  package static func buildEither(second: [Markup]) -> [Markup] { second }
  package static func buildArray(_ parts: [[Markup]]) -> [Markup] { parts.flatMap { $0 } }
}

/// An element: `h("td", ["class": "best"]) { "1.66" }`; an attribute that is nil is left out.
package func h(
  _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:],
  @MarkupBuilder _ content: () -> [Markup] = { [] }
) -> Markup {
  .element(
    name,
    attributes.compactMap { pair in pair.value.map { Attribute(name: pair.key, value: $0) } },
    content())
}

/// A name for the middle of a sentence: between isolates when it may run from right to left.
package func plain(_ name: String) -> String {
  name.unicodeScalars.contains { $0.value >= 0x590 } ? "\u{2068}\(name)\u{2069}" : name
}

/// A name of unknown direction, kept from turning the text around it.
package func isolated(_ name: String) -> Markup {
  // Short names stay on one line; long ones must break.
  h("bdi", ["class": name.unicodeScalars.count > 32 ? nil : "short"]) { name }
}

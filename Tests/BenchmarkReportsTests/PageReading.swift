import Foundation

@testable import BenchmarkReports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a strict XML parser finds in a page.
final class PageReading: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    let parent: String
    /// Its place among its parent's elements, from 0.
    let place: Int
  }

  private(set) var elements: [Element] = []
  private(set) var text = ""
  private(set) var problem: String?
  private var open: [(name: String, children: Int)] = []

  /// Parses, or says at which line it is not well-formed.
  init(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    if !parser.parse() {
      problem = "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "?")"
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let parent = open.last
    elements.append(
      Element(
        name: name, attributes: attributes, parent: parent?.name ?? "", place: parent?.children ?? 0
      ))
    if !open.isEmpty { open[open.count - 1].children += 1 }
    open.append((name, 0))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if open.last?.name != "script", open.last?.name != "style" { text += string }
  }

  func named(_ name: String) -> [Element] { elements.filter { $0.name == name } }
}

extension Markup {
  /// The text alone, as a reader hears it.
  var plainText: String {
    switch self {
    case .text(let text): text
    case .group(let parts), .element(_, _, let parts): parts.map(\.plainText).joined()
    case .trusted, .data: ""
    }
  }
}

import Tokenization
import UnicodeTables

/// A slow, obvious matcher of split patterns: backtracking over scalars, straight from the pattern's text.
struct ReferencePattern {
  private let root: Node

  init(_ pattern: String) {
    var parser = ReferenceParser(Array(pattern.unicodeScalars))
    root = parser.alternatives(anyCase: false)
  }

  /// The ends of the pieces in bytes; a scalar that nothing matches ends the text early.
  func ends(_ text: String) -> [Int] {
    let scalars = text.unicodeScalars.map(\.value)
    var ends: [Int] = []
    var bytes = 0
    var position = 0
    while position < scalars.count {
      guard let end = root.match(scalars, position, { $0 }), end > position else { return ends }
      for scalar in scalars[position..<end] {
        bytes += scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
      }
      ends.append(bytes)
      position = end
    }
    return ends
  }
}

/// A part of a pattern.
indirect enum Node {
  case oneOf(sets: [ScalarSet], scalars: [UInt32], negated: Bool)
  case sequence([Node])
  case either([Node])
  case repeated(Node, from: Int, to: Int, possessive: Bool)
  case notAhead(Node)
  case textEnd

  /// The end of the first match in the order of preference that `then` accepts.
  func match(_ text: [UInt32], _ start: Int, _ then: (Int) -> Int?) -> Int? {
    switch self {
    case .oneOf(let sets, let scalars, let negated):
      guard start < text.count else { return nil }
      let inside = scalars.contains(text[start]) || sets.contains { $0.contains(text[start]) }
      return inside != negated ? then(start + 1) : nil
    case .sequence(let nodes):
      guard let first = nodes.first else { return then(start) }
      let rest = Node.sequence(Array(nodes.dropFirst()))
      return first.match(text, start) { rest.match(text, $0, then) }
    case .either(let nodes):
      for node in nodes {
        if let end = node.match(text, start, then) { return end }
      }
      return nil
    case .repeated(let node, let from, let to, let possessive):
      if possessive {
        let greedy = Node.repeated(node, from: from, to: to, possessive: false)
        return greedy.match(text, start) { $0 }.flatMap(then)
      }
      if to > 0 {
        let more = Node.repeated(node, from: max(from - 1, 0), to: to - 1, possessive: false)
        if let end = node.match(text, start, { more.match(text, $0, then) }) { return end }
      }
      return from == 0 ? then(start) : nil
    case .notAhead(let node):
      return node.match(text, start) { $0 } == nil ? then(start) : nil
    case .textEnd:
      return start == text.count ? then(start) : nil
    }
  }
}

import UnicodeTables

/// Reads the part of the regular expression language that split patterns use.
struct ReferenceParser {
  private let pattern: [Unicode.Scalar]
  private var position = 0

  init(_ pattern: [Unicode.Scalar]) { self.pattern = pattern }

  mutating func alternatives(anyCase: Bool) -> Node {
    var all: [Node] = []
    repeat { all.append(sequence(anyCase: anyCase)) } while take("|")
    return all.count == 1 ? all[0] : .either(all)
  }

  private mutating func sequence(anyCase: Bool) -> Node {
    var nodes: [Node] = []
    while position < pattern.count, pattern[position] != "|", pattern[position] != ")" {
      nodes.append(quantified(atom(anyCase: anyCase)))
    }
    return .sequence(nodes)
  }

  private mutating func atom(anyCase: Bool) -> Node {
    if take("(?:") { return group(anyCase: anyCase) }
    if take("(?i:") { return group(anyCase: true) }
    if take("(?!") { return .notAhead(group(anyCase: anyCase)) }
    if take("(?=") { return .notAhead(.notAhead(group(anyCase: anyCase))) }
    if take("$") { return .textEnd }
    var members = Members()
    var negated = false
    if take("[") {
      negated = take("^")
      while !take("]") { member(&members, anyCase: anyCase) }
    } else {
      member(&members, anyCase: anyCase)
    }
    if let only = members.negatedOnly { return .oneOf(sets: [only], scalars: [], negated: true) }
    return .oneOf(sets: members.sets, scalars: members.scalars, negated: negated)
  }

  private mutating func group(anyCase: Bool) -> Node {
    let node = alternatives(anyCase: anyCase)
    _ = take(")")
    return node
  }

  private struct Members {
    var sets: [ScalarSet] = []
    var scalars: [UInt32] = []
    var negatedOnly: ScalarSet?
  }

  private mutating func member(_ members: inout Members, anyCase: Bool) {
    if take("\\p{") {
      var name = ""
      while !take("}") {
        name.unicodeScalars.append(pattern[position])
        position += 1
      }
      members.sets += [ScalarSet.property(name) ?? ScalarSet()]
    } else if take("\\s") {
      members.sets.append(.whiteSpace)
    } else if take("\\S") {
      members.negatedOnly = .whiteSpace
    } else if take("\\r") {
      members.scalars.append(13)
    } else if take("\\n") {
      members.scalars.append(10)
    } else {
      let scalar = pattern[position]
      position += 1
      members.scalars.append(scalar.value)
      if anyCase {
        members.scalars += scalar.properties.uppercaseMapping.unicodeScalars.map(\.value)
        // Simple case folding joins U+017F to s and U+212A to k.
        if scalar == "s" { members.scalars.append(0x17F) }
        if scalar == "k" { members.scalars.append(0x212A) }
      }
    }
  }

  private mutating func quantified(_ node: Node) -> Node {
    let bounds: (Int, Int)
    if take("?") {
      bounds = (0, 1)
    } else if take("*") {
      bounds = (0, .max)
    } else if take("+") {
      bounds = (1, .max)
    } else if take("{1,3}") {
      bounds = (1, 3)
    } else if take("{2,}") {
      bounds = (2, .max)
    } else if take("{2}") {
      bounds = (2, 2)
    } else {
      return node
    }
    return .repeated(node, from: bounds.0, to: bounds.1, possessive: take("+"))
  }

  private mutating func take(_ text: String) -> Bool {
    guard pattern[position...].starts(with: text.unicodeScalars) else { return false }
    position += text.unicodeScalars.count
    return true
  }
}

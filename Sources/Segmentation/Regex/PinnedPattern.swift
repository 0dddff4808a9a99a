import Groundwork
import UnicodeTables

/// A split pattern made to mean the same in ICU as in its owner's engine, whatever ICU's version.
///
/// Every class becomes an explicit set from the pinned tables: `\p{…}`, `\P{…}`, `\s`, `\d`, `\w` and their
/// opposites.
/// `.` becomes `[^\n]`, `$` the very end, `^` the very start: ICU's own differ. What could mean something
/// else in ICU, and properties without a table, are refused.
///
/// Oniguruma, which Hugging Face uses, differs: `^` and `$` stand at each line, `\w` has other
/// scalars, sets lie in sets, and `{1,3}+` repeats what tiktoken's engine makes possessive (refused).
public struct PinnedPattern: Sendable {
  /// Whose engine a pattern is written for.
  public enum Dialect: Sendable {
    /// Rust's fancy-regex.
    case tiktoken
    /// Oniguruma with Ruby's syntax, as in `tokenizers`.
    case oniguruma
  }

  /// The pattern for ICU.
  public let text: String

  /// Rewrites a pattern.
  ///
  /// - Throws: `Failure` (usage) that names the property or construct that cannot be taken.
  public init(_ pattern: String, dialect: Dialect = .tiktoken) throws(Failure) {
    var rewriter = PatternRewriter(Array(pattern.unicodeScalars), dialect)
    text = try rewriter.rewrite()
  }
}

private struct PatternRewriter {
  private let pattern: [Unicode.Scalar]
  private var position = 0
  private var output = ""
  /// Whether case counts, for each open group.
  private var anyCase = [false]
  private let dialect: PinnedPattern.Dialect

  init(_ pattern: [Unicode.Scalar], _ dialect: PinnedPattern.Dialect) {
    self.pattern = pattern
    self.dialect = dialect
  }

  mutating func rewrite() throws(Failure) -> String {
    while let scalar = take() {
      switch scalar {
      case "\\": try escape(inSet: false)
      case "[": try set()
      case "(": try group()
      case ")":
        if anyCase.count > 1 { anyCase.removeLast() }
        output += ")"
      case ".": output += "[^\\n]"
      case "$": output += dialect == .tiktoken ? "\\z" : "(?=\\n|\\z)"
      case "^": output += dialect == .tiktoken ? "\\A" : "(?:\\A|(?<=\\n)(?!\\z))"
      case "{" where dialect == .oniguruma && peek == ",": throw refused("the repeat {,")
      case "}" where dialect == .oniguruma && (peek == "+" || peek == "?"):
        throw refused("the repeat \(around(position - 1, 2))")
      default: try literal(scalar)
      }
    }
    return output
  }

  private mutating func group() throws(Failure) {
    let openings = ["?:", "?=", "?!", "?<=", "?<!", "?>", "?i:"]
    guard peek == "?" else {
      output += "(?:"
      anyCase.append(anyCase.last ?? false)
      return
    }
    for opening in openings where pattern[position...].starts(with: opening.unicodeScalars) {
      position += opening.unicodeScalars.count
      output += "(" + opening
      anyCase.append(opening == "?i:" || anyCase.last ?? false)
      return
    }
    throw refused("the group (\(around(position, 3))")
  }

  private mutating func set() throws(Failure) {
    output += "["
    if peek == "^" {
      position += 1
      output += "^"
    }
    var first = true
    while let scalar = take() {
      switch scalar {
      case "]" where !first:
        output += "]"
        return
      case "\\": try escape(inSet: true)
      case "[", "&", "~":
        // Nested sets and set arithmetic are spelt differently in the two engines.
        if scalar == "[" {
          guard dialect == .oniguruma, peek != ":" else { throw refused("a set inside a set") }
          try set()
          first = false
          continue
        }
        if peek == scalar { throw refused("the set operator \(scalar)\(scalar)") }
        output += "\\" + String(scalar)
      case "-":
        if peek == "-" { throw refused("the set operator --") }
        output += first || peek == "]" ? "\\-" : "-"
      case "]", "{", "}", "$", "^", ":": output += "\\" + String(scalar)
      default: try literal(scalar)
      }
      first = false
    }
    throw refused("a set without its ]")
  }

  private mutating func escape(inSet: Bool) throws(Failure) {
    guard let scalar = take() else { throw refused("a \\ at the end") }
    switch scalar {
    case "p", "P": try property(negated: scalar == "P")
    case "s": try emit(.whiteSpace, negated: false)
    case "S": try emit(.whiteSpace, negated: true)
    case "d": try emit(ScalarSet(of: [.nd]), negated: false)
    case "D": try emit(ScalarSet(of: [.nd]), negated: true)
    case "w": try emit(dialect == .tiktoken ? .word : .onigurumaWord, negated: false)
    case "W": try emit(dialect == .tiktoken ? .word : .onigurumaWord, negated: true)
    case "r", "n", "t": output += "\\" + String(scalar)
    case "z" where !inSet: output += "\\z"
    case "A" where !inSet: output += "\\A"
    case "x", "u": try number()
    default:
      guard scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
        throw refused("\\\(scalar)")
      }
      output += "\\" + String(scalar)
    }
  }

  /// `\p{Name}` and `\pL`.
  private mutating func property(negated: Bool) throws(Failure) {
    var name = ""
    var isNegated = negated
    if peek == "{" {
      position += 1
      if peek == "^" {
        position += 1
        isNegated.toggle()
      }
      while let scalar = take(), scalar != "}" { name.unicodeScalars.append(scalar) }
    } else if let scalar = take() {
      name = String(scalar)
    }
    guard let set = ScalarSet.property(name) else {
      throw refused("the property \\p{\(name)}")
    }
    try emit(set, negated: isNegated)
  }

  /// `\x41`, `\x{41}`, `\u0041`, `\u{41}`.
  private mutating func number() throws(Failure) {
    let start = position
    var digits = ""
    if peek == "{" {
      position += 1
      while let scalar = take(), scalar != "}" { digits.unicodeScalars.append(scalar) }
    } else {
      let length = pattern[start - 1] == "x" ? 2 : 4
      for _ in 0..<length {
        if let scalar = take() { digits.unicodeScalars.append(scalar) }
      }
    }
    guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
      throw refused("the number \(around(start - 2, position - start + 2))")
    }
    output += "\\x{\(String(scalar.value, radix: 16))}"
  }

  private mutating func emit(_ set: ScalarSet, negated: Bool) throws(Failure) {
    if anyCase.last == true { throw refused("a class where case does not count") }
    output += negated ? "[^" : "["
    for range in set.ranges {
      output += "\\x{\(String(range.lowerBound, radix: 16))}"
      if range.count > 1 { output += "-\\x{\(String(range.upperBound, radix: 16))}" }
    }
    output += "]"
  }

  private mutating func literal(_ scalar: Unicode.Scalar) throws(Failure) {
    if anyCase.last == true, !scalar.isASCII {
      throw refused("the letter \(scalar) where case does not count")
    }
    if anyCase.last == true, dialect == .oniguruma, position >= 2 {
      // Oniguruma lets a ligature or a sharp s match these two letters.
      let pair = around(position - 2, 2).lowercased()
      if ["ss", "st", "ff", "fi", "fl"].contains(pair) {
        throw refused("the letters \(pair) where case does not count")
      }
    }
    output.unicodeScalars.append(scalar)
  }

  private var peek: Unicode.Scalar? { position < pattern.count ? pattern[position] : nil }

  private mutating func take() -> Unicode.Scalar? {
    guard position < pattern.count else { return nil }
    position += 1
    return pattern[position - 1]
  }

  private func around(_ position: Int, _ count: Int) -> String {
    let start = max(position, 0)
    var text = ""
    text.unicodeScalars.append(contentsOf: pattern[start..<min(start + count, pattern.count)])
    return text
  }

  private func refused(_ what: String) -> Failure {
    .usage(
      "the split pattern has \(what), which is not supported",
      remedy: "spell it with characters, ranges and general categories")
  }
}

import UnicodeTables

/// What of a string of characters decides whether it may be joined with another: enough to apply
/// `PieceShapeRules` in O(1).
struct PieceShape: BitwiseCopyable, Equatable {
  /// Stands for digits that go with every script.
  static let anyScript: UInt8 = 255

  var length: UInt32 = 1
  /// The script of the first character that has one of its own, and of the last; `anyScript` for none.
  var firstScript = anyScript
  var lastScript = anyScript
  /// Whether some character is neither a mark of a space nor one that inherits its script.
  var hasScript = false
  var hasDigit = false
  /// Whether there is a mark of a space, one that is not the first character, one that is not the last.
  var hasMark = false
  var hasMarkBehind = false
  var hasMarkBefore = false
  var startsWithMark = false
  var endsWithMark = false
  var isMarks = false
}

extension PieceShape {
  /// The shape of one character.
  init(_ scalar: UInt32, _ rules: PieceShapeRules) {
    if scalar == 0x2581 {
      hasMark = true
      startsWithMark = true
      endsWithMark = true
      isMarks = true
      return
    }
    hasDigit = scalar >= 0x30 && scalar <= 0x39 || scalar >= 0xFF10 && scalar <= 0xFF19
    let script = PieceScript.table[scalar]
    if script == PieceScript.inherited { return }
    hasScript = true
    let own = hasDigit && !rules.splitsByNumber ? Self.anyScript : script
    firstScript = own
    lastScript = own
  }

  /// The shape of two strings, one behind the other.
  static func + (left: PieceShape, right: PieceShape) -> PieceShape {
    var sum = PieceShape()
    sum.length = left.length + right.length
    sum.hasScript = left.hasScript || right.hasScript
    sum.firstScript = left.hasScript ? left.firstScript : right.firstScript
    sum.lastScript = right.hasScript ? right.lastScript : left.lastScript
    sum.hasDigit = left.hasDigit || right.hasDigit
    sum.hasMark = left.hasMark || right.hasMark
    sum.hasMarkBehind = left.hasMarkBehind || right.hasMark
    sum.hasMarkBefore = left.hasMark || right.hasMarkBefore
    sum.startsWithMark = left.startsWithMark
    sum.endsWithMark = right.endsWithMark
    sum.isMarks = left.isMarks && right.isMarks
    return sum
  }

  /// Whether two strings that may be pieces, or are single characters, may be one piece.
  func joins(_ right: PieceShape, _ rules: PieceShapeRules) -> Bool {
    if let longest = rules.longest, Int(length) + Int(right.length) > longest { return false }
    if rules.splitsDigits, hasDigit || right.hasDigit { return false }
    if rules.splitsByScript, hasScript, right.hasScript, lastScript != right.firstScript,
      lastScript != Self.anyScript, right.firstScript != Self.anyScript
    {
      return false
    }
    if hasMark || right.hasMark {
      let sum = self + right
      if sum.isMarks, rules.allowsMarksAlone { return true }
      if rules.splitsAtSpaces {
        return !(rules.putsMarksBehind ? sum.hasMarkBefore : sum.hasMarkBehind)
      }
      return !(rules.putsMarksBehind ? sum.startsWithMark : sum.endsWithMark)
    }
    return true
  }
}

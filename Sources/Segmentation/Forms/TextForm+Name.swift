extension TextForm: CustomStringConvertible {
  /// As policies name it: `raw`, or the steps joined by `+`: `NFC`, `NFD`, `NFKC` or `NFKD`; `lower`,
  /// `lower(lt)` or `folded`; `no-soft-hyphens`; `no-controls` or `replace-controls`; `fold-spaces`.
  public var description: String {
    var parts: [String] = []
    if normalForm != .raw { parts.append(normalForm.rawValue) }
    switch letterCase {
    case .kept: break
    case .lower where !locale.isEmpty: parts.append("lower(\(locale))")
    case .lower, .folded: parts.append(letterCase.rawValue)
    }
    if removesSoftHyphens { parts.append("no-soft-hyphens") }
    switch controls {
    case .kept: break
    case .removed: parts.append("no-controls")
    case .replaced: parts.append("replace-controls")
    }
    if foldsWhiteSpace { parts.append("fold-spaces") }
    return parts.isEmpty ? NormalForm.raw.rawValue : parts.joined(separator: "+")
  }

  /// The words that names are made of, for messages and help.
  public static let words =
    "raw, NFC, NFD, NFKC, NFKD, lower, lower(LOCALE), folded, no-soft-hyphens, no-controls, "
    + "replace-controls, fold-spaces"

  /// The form that a policy's name means (the inverse of `description`); nil where there is none.
  ///
  /// A normal form stands first; the other steps may stand in any order, each kind once.
  public init?(_ name: String) {
    self.init()
    if name == NormalForm.raw.rawValue { return }
    for (index, part) in name.split(separator: "+", omittingEmptySubsequences: false).enumerated() {
      if index == 0, let form = NormalForm(rawValue: String(part)), form != .raw {
        normalForm = form
      } else if !add(String(part)) {
        return nil
      }
    }
  }

  /// Adds a step that is no normal form; false where there is none of that name, or one of its kind.
  private mutating func add(_ step: String) -> Bool {
    switch step {
    case "lower" where letterCase == .kept: letterCase = .lower
    case "folded" where letterCase == .kept: letterCase = .folded
    case "no-soft-hyphens" where !removesSoftHyphens: removesSoftHyphens = true
    case "no-controls" where controls == .kept: controls = .removed
    case "replace-controls" where controls == .kept: controls = .replaced
    case "fold-spaces" where !foldsWhiteSpace: foldsWhiteSpace = true
    case _
    where letterCase == .kept && step.hasPrefix("lower(") && step.hasSuffix(")")
      && step.utf8.count > 7:
      letterCase = .lower
      locale = String(step.dropFirst(6).dropLast())
    default: return false
    }
    return true
  }
}

/// Suffix rules that apply to the same words and strip the same, together.
struct RuleGroups {
  /// What the rules of a group have in common.
  private struct Key: Hashable {
    var flag: UInt32
    var stripped: [UInt32]
    var condition: AffixCondition
  }

  /// The groups, in the order of their first rules; none is empty.
  private(set) var groups: [[RuleIndex.Indexed]] = []
  /// The groups of each flag.
  private(set) var numbers: [UInt32: [Int]] = [:]
  /// How many letters of a word's end decide which groups apply and where they cut.
  private(set) var reach = 4

  init(_ rules: [RuleIndex.Indexed]) {
    var known: [Key: Int] = [:]
    for rule in rules {
      let key = Key(
        flag: rule.rule.flag, stripped: rule.rule.stripped, condition: rule.rule.condition)
      // An ending has at most three letters, and one before it may soften.
      reach = max(reach, key.condition.count, key.stripped.count + 4)
      if let number = known[key] {
        groups[number].append(rule)
        continue
      }
      known[key] = groups.count
      numbers[key.flag, default: []].append(groups.count)
      groups.append([rule])
    }
  }
}

/// Differences in words and short numbers, for the terminal and the page.
package struct DifferencesText: Sendable {
  let differences: ReportDifferences

  /// Below this every whole number is exact.
  private static let mostExact = 1e15

  package init(_ differences: ReportDifferences) { self.differences = differences }

  /// How many numbers are the same and how many are not, in one sentence.
  package var summary: String {
    let rows = differences.rows
    if differences.isEmpty {
      return "Nothing differs: all \(NumberText.count(differences.same)) values are the same."
    }
    let compared =
      differences.same + rows.count { $0.kind != .added && $0.kind != .removed }
    let changed = rows.count { $0.kind == .changed }
    var parts = [
      changed == 0
        ? "All \(NumberText.count(compared)) values that both have are the same"
        : "\(NumberText.count(changed)) of \(NumberText.count(compared)) values that both have differ, "
          + "\(NumberText.count(rows.count { $0.kind == .changed && $0.placing == .outside })) beyond both intervals"
    ]
    func add(_ kind: ReportDifferences.Kind, _ text: String) {
      let count = rows.count { $0.kind == kind }
      if count > 0 { parts.append("\(NumberText.count(count)) \(text)") }
    }
    add(.interval, "with another interval alone")
    add(.policy, "under another policy")
    add(.removed, "only in the first")
    add(.added, "only in the second")
    return parts.joined(separator: "; ") + "."
  }

  /// The values of both reports as people read them, or why there is none; nothing where a report has no such row.
  ///
  /// - Parameters:
  ///   - change: the rows.
  ///   - digits: significant digits; 3 in prose.
  package func values(
    _ change: ReportDifferences.RowChange, digits: Int = 5
  ) -> (old: String, new: String) {
    func text(_ row: RecordedResult.Row?) -> String {
      guard let row else { return "" }
      guard let value = row.value else { return "– (\(row.why ?? "not computed"))" }
      return areCounts(change) ? NumberText.count(Int(value)) : Self.number(value, digits: digits)
    }
    return (text(change.old), text(change.new))
  }

  /// Whether the values are whole, so that decimals would say nothing.
  private func areCounts(_ change: ReportDifferences.RowChange) -> Bool {
    [change.old?.value, change.new?.value].compactMap { $0 }
      .allSatisfy { $0 == $0.rounded() && $0.magnitude < Self.mostExact }
  }

  /// The interval; empty where there is none.
  package func interval(_ row: RecordedResult.Row?) -> String {
    guard let low = row?.low, let high = row?.high else { return "" }
    return "\(Self.number(low, digits: 4))–\(Self.number(high, digits: 4))"
  }

  /// The new value less the old, with its sign.
  package func difference(_ change: ReportDifferences.RowChange) -> String {
    guard let difference = change.difference else { return "" }
    let text =
      areCounts(change)
      ? NumberText.count(Int(difference)) : Self.number(difference, digits: 3)
    return (difference > 0 ? "+" : "") + text
  }

  /// The new value divided by the old.
  package func ratio(_ change: ReportDifferences.RowChange, digits: Int = 5) -> String {
    change.ratio.map { Self.number($0, digits: digits) } ?? ""
  }

  /// Where the values lie to each other's intervals, in words; empty where that cannot be said.
  package func placing(_ change: ReportDifferences.RowChange) -> String {
    switch change.placing {
    case .outside: "outside both intervals"
    case .inside: "inside an interval"
    case .unknown: ""
    }
  }

  /// A hash by its start; other values as they are.
  package func short(_ value: String?) -> String {
    guard let value else { return "–" }
    let isHash = value.utf8.count == 64 && value.allSatisfy(\.isHexDigit)
    return isHash ? "\(value.prefix(12))…" : value
  }

  /// Small numbers keep their digits: a difference of a millionth is one.
  private static func number(_ value: Double, digits: Int) -> String {
    let magnitude = value.magnitude
    if magnitude == value.magnitude.rounded(), magnitude >= 1000, magnitude < mostExact {
      return NumberText.count(Int(value))
    }
    guard magnitude != 0, magnitude < 0.001, let decimal = DecimalDigits(value) else {
      return NumberText.significant(value, digits)
    }
    let decimals = min(max(digits - decimal.rounded(toDigits: digits).point, 0), 15)
    let text = NumberText.fixed(value, decimals: decimals)
    return text.contains { ("1"..."9").contains($0) } ? text : NumberText.exact(value)
  }
}

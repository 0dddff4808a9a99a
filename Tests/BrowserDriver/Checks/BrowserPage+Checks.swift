import Groundwork

/// What is wrong with the page as it stands; each fault is a line, and none is the empty list.
///
/// The checks know roles and structure, no page of ours; all pages are to pass all of them.
extension BrowserPage {
  /// Text whose contrast with what is behind it is under 4.5:1 (WCAG 2.2, 1.4.3, without its leave for large text).
  public func contrastFaults() async throws -> [String] {
    try await evaluate(ContrastCheck.script, limit: 60)
  }

  /// Pictures, controls, tables and landmarks without a name; headings out of order.
  public func nameFaults() async throws -> [String] {
    try await evaluate(NameCheck.script, limit: 60)
  }

  /// What a validator says: repeated ids, references that lead nowhere, elements where they may not be.
  public func structureFaults() async throws -> [String] {
    try await evaluate(StructureCheck.script, limit: 60)
  }

  /// What makes the body scroll sideways.
  public func overflowFaults() async throws -> [String] {
    try await evaluate(OverflowCheck.script, limit: 60)
  }

  /// Links within the page that do not reach what they name. The page must be open at the end as it was at first.
  public func anchorFaults() async throws -> [String] {
    try await evaluate(AnchorCheck.script, limit: 60)
  }

  /// Heads of tables whose button does not sort.
  public func sortingFaults() async throws -> [String] {
    try await evaluate(SortingCheck.script, limit: 60)
  }

  /// Opens everything that folds.
  public func unfold() async throws {
    try await run(
      "document.querySelectorAll('details').forEach(function (node) { node.open = true; });")
  }
}

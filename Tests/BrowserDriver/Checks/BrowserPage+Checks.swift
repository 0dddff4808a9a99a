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
    var faults = try await evaluate(NameCheck.script, as: [String].self)
    let root = try await send("DOM.getDocument", ["depth": .integer(0)])["root"]?["backendNodeId"]
    for role in NameCheck.roles {
      let found =
        try await send(
          "Accessibility.queryAXTree",
          ["backendNodeId": root ?? .null, "role": .string(role)])["nodes"]?.array ?? []
      for node in found where node["ignored"]?.bool != true {
        let name = node["name"]?["value"]?.string ?? ""
        if name.allSatisfy(\.isWhitespace) {
          faults.append("\(role) without a name: \(try await markup(of: node))")
        }
      }
    }
    return faults
  }

  private func markup(of node: JSONValue) async throws -> String {
    guard let id = node["backendDOMNodeId"] else { return "?" }
    let answer = try await send("DOM.getOuterHTML", ["backendNodeId": id])
    return String((answer["outerHTML"]?.string ?? "").prefix(120))
  }

  /// What a validator says: repeated ids, references that lead nowhere, elements where they may not be.
  public func structureFaults() async throws -> [String] {
    try await evaluate(StructureCheck.script, limit: 60)
  }

  /// What makes the body scroll sideways.
  public func overflowFaults() async throws -> [String] {
    try await evaluate(OverflowCheck.script, limit: 60)
  }

  /// Links within the page that do not reach what they name.
  public func anchorFaults() async throws -> [String] {
    var faults: [String] = []
    for id in try await evaluate(AnchorCheck.ids, as: [String].self) {
      _ = try await evaluate(AnchorCheck.follow(id), as: Int.self)
      faults += try await evaluate(AnchorCheck.faults(id), as: [String].self)
    }
    return faults
  }

  /// Heads of tables whose button does not sort.
  public func sortingFaults() async throws -> [String] {
    try await evaluate(SortingCheck.script, limit: 60)
  }

  /// Controls that narrow a table down and do it wrongly; they name it by `data-table` or `aria-controls`.
  public func filterFaults() async throws -> [String] {
    try await evaluate(FilterCheck.script, limit: 60)
  }

  /// How many such controls can be seen.
  public func filterCount() async throws -> Int {
    try await evaluate(FilterCheck.count)
  }

  /// Opens everything that folds.
  public func unfold() async throws {
    try await run(
      "document.querySelectorAll('details').forEach(function (node) { node.open = true; });")
  }
}

/// The pages' style sheets, a file for each concern in `Style/`; later ones win.
///
/// Without `<` and `&`, so that the page is XML too. Each part is lines, without a line break at its end.
package enum PageStyle {
  /// For every medium.
  package static let sheet: [StaticString] = [
    colours, type, head, lanes, charts, sections, tables, controls, heat, lists, trust,
  ]
  /// What narrow screens and paper change.
  package static let phoneAndPaper: [StaticString] = [phone, paper]
}

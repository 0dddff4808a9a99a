extension PageStyle {
  /// Narrow screens.
  static let phone: StaticString = """
    @media screen and (max-width: 760px) {
      main { padding: 14px 16px 48px; }
      svg.wide { display: none; } svg.narrow { display: block; }
      .lanes tr { display: grid; grid-template-columns: 1fr auto; padding-bottom: 8px; }
      .lanes th { width: auto; max-width: none; padding: 2px 0; }
      .lanes th.name bdi { max-width: 280px; }
      .lanes th[scope=col] { display: none; }
      .lanes td.count { grid-column: 2; grid-row: 1; width: auto; padding: 2px 0; }
      .lanes td.tokens { grid-column: 1 / 3; padding: 0; }
      dl { display: block; } dd + dt { margin-top: 14px; }
      .panels div { width: 100%; }
      th bdi { max-width: 140px; }
      table.heat, table.heat tbody, table.heat tr { display: block; width: 100%; }
      table.heat caption { display: block; }
      table.heat thead { display: none; }
      table.heat tr { padding: 8px 0; }
      table.heat tbody th { display: block; position: static; max-width: none; font-weight: 600; border: 0; }
      table.heat td, table.heat tbody tr + tr > td { display: flex; justify-content: space-between; gap: 16px; border: 0; padding: 3px 6px; }
      table.heat td[data-v=""] { display: none; }
      table.heat tr[hidden], table.heat.one tbody tr:not(.shown) { display: none; }
      .filters .find, .filters output { display: none; }
      .filters .one:not([hidden]) { display: block; }
      .scroll.tall { max-height: none; width: auto; }
      table.heat td::before { content: attr(data-label); overflow-wrap: anywhere; min-width: 0; font-weight: 400; }
    }
    """
}

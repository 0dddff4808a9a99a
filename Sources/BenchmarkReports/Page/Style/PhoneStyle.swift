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
      .lanes td.tokens, .lanes tr.translation td { grid-column: 1 / 3; padding: 0; }
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
      table.metrics thead, table.metrics tbody, table.metrics tr { display: contents; }
      table.metrics { display: grid; grid-template-columns: minmax(0, 1fr); border-top: 0; }
      table.metrics caption { display: block; border-bottom: 1px solid var(--ink); }
      table.metrics tr > * { order: 99; }
      table.metrics tbody.controls tr:first-child > *, table.metrics tbody tr + tr > * { border: 0; }
      table.metrics tr > :nth-child(2) { order: 2; } table.metrics tr > :nth-child(3) { order: 3; }
      table.metrics tr > :nth-child(4) { order: 4; } table.metrics tr > :nth-child(5) { order: 5; }
      table.metrics tr > :nth-child(6) { order: 6; } table.metrics tr > :nth-child(7) { order: 7; }
      table.metrics tr > :nth-child(8) { order: 8; } table.metrics tr > :nth-child(9) { order: 9; }
      table.metrics thead th { max-width: none; text-align: left; padding: 10px 0 3px; border-bottom: 1px solid var(--hair); }
      table.metrics tr > :first-child, table.metrics td:not([data-label]) { display: none; }
      table.metrics td { display: grid; grid-template-columns: minmax(0, 1fr) auto 13ch; gap: 8px; padding: 2px 0; }
      table.metrics td::before { content: attr(data-label); overflow-wrap: anywhere; font-weight: 400; text-align: left; }
      .filters .find, .filters output { display: none; }
      .filters .one:not([hidden]) { display: block; }
      .scroll.tall { max-height: none; width: auto; }
      table.heat td::before { content: attr(data-label); overflow-wrap: anywhere; min-width: 0; font-weight: 400; }
    }
    """
}

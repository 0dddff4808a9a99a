extension PageStyle {
  /// Tables: hairlines, tabular figures, a first column that stays.
  static let tables: StaticString = """

    .scroll { overflow-x: auto; max-width: 100%; position: relative; }
    .scroll.tall { max-height: 85vh; overflow: auto; width: max-content; }
    .tall table.data { border-collapse: separate; border-spacing: 0; }
    .tall table.data thead th { position: sticky; top: 0; background: var(--paper); z-index: 2; }
    .tall table.data thead th:first-child { z-index: 3; }
    table.data { border-collapse: collapse; border-top: 1px solid var(--ink); border-bottom: 1px solid var(--ink); font-variant-numeric: tabular-nums; }
    table.data caption { text-align: left; padding: 0 0 6px; color: var(--quiet); }
    table.data caption span { position: sticky; left: 0; display: inline-block; max-width: min(100%, 100vw - 32px); }
    table.titled caption { color: var(--ink); font-size: 16px; font-weight: 600; padding-top: 12px; }
    table.data th, table.data td { padding: 4px 10px; text-align: right; vertical-align: baseline; }
    table.data th { font-weight: 400; }
    table.data th:first-child { text-align: left; padding-left: 0; position: sticky; left: 0; background: var(--paper); z-index: 1; }
    table.data thead th { border-bottom: 1px solid var(--hair); vertical-align: bottom; max-width: 170px; min-width: 76px; }
    table.data tbody tr + tr > * { border-top: 1px solid var(--grid); }
    table.data tbody.controls { color: var(--quiet); }
    table.data tbody.controls tr:first-child > * { border-top: 1px solid var(--hair); }
    table.data tbody th { min-width: 84px; max-width: 240px; }
    table.heat tbody th { min-width: 130px; }
    table.data .best { font-weight: 600; }
    table.data small { display: block; font-size: 13px; color: var(--quiet); font-weight: 400; white-space: nowrap; }
    table.data thead small { white-space: normal; }
    table.data td.text { text-align: left; overflow-wrap: anywhere; min-width: 90px; }
    table.inputs thead th { min-width: 0; }
    table.data td.hash { min-width: 33ch; }
    table.data th.text { text-align: left; }
    table.data .sort { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: inherit; font-weight: 600; overflow-wrap: break-word; }
    button.sort { cursor: pointer; }
    table.data [aria-sort=ascending] .sort::after { content: " \\2191"; }
    table.data [aria-sort=descending] .sort::after { content: " \\2193"; }
    table.data thead th bdi { max-width: 150px; white-space: normal; overflow-wrap: anywhere; margin-left: auto; }
    """
}

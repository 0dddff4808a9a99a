/// What the page adds to the style sheet of reports.
enum ExplanationStyle {
  static let sheet: StaticString = """
    .tok { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "Liberation Mono", monospace; font-size: 13px; overflow-wrap: anywhere; }
    .tokens i, .tok i, .ladder i { font-style: normal; color: var(--quiet); }
    .tokens .hex, .tok .hex, .ladder .hex { font-size: 11px; color: var(--quiet); }
    .tokens span.f i, .tokens span.f .hex { color: inherit; }
    .tokens span.x, .tok.x { border: 1px solid var(--dot); border-radius: 2px; padding: 0 3px; }
    .tokens span.u { text-decoration: line-through; }
    .sentence .source { margin-top: 6px; }
    .seen { margin-top: 10px; } .seen .tokens { max-width: none; line-height: 1.5; }
    p.whole { font-size: 13px; max-width: none; line-height: 1.9; overflow-wrap: anywhere; }
    .whole .tok { border-bottom: 1px solid var(--rule); }
    .whole small { color: var(--quiet); font-size: 13px; margin-inline-end: 8px; font-variant-numeric: tabular-nums; }
    .parts { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 20px 44px; }
    .parts > * { max-width: 100%; } .parts > p { flex-basis: 100%; }
    figure.part { margin-top: 0; min-width: 0; }
    .parts div { width: auto; }
    .lanes td.whole { line-height: 1.45; }
    .part figcaption .tok { font-size: 16px; }

    table.ladder { border-collapse: separate; border-spacing: 3px 2px; font-size: 13px; font-variant-numeric: tabular-nums; margin-inline-start: -3px; }
    .ladder th { text-align: left; font-weight: 400; color: var(--quiet); padding: 1px 12px 1px 0; white-space: nowrap; position: sticky; left: 0; background: var(--paper); z-index: 1; }
    .ladder th small { display: block; font-size: 13px; color: var(--ink); }
    .ladder td { min-width: 22px; text-align: center; padding: 1px 4px; border-bottom: 2px solid transparent; white-space: nowrap;
      font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "Liberation Mono", monospace; }
    .ladder td.old { color: var(--quiet); border-bottom-color: var(--grid); }
    .ladder td.new { border-bottom-color: var(--accent); font-weight: 600; }
    .ladder tr:first-child td { border-bottom-color: var(--grid); }
    .ladder tr.ids td, .ladder tr.ids th { font-family: inherit; color: var(--ink); border-bottom: 0; font-weight: 400; }
    .ladder tr.ids td { color: var(--quiet); }
    .lattice td { padding: 1px 6px 2px; min-width: 44px; vertical-align: top; }
    .lattice td small { display: block; font: 11px/1.3 system-ui, sans-serif; font-variant-numeric: tabular-nums; font-weight: 400; color: var(--quiet); }
    .lattice tr:first-child td.new { border-bottom-color: var(--accent); }
    .lattice td.second, .lattice tr:first-child td.second { border-bottom: 2px dashed var(--dot); color: var(--ink); }
    .lattice td.old, .lattice .others tr:first-child td.old { border-bottom: 1px solid var(--hair); }
    .lattice td.none, .lattice .others tr:first-child td.none { border-bottom-color: transparent; }
    .lattice .others tr:first-child > * { padding-top: 10px; }
    table.data.list { width: auto; max-width: 100%; }
    table.data.list th:first-child { min-width: 5ch; }
    table.data.list td.text .tok { margin-inline-end: 4px; }
    dl code { overflow-wrap: anywhere; }
    @media screen and (max-width: 760px) { .lattice td { min-width: 32px; padding: 1px 2px 2px; } .ladder th { padding-right: 8px; } }
    @media print { .ladder th { position: static; } }
    """
}

/// The page's one style sheet.
///
/// Three sizes (26, 16, 13 px), two weights, paper, ink and one accent;
/// without `<` and `&`, so that the page is XML too.
package enum PageStyle {
  package static let sheet: StaticString = """

    :root { --paper: #fdfdfb; --ink: #1b1b1a; --quiet: #5e5d58; --hair: #d9d7cf; --grid: #ebe9e2;
      --accent: #0068a5; --dot: #77756e; --rule: #aeaba1; --heat: 0, 104, 165; }
    @media (prefers-color-scheme: dark) { :root { --paper: #161614; --ink: #e8e6e1; --quiet: #a5a39b;
      --hair: #3a3934; --grid: #282723; --accent: #62b6ea; --dot: #8f8d85; --rule: #66645c; --heat: 98, 182, 234; } }
    * { box-sizing: border-box; }
    html { color-scheme: light dark; -webkit-text-size-adjust: 100%; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
    main { max-width: 1088px; margin: 0 auto; padding: 20px 24px 64px; }
    h1, h2, h3, p, figure, dl, dd, ul, table, pre { margin: 0; padding: 0; }
    h1 { font-size: 26px; line-height: 1.2; font-weight: 600; overflow-wrap: anywhere; }
    h2 { display: inline; font-size: 16px; font-weight: 600; }
    h3 { font-size: 16px; font-weight: 600; margin-top: 20px; }
    b, strong { font-weight: 600; }
    p { max-width: 70ch; overflow-wrap: anywhere; }
    a { color: inherit; text-decoration-color: var(--dot); text-underline-offset: 3px; }
    bdi.short { white-space: nowrap; }
    a.n { text-decoration-style: dotted; }
    code, pre, .tokens { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "Liberation Mono", monospace; }
    code, pre { font-size: 13px; overflow-wrap: anywhere; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    td:target { background: rgba(var(--heat), 0.22); }
    .small, .policy, .source, .provenance, nav, figcaption, table, details.data { font-size: 13px; }
    .quiet, .policy, .source, .provenance, figcaption .unit { color: var(--quiet); }
    .policy, .source { max-width: 120ch; line-height: 1.4; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

    header { display: flex; font-size: 13px; flex-wrap: wrap; align-items: baseline; gap: 2px 24px; justify-content: space-between; }
    .notice { flex-basis: 100%; max-width: none; font-weight: 600; border-left: 3px solid var(--ink); padding-left: 9px; margin-top: 6px; }
    .answer { margin-top: 10px; max-width: 76ch; text-wrap: pretty; }
    .answer + .policy { margin-top: 4px; }
    figure { margin-top: 14px; }
    figcaption { margin-bottom: 4px; }
    figcaption b { font-size: 13px; }
    .source { margin-top: 2px; }
    .foot { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 14px; }
    .foot .source { flex: 0 1 auto; } .foot details { flex: 0 0 auto; max-width: 100%; margin: 0; } .foot details[open] { flex: 1 1 100%; }
    .provenance a { white-space: nowrap; }
    nav { margin-top: 18px; padding: 7px 0; border-top: 1px solid var(--hair); border-bottom: 1px solid var(--hair); }
    nav a { margin-right: 16px; display: inline-block; }

    .lanes { width: 100%; border-collapse: collapse; }
    .lanes tr { vertical-align: baseline; }
    .lanes th { text-align: left; font-weight: 400; padding: 2px 16px 2px 0; width: 1%; }
    th bdi { display: block; width: max-content; max-width: 210px; overflow-wrap: break-word; }
    .lanes th.name bdi { line-height: 1.3; }
    .lanes tr.focus th, .lanes tr.focus td.count { font-weight: 600; }
    .lanes td { padding: 2px 0; }
    .lanes .count { text-align: right; padding-right: 0; padding-left: 16px; width: 1%; font-variant-numeric: tabular-nums; }
    .tokens { font-size: 16px; line-height: 1.75; white-space: pre-wrap; overflow-wrap: anywhere; letter-spacing: 0; }
    .tokens span { border-inline-start: 1px solid var(--dot); padding: 1px 0 2px; position: relative; }
    .tokens span.a { box-shadow: inset 0 -2px 0 var(--rule); }
    .tokens span.f { background: repeating-linear-gradient(135deg, transparent 0 2px, var(--rule) 2px 3px); }
    .tokens span.o { text-decoration: underline dotted var(--dot) 1px; text-underline-offset: 7px; }
    .tokens span.g { border: 0; color: var(--quiet); }
    .tokens span.f::after { content: attr(data-n); font: 10px/1 system-ui, sans-serif; vertical-align: super; color: var(--quiet); }
    .tokens span:focus { outline: 2px solid var(--accent); outline-offset: 1px; z-index: 1; }
    .tokens span:focus::before { content: attr(title); position: absolute; top: 100%; inset-inline-start: 0; margin-top: 7px;
      padding: 2px 7px; background: var(--ink); color: var(--paper); font: 13px/1.4 system-ui, sans-serif; white-space: nowrap; z-index: 2; }

    svg.chart { display: block; max-width: 100%; height: auto; overflow: visible; font-size: 13px; font-variant-numeric: tabular-nums; }
    svg.narrow { display: none; }
    svg text { fill: var(--ink); }
    svg .quiet, svg .grid text, svg .reference text { fill: var(--quiet); }
    svg .grid line { stroke: var(--grid); }
    svg .reference line { stroke: var(--ink); stroke-dasharray: 3 3; }
    svg .value, svg .value tspan, svg .label, svg .reference text { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
    svg .interval { stroke: var(--dot); stroke-width: 1.5; fill: none; }
    svg circle { fill: var(--dot); }
    svg .focus circle { fill: var(--accent); }
    svg .focus .interval { stroke: var(--accent); }
    svg .focus .label, svg .focus .value { font-weight: 600; }
    svg .focus .value .quiet { font-weight: 400; }
    svg .control circle { fill: var(--paper); stroke: var(--dot); stroke-width: 1.5; }
    svg .control .label { fill: var(--quiet); }
    .panels { display: flex; flex-wrap: wrap; gap: 16px 25px; }
    .panels div { width: 330px; max-width: 100%; }
    .panels p { font-size: 13px; font-weight: 600; }

    details.section { border-top: 1px solid var(--hair); margin-top: 28px; padding-top: 10px; }
    nav + details.section { border-top: 0; margin-top: 8px; }
    summary { cursor: pointer; }
    details.section > summary { padding: 2px 0; }
    details.section > *:not(summary) { margin-top: 10px; }
    details.data { margin-top: 4px; }
    details.data > summary { color: var(--quiet); width: max-content; }

    .scroll { overflow-x: auto; max-width: 100%; }
    table.data { border-collapse: collapse; border-top: 1px solid var(--ink); border-bottom: 1px solid var(--ink); font-variant-numeric: tabular-nums; }
    table.data caption { text-align: left; padding: 0 0 6px; color: var(--quiet); }
    table.data th, table.data td { padding: 4px 10px; text-align: right; vertical-align: baseline; }
    table.data th { font-weight: 400; }
    table.data th:first-child { text-align: left; padding-left: 0; position: sticky; left: 0; background: var(--paper); z-index: 1; }
    table.data thead th { border-bottom: 1px solid var(--hair); vertical-align: bottom; max-width: 170px; min-width: 76px; }
    table.data tbody tr + tr > * { border-top: 1px solid var(--grid); }
    table.data tbody.controls { color: var(--quiet); }
    table.data tbody.controls tr:first-child > * { border-top: 1px solid var(--hair); }
    table.data tbody th { min-width: 84px; max-width: 240px; }
    table.data .best { font-weight: 600; }
    table.data small { display: block; font-size: 13px; color: var(--quiet); font-weight: 400; white-space: nowrap; }
    table.data thead small { white-space: normal; }
    table.data td.text { text-align: left; overflow-wrap: anywhere; min-width: 90px; }
    table.inputs thead th { min-width: 0; }
    table.data td.hash { min-width: 33ch; }
    table.data th.text { text-align: left; }
    table.data button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit; font-weight: 600; overflow-wrap: break-word; }
    table.data [aria-sort=ascending] button::after { content: " \\2191"; }
    table.data [aria-sort=descending] button::after { content: " \\2193"; }
    table.data thead th bdi { max-width: 150px; white-space: normal; overflow-wrap: anywhere; margin-left: auto; }
    table.heat td { border-left: 2px solid var(--paper); }
    .h1 { background: rgba(var(--heat), 0.07); } .h2 { background: rgba(var(--heat), 0.14); }
    .h3 { background: rgba(var(--heat), 0.21); } .h4 { background: rgba(var(--heat), 0.28); }
    .h5 { background: rgba(var(--heat), 0.35); } .h6 { background: rgba(var(--heat), 0.42); }
    dl { display: grid; grid-template-columns: minmax(120px, 190px) minmax(0, 70ch); gap: 10px 16px; }
    dt { font-weight: 600; overflow-wrap: anywhere; } dd p + p { margin-top: 2px; }
    ul { padding-left: 18px; } li { max-width: 70ch; overflow-wrap: anywhere; } li.small { max-width: 110ch; }
    pre { white-space: pre-wrap; border-left: 3px solid var(--hair); padding: 4px 0 4px 9px; }

    """

  package static let phoneAndPaper: StaticString = """

    @media screen and (max-width: 760px) {
      main { padding: 14px 16px 48px; }
      svg.wide { display: none; } svg.narrow { display: block; }
      .lanes tr { display: grid; grid-template-columns: 1fr auto; padding-bottom: 8px; }
      .lanes th { width: auto; max-width: none; padding: 2px 0; }
      .lanes th.name bdi { max-width: 280px; }
      .lanes tr:first-child th { display: none; }
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
      table.heat td::before { content: attr(data-label); overflow-wrap: anywhere; min-width: 0; }
    }
    @media print {
      :root { --paper: #fff; --ink: #000; --quiet: #444; --hair: #bbb; --grid: #ddd; --accent: #004f80; --dot: #666; --rule: #888; --heat: 0, 104, 165; }
      @page { margin: 16mm 14mm; }
      body { font-size: 11pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      main { padding: 0; max-width: none; }
      nav { display: none; }
      details.section::details-content { content-visibility: visible; display: block; block-size: auto; }
      summary { list-style: none; } summary::-webkit-details-marker { display: none; }
      details.data > summary, details.data:not([open]) { display: none; }
      figure, tr, .panels div { break-inside: avoid; } h2, h3, summary { break-after: avoid; }
      .scroll { overflow: visible; }
      table.data { font-size: 8.5pt; }
      table.data small { font-size: 8pt; white-space: normal; }
      table.data th, table.data td { padding: 2px 5px; }
      table.data thead th { min-width: 0; }
      table.data td.hash { min-width: 17ch; }
      .tokens { font-size: 11pt; } .small, .policy, .source, .provenance, figcaption, li.small { font-size: 9pt; }
      dl { gap: 6px 12px; }
      table.data th:first-child { position: static; }
      svg.wide { display: none; } svg.narrow { display: block; width: 115mm; }
      a { text-decoration: none; }
    }

    """
}

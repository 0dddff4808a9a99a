extension PageStyle {
  /// Sentences cut by each tokenizer: boundaries as lines and alternating underlines, fragments hatched.
  ///
  /// Lines are backgrounds and not borders, so that they take no room and letters that join stay joined.
  static let lanes: StaticString = """

    figure.sentence { display: grid; grid-template-columns: minmax(0, 1fr) auto auto; align-items: baseline; column-gap: 6px; }
    figure.sentence > * { grid-column: 1 / -1; }
    figure.sentence > figcaption { grid-column: 1; }
    figure.sentence > input { grid-column: 2; margin: 0; accent-color: var(--accent); } figure.sentence > label { grid-column: 3; font-size: 13px; cursor: pointer; }
    .lanes { width: 100%; border-collapse: collapse; }
    .lanes tr { vertical-align: baseline; }
    .lanes th { text-align: left; font-weight: 400; padding: 2px 16px 2px 0; width: 1%; }
    th bdi { display: block; width: max-content; max-width: 210px; overflow-wrap: break-word; }
    .lanes th.name bdi { line-height: 1.3; }
    .lanes tr.focus th, .lanes tr.focus td.count { font-weight: 600; }
    .lanes tr.translation > * { color: var(--quiet); padding-bottom: 6px; overflow-wrap: anywhere; }
    .lanes tr.morphemes th, .lanes tr.morphemes td.count { color: var(--quiet); }
    .lanes td { padding: 2px 0; }
    .lanes .count { text-align: right; padding-right: 0; padding-left: 16px; width: 1%; font-variant-numeric: tabular-nums; }
    .lanes small { display: block; font-size: 13px; color: var(--quiet); white-space: nowrap; }
    .lanes caption { text-align: left; color: var(--quiet); padding-top: 8px; }
    .worst tr.first > * { border-top: 1px solid var(--grid); }
    .worst th.name { min-width: 92px; }
    .tokens { font-size: 16px; line-height: 1.9; white-space: pre-wrap; overflow-wrap: anywhere; letter-spacing: 0; }
    .tokens span { padding: 2px 0 5px; position: relative; --edge: linear-gradient(var(--dot), var(--dot)); --under: none; --other: none; --hatch: none;
      background-image: var(--edge), var(--under), var(--other), var(--hatch); background-repeat: no-repeat, no-repeat, repeat-x, repeat;
      background-size: 1px calc(100% - 6px), 100% 1px, 6px 2px, auto; background-position: 0 2px, 0 calc(100% - 4px), 0 100%, 0 0; }
    .tokens:dir(rtl) span { background-position: 100% 2px, 0 calc(100% - 4px), 0 100%, 0 0; }
    .tokens span.a { --under: linear-gradient(var(--quiet), var(--quiet)); }
    .tokens span.f { --hatch: repeating-linear-gradient(135deg, transparent 0 2px, var(--rule) 2px 3px); }
    .tokens span.o { --other: linear-gradient(90deg, var(--accent) 0 4px, transparent 4px 6px); }
    .tokens span.g, .morphemes span.u, .morphemes span.w { --edge: none; } .tokens span.g, .morphemes span.u { color: var(--quiet); }
    .morphemes span.m { --edge: linear-gradient(var(--ink), var(--ink)); background-size: 1px 100%, 0, 0, 0; }
    .tokens span.f::after { content: attr(data-n); font: 10px/1 system-ui, sans-serif; vertical-align: super; }
    .tokens i { font-style: normal; } .tokens i.c { font-size: 11px; color: var(--quiet); } .tokens span.f i.c { color: inherit; }
    .spaces:checked ~ table i:not(.c), .spaces:checked ~ .foot table i:not(.c) { background: radial-gradient(circle, var(--ink) 1.2px, transparent 1.7px) center 55% / 100% 100% no-repeat; }
    .spaces:checked ~ table i.w, .spaces:checked ~ .foot table i.w { box-shadow: inset 0 0 0 1px var(--quiet); }
    .tokens span:focus { outline: 2px solid var(--accent); outline-offset: 1px; z-index: 1; }
    .tokens span:focus::before { content: attr(title); position: absolute; top: 100%; inset-inline-start: 0; margin-top: 7px;
      padding: 2px 7px; background: var(--ink); color: var(--paper); font: 13px/1.4 system-ui, sans-serif; white-space: nowrap; z-index: 2; }
    .live .tokens span:focus::before { content: none; }
    p.token { min-height: 1.4em; } html:not(.live) p.token { display: none; }
    @media print { p.token, figure.sentence > input, figure.sentence > label { display: none; } }
    @media (forced-colors: active) { .tokens span[title], .morphemes span.m { border-inline-start: 1px solid; } .tokens span.a { text-decoration: underline; } .tokens span.o { border-bottom: 1px dashed; } }
    """
}

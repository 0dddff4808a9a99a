extension PageStyle {
  /// Sentences cut by each tokenizer: boundaries as lines and alternating underlines, fragments hatched.
  static let lanes: StaticString = """

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
    .tokens span.f::after { content: attr(data-n); font: 10px/1 system-ui, sans-serif; vertical-align: super; }
    .tokens span:focus { outline: 2px solid var(--accent); outline-offset: 1px; z-index: 1; }
    .tokens span:focus::before { content: attr(title); position: absolute; top: 100%; inset-inline-start: 0; margin-top: 7px;
      padding: 2px 7px; background: var(--ink); color: var(--paper); font: 13px/1.4 system-ui, sans-serif; white-space: nowrap; z-index: 2; }
    """
}

extension PageStyle {
  /// Type: three sizes (26, 16, 13 px), two weights, and what every element starts from.
  static let type: StaticString = """
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
    """
}

/// What a sweep's page adds to the style sheet: lines in three colours of Okabe and Ito, each with a shape and
/// a dash of its own.
enum SweepStyle {
  static let sheet: StaticString = """
    :root { --s0: #0068a5; --s1: #b04a00; --s2: #007355; }
    @media (prefers-color-scheme: dark) { :root { --s0: #62b6ea; --s1: #ea9052; --s2: #3fbd95; } }
    @media print { :root { --s0: #004f80; --s1: #8f3c00; --s2: #005c44; } }
    .s0 { --line: var(--s0); } .s1 { --line: var(--s1); } .s2 { --line: var(--s2); }
    svg.lines .line { fill: none; stroke: var(--line); stroke-width: 1.75; stroke-linejoin: round; }
    svg.lines .s1 .line { stroke-dasharray: 7 4; } svg.lines .s2 .line { stroke-dasharray: 2 4; stroke-linecap: round; }
    svg.lines .series .mark { fill: var(--line); }
    svg.lines .series .interval { stroke: var(--line); stroke-width: 1.25; }
    svg.lines .series .ring { fill: none; stroke: var(--line); stroke-width: 1.75; }
    svg.lines .name, svg.lines .series .value { fill: var(--line); font-weight: 600; }
    svg.lines .name { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
    th.kind { color: var(--line); font-weight: 600; }
    table.data tbody.kind + tbody.kind tr:first-child > * { border-top: 1px solid var(--hair); }
    table.data td.no { color: var(--quiet); }
    dd.formula code { font-size: 13px; }
    """
}

extension PageStyle {
  /// Charts: dots, intervals, grids, reference lines, panels.
  static let charts: StaticString = """

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
    svg.strips .dots { fill: none; stroke: var(--dot); stroke-width: 7; stroke-linecap: round; stroke-opacity: 0.6; }
    svg.strips .ticks { fill: none; stroke: var(--dot); stroke-width: 1; }
    svg.strips circle { fill: var(--accent); }
    svg .front path { fill: none; stroke: var(--ink); stroke-width: 1; stroke-dasharray: 4 3; }
    svg.scatter .onfront circle { fill: var(--ink); } svg.scatter .focus circle { fill: var(--accent); }
    svg.scatter .onfront .label { font-weight: 600; }
    svg.shares rect { stroke: var(--rule); stroke-width: 0.5; }
    .overview { margin-bottom: 18px; }
    svg.shares .p0 { fill: rgba(var(--heat), 0.07); } svg.shares .p1 { fill: rgba(var(--heat), 0.14); }
    svg.shares .p2 { fill: rgba(var(--heat), 0.21); } svg.shares .p3 { fill: rgba(var(--heat), 0.28); }
    svg.shares .p4 { fill: rgba(var(--heat), 0.35); } svg.shares .p5 { fill: rgba(var(--heat), 0.42); }
    svg.shares .p6 { fill: rgba(var(--heat), 0.5); }
    .panels { display: flex; flex-wrap: wrap; gap: 16px 25px; }
    .panels div { width: 330px; max-width: 100%; }
    .panels p { font-size: 13px; font-weight: 600; }
    """
}

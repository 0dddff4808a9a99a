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
    .panels { display: flex; flex-wrap: wrap; gap: 16px 25px; }
    .panels div { width: 330px; max-width: 100%; }
    .panels p { font-size: 13px; font-weight: 600; }
    """
}

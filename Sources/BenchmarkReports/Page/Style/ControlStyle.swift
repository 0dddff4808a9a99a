extension PageStyle {
  /// Links to tables and figures, buttons that copy, and what narrows rows down.
  static let controls: StaticString = """

    tr[hidden] { display: none; }
    .anchor { text-decoration: none; color: var(--quiet); opacity: 0; padding: 0 3px; font-weight: 400; }
    .anchor:focus-visible, .frame:hover > .scroll .anchor, figure:hover > figcaption .anchor { opacity: 1; }
    :target > caption .anchor, :target > figcaption .anchor { opacity: 1; color: var(--accent); }
    .tools { min-height: 22px; font-size: 13px; color: var(--quiet); margin-top: 2px; }
    .tools button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer;
      text-decoration: underline; text-decoration-color: var(--dot); text-underline-offset: 3px; }
    .tools button:hover, .sort:hover { color: var(--accent); }
    .filters { min-height: 34px; font-size: 13px; display: flex; flex-wrap: wrap; gap: 6px 18px; align-items: baseline; padding-bottom: 6px; }
    .filters [hidden], .filters .one { display: none; }
    .filters input, .filters select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--dot);
      border-radius: 0; padding: 2px 6px; max-width: 100%; }
    @media (scripting: none) { .tools, .filters { display: none; } }
    """
}

extension PageStyle {
  /// The top of the page: heading, answer, figures' frames, navigation.
  static let head: StaticString = """

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
    """
}

extension PageStyle {
  /// Lists of terms, of warnings, and commands.
  static let lists: StaticString = """
    dl { display: grid; grid-template-columns: minmax(120px, 190px) minmax(0, 70ch); gap: 10px 16px; }
    dt { font-weight: 600; overflow-wrap: anywhere; } dd p + p { margin-top: 2px; }
    ul { padding-left: 18px; } li { max-width: 70ch; overflow-wrap: anywhere; } li.small { max-width: 110ch; }
    pre { white-space: pre-wrap; border-left: 3px solid var(--hair); padding: 4px 0 4px 9px; }
    """
}

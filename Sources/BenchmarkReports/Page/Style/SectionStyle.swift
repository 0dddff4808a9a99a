extension PageStyle {
  /// Parts of the page that can be folded.
  static let sections: StaticString = """

    details.section { border-top: 1px solid var(--hair); margin-top: 28px; padding-top: 10px; }
    nav + details.section { border-top: 0; margin-top: 8px; }
    summary { cursor: pointer; }
    details.section > summary { padding: 2px 0; }
    details.section > *:not(summary) { margin-top: 10px; }
    details.section > figure, details.section > .policy + figure { margin-top: 30px; }
    details.data { margin-top: 4px; }
    details.data > summary { color: var(--quiet); width: max-content; }
    """
}

extension PageStyle {
  /// Steps of lightness in the matrix of languages.
  static let heat: StaticString = """
    table.heat td { border-left: 2px solid var(--paper); }
    .h1 { background: rgba(var(--heat), 0.07); } .h2 { background: rgba(var(--heat), 0.14); }
    .h3 { background: rgba(var(--heat), 0.21); } .h4 { background: rgba(var(--heat), 0.28); }
    .h5 { background: rgba(var(--heat), 0.35); } .h6 { background: rgba(var(--heat), 0.42); }
    """
}

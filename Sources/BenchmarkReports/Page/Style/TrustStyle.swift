extension PageStyle {
  /// Inputs with their hashes, and what narrow screens change in sentences.
  static let trust: StaticString = """

    table.data td.long { min-width: 26ch; }
    @media screen and (max-width: 760px) {
      .worst tr.first > td.tokens { border-top: 0; }
      table.data td.long { min-width: 18ch; }
    }
    """
}

extension PageStyle {
  /// The page's colours: paper, ink, one accent, one hue of heat; light and dark.
  static let colours: StaticString = """
    :root { --paper: #fdfdfb; --ink: #1b1b1a; --quiet: #5e5d58; --hair: #d9d7cf; --grid: #ebe9e2;
      --accent: #0068a5; --dot: #77756e; --rule: #aeaba1; --heat: 0, 104, 165; }
    @media (prefers-color-scheme: dark) { :root { --paper: #161614; --ink: #e8e6e1; --quiet: #a5a39b;
      --hair: #3a3934; --grid: #282723; --accent: #62b6ea; --dot: #8f8d85; --rule: #66645c; --heat: 98, 182, 234; } }
    """
}

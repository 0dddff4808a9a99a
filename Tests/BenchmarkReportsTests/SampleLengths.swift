import TokenizerMetrics

/// Lithuanian words by the tokens they take, as plausible as the trained tokenizers of the sample.
enum SampleLengths {
  static let records: [WordLengths] = [
    ("cl100k_base", [0, 1980, 3105, 3950, 3022, 1800, 860, 410, 201, 88, 40, 12]),
    ("o200k_base", [0, 2420, 5280, 4604, 1990, 770, 260, 104, 40]),
    ("r50k_base", [0, 1490, 2600, 3700, 3300, 2208, 1120, 590, 262, 120, 58, 20]),
    ("lt-bpe-4k", [0, 2930, 6200, 4300, 1400, 480, 120, 38]),
    ("lt-bpe-32k", [0, 7905, 5210, 1900, 360, 77, 16]),
  ].map { name, words in
    WordLengths(tokenizer: name, corpus: "flores", language: "lit_Latn", words: words)
  }
}

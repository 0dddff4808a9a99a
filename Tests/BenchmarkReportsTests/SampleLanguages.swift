import TokenizerMetrics

/// Fertility and parity of the sample, language by language, in the order of the tokenizers.
struct SampleLanguages {
  struct Language {
    let tag: String
    let fertility: [(String, Double)]
    let premium: [(String, Double)]

    init(_ tag: String, _ fertility: [Double], _ premium: [Double]) {
      self.tag = tag
      let names = SampleResult.tokenizers.map(\.name)
      self.fertility = Array(zip(names, fertility))
      let controls = tag == "lit_Latn" ? [1.0752, 1.0063, 0.8048] : []
      self.premium = Array(zip(names, premium + controls))
    }
  }

  /// Tag and English name, as a run finds them.
  static let names = [
    ("arb_Arab", "Arabic"), ("deu_Latn", "German"), ("ell_Grek", "Greek"), ("eng_Latn", "English"),
    ("est_Latn", "Estonian"), ("fin_Latn", "Finnish"), ("fra_Latn", "French"),
    ("heb_Hebr", "Hebrew"), ("hin_Deva", "Hindi"), ("jpn_Jpan", "Japanese"),
    ("kat_Geor", "Georgian"), ("lit_Latn", "Lithuanian"), ("lvs_Latn", "Latvian"),
    ("mya_Mymr", "Burmese"), ("pol_Latn", "Polish"), ("rus_Cyrl", "Russian"),
    ("spa_Latn", "Spanish"), ("swe_Latn", "Swedish"), ("tam_Taml", "Tamil"),
    ("ukr_Cyrl", "Ukrainian"), ("vie_Latn", "Vietnamese"), ("zho_Hans", "Chinese (simplified)"),
  ].map { NamedText($0, $1) }

  static let all: [Language] = [
    Language(
      "arb_Arab", [4.1707, 1.8828, 5.9949, 4.3792, 4.0873],
      [3.0324, 1.3831, 4.3688, 1.2007, 1.326]),
    Language(
      "deu_Latn", [1.9431, 1.5913, 2.6340, 2.0403, 1.9042],
      [1.5742, 1.3026, 2.1390, 0.5594, 0.6178]),
    Language(
      "ell_Grek", [5.8218, 2.3965, 7.3675, 6.1129, 5.7054],
      [5.1345, 2.1355, 6.5128, 1.6761, 1.851]),
    Language(
      "eng_Latn", [1.2313, 1.2187, 1.2285, 3.1, 2.62],
      [1.0000, 1.0000, 1.0000, 1.0, 1.0]),
    Language(
      "est_Latn", [3.0071, 2.3687, 3.3788, 3.1575, 2.947],
      [1.8671, 1.4860, 2.1028, 0.8658, 0.9561]),
    Language(
      "fin_Latn", [3.3603, 2.6001, 3.8200, 3.5283, 3.2931],
      [1.9937, 1.5587, 2.2717, 0.9674, 1.0684]),
    Language(
      "fra_Latn", [1.6917, 1.4236, 2.1134, 1.7763, 1.6579],
      [1.5832, 1.3461, 1.9825, 0.487, 0.5379]),
    Language(
      "heb_Hebr", [5.6331, 2.2661, 6.6995, 5.9148, 5.5204],
      [3.6533, 1.4849, 4.3550, 1.6218, 1.791]),
    Language(
      "hin_Deva", [5.0262, 1.6368, 7.7865, 5.2775, 4.9257],
      [4.7936, 1.5773, 7.4435, 1.4471, 1.598]),
    Language(
      "jpn_Jpan", [55.0000, 39.9106, 71.7554, 57.75, 53.9],
      [2.2660, 1.6614, 2.9632, 15.8347, 17.4866]),
    Language(
      "kat_Geor", [15.3452, 2.7796, 21.5452, 16.1125, 15.0383],
      [9.8194, 1.7971, 13.8189, 4.4179, 4.8788]),
    Language(
      "lit_Latn", [3.4050, 2.5826, 3.7600, 2.4, 1.667],
      [2.2249, 1.7050, 2.4626, 0.6231, 0.5121]),
    Language(
      "lvs_Latn", [3.4320, 2.6318, 3.6929, 3.05, 2.55],
      [2.3634, 1.8311, 2.5489, 0.8363, 0.8273]),
    Language(
      "mya_Mymr", [29.9684, 8.0836, 43.1710, 31.4668, 29.369],
      [11.6570, 3.1770, 16.8317, 8.628, 9.5281]),
    Language(
      "pol_Latn", [2.6276, 2.2275, 3.6750, 2.759, 2.575],
      [1.9146, 1.6399, 2.6840, 0.7565, 0.8354]),
    Language(
      "rus_Cyrl", [3.3624, 1.9099, 7.7369, 3.5305, 3.2952],
      [2.4971, 1.4331, 5.7592, 0.968, 1.0691]),
    Language(
      "spa_Latn", [1.6089, 1.3532, 2.0597, 1.6893, 1.5767],
      [1.5477, 1.3152, 1.9859, 0.4632, 0.5115]),
    Language(
      "swe_Latn", [2.0702, 1.7537, 2.5556, 2.1737, 2.0288],
      [1.5799, 1.3522, 1.9548, 0.596, 0.6582]),
    Language(
      "tam_Taml", [12.1740, 3.1269, 24.6169, 12.7827, 11.9305],
      [7.6127, 1.9756, 15.4294, 3.5049, 3.8706]),
    Language(
      "ukr_Cyrl", [4.2050, 2.4449, 8.0265, 4.4153, 4.1209],
      [2.9964, 1.7602, 5.7328, 1.2106, 1.3369]),
    Language(
      "vie_Latn", [2.1543, 1.2945, 3.9896, 2.262, 2.1112],
      [2.4375, 1.4799, 4.5246, 0.6202, 0.6849]),
    Language(
      "zho_Hans", [23.8898, 15.8354, 40.3773, 25.0843, 23.412],
      [1.8898, 1.2657, 3.2015, 6.878, 7.5955]),
  ]
}

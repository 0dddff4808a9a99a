/// How a dictionary word and rules make a form.
struct AffixDerivation: Sendable, Hashable {
  /// The dictionary word in look-up form.
  var base: [UInt8]
  /// The form as the dictionary would spell it, in UTF-8.
  var spelling: [UInt8]
  /// The length of the prefix in the form.
  var prefixLength = 0
  /// The length of what the prefix rule strips off the word.
  var prefixStripped = 0
  /// Where the suffix that the last rule adds begins in the form; nil where no rule adds one.
  var suffixStart: Int?
  /// Where the suffix of the first of two suffix rules begins.
  var innerStart: Int?
  /// The flag of the last suffix rule.
  var suffixFlag: UInt32?
}

extension NormalizationOptions {
  /// Whether an option is not as it is by default.
  var isGiven: Bool { normalization != nil || !addDummyPrefix || !removeExtraWhitespaces }
}

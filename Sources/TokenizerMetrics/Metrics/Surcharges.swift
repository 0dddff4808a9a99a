import Segmentation

extension MetricDefinition {
  /// What decomposed letters cost.
  static let decomposedSurcharge = MetricDefinition(
    record: MetricRecord(
      id: "surcharge_nfd", name: "NFD surcharge",
      meaning: "tokens of the text in NFD, divided by those of the text",
      formula: "Σ|T(NFD(x))| / Σ|T(x)|", unit: "", direction: .none, source: "",
      caution: "Text from some systems comes so: it reads alike and costs this much more."),
    needs: CountingNeeds(surcharges: true), isFocusOnly: true,
    onLanguage: { view, language in
      view.surcharges("surcharge_nfd", language) { .ratio($0[.decomposed], $0[.asWritten]) }
    })

  /// What capitals cost.
  static let upperSurcharge = MetricDefinition(
    record: MetricRecord(
      id: "surcharge_upper", name: "Capitals surcharge",
      meaning: "tokens of the text in capitals, divided by those of the text",
      formula: "Σ|T(upper(x))| / Σ|T(x)|", unit: "", direction: .none, source: "",
      caution: "Full upper case by the root locale; headings and forms are written so."),
    needs: CountingNeeds(surcharges: true), isFocusOnly: true,
    onLanguage: { view, language in
      view.surcharges("surcharge_upper", language) { .ratio($0[.upper], $0[.asWritten]) }
    })

  /// What marks on letters cost.
  static let diacriticSurcharge = MetricDefinition(
    record: MetricRecord(
      id: "surcharge_diacritics", name: "Diacritics surcharge",
      meaning: "tokens of the text, divided by those of the text without marks on letters",
      formula: "Σ|T(x)| / Σ|T(strip(x))|, strip: NFD, without Mn, NFC", unit: "",
      direction: .none, source: "",
      caution: "Without marks words are others: it says what spelling costs, not what could be "
        + "saved."),
    needs: CountingNeeds(surcharges: true), isFocusOnly: true,
    onLanguage: { view, language in
      view.surcharges("surcharge_diacritics", language) {
        .ratio($0[.asWritten], $0[.withoutMarks])
      }
    })
}

/// The columns of one subject's texts and their variants.
private struct SurchargeColumns {
  let language: Int
  let subject: Int

  subscript(_ variant: DiagnosticTally.Variant) -> ColumnKey {
    .diagnostic(language: language, subject: subject, column: variant.rawValue)
  }
}

extension CorpusView {
  /// The policy of what looks at the first part of a language's text alone.
  func diagnosticPolicy(_ language: Int) -> Policy {
    var policy = policy
    if languages[language].diagnostics.isPart {
      policy.further.append(NamedText("text", "first \(Self.size(settings.diagnosedBytes))"))
    }
    return policy
  }

  private static func size(_ bytes: Int) -> String {
    bytes % (1 << 20) == 0 ? "\(bytes >> 20) MB" : "\(bytes) bytes"
  }

  fileprivate func surcharges(
    _ metric: String, _ language: Int,
    _ formula: (SurchargeColumns) -> Formula<ColumnKey>
  ) -> [RowPlan] {
    var policy = diagnosticPolicy(language)
    if !policy.further.contains(where: { $0.name == "icu" }) {
      policy.further.append(NamedText("icu", ICU.version))
    }
    return subjects().map { subject in
      let columns = SurchargeColumns(language: language, subject: subject)
      return plan(
        metric, language, subject, formula(columns),
        n: languages[language].diagnostics.documents, of: "documents", policy)
    }
  }
}

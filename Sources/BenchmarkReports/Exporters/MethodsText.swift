import TokenizerMetrics

/// `methods.txt`: what a paper's section on methods must say, as paragraphs to paste, one a line.
struct MethodsText: Sendable {
  let model: ReportModel
  /// The hash of the manifest that recomputes the report.
  let manifestSHA256: String

  private var result: BenchmarkResult { model.result }

  /// The file's text.
  func text() -> String {
    let paragraphs =
      [
        tokenizers, texts, measures, uncertainty, limits, recomputing,
        Self.citation(result.derlius),
      ]
    return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// How to cite the program; `CITATION.cff` says the same.
  static func citation(_ version: String) -> String {
    "Cite as: The Derlius authors. Derlius: a tokenizer workbench and fertility benchmark, version "
      + "\(version). Software, Apache License 2.0."
  }

  // MARK: - What was compared

  private var tokenizers: String {
    let choices = model.choices
    let what =
      choices.count == 1
      ? "One tokenizer was measured" : "\(NumberText.count(choices.count)) tokenizers were compared"
    let names = choices.map { tokenizer in
      "\(plain(tokenizer.name)) (\(Self.kind(tokenizer)), "
        + "\(Self.counted(tokenizer.vocabularySize, "token")), SHA-256 \(tokenizer.sha256))"
    }
    var text = "\(what) with Derlius \(result.derlius)\(versions): \(Self.list(names, "; "))."
    if !model.controls.isEmpty {
      text += " Controls, which are no tokenizers to choose: "
      text += "\(Self.list(model.controls.map { plain($0.name) }, ", "))."
    }
    for missing in result.missing {
      text += " \(plain(missing.name)) could not be measured: \(missing.why)."
    }
    return text
  }

  private var versions: String {
    func version(_ name: String) -> String? { result.versions.first { $0.name == name }?.value }
    var parts: [String] = []
    if let icu = version("icu") {
      let unicode = version("icuUnicode").map { " with Unicode \($0)" } ?? ""
      parts.append("ICU \(icu)\(unicode) for words, sentences and normal forms")
    }
    if let tables = version("patternUnicode") {
      parts.append("Unicode \(tables) for split patterns")
    }
    for other in result.versions
    where !["icu", "icuUnicode", "patternUnicode"].contains(other.name) {
      parts.append("\(other.name) \(other.value)")
    }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: "; ")))"
  }

  private static func kind(_ tokenizer: TokenizerRecord) -> String {
    let model =
      switch tokenizer.model {
      case "bpe": "BPE"
      case "unigram": "Unigram"
      case "wordpiece": "WordPiece"
      default: tokenizer.model
      }
    return [tokenizer.format, model].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  // MARK: - On what

  private var texts: String {
    let corpora = result.corpora.map { corpus in
      let all = corpus.languages.count
      // Of many languages only those that the report is about: the manifest has all.
      let told = corpus.languages.filter {
        all <= 2 || [result.focus, result.referenceLanguage].contains($0.language)
      }
      let parts = told.map { language in
        "\(model.languages[language.language]): "
          + "\(Self.counted(language.documents, corpus.isParallel ? "line" : "text")), "
          + "\(Self.counted(language.words, "white-space word")), "
          + "\(Self.counted(language.fileBytes, "byte")), SHA-256 \(language.sha256)"
      }
      let what =
        corpus.isParallel
        ? "the parallel corpus \(plain(corpus.name)) in \(Self.counted(all, "language"))"
        : plain(corpus.name)
      if parts.isEmpty { return what }
      let rest = all > told.count ? "; the hashes of all files stand in the manifest" : ""
      return "\(what) (\(parts.joined(separator: "; "))\(rest))"
    }
    let verb = corpora.count == 1 ? "The text was" : "The texts were"
    let sentences = corpora.isEmpty ? [] : ["\(verb) \(Self.list(corpora, "; "))."]
    let morphemes = result.morphologies.map { record in
      "Morphemes of \(model.languages[record.language]) came from \(plain(record.file)) "
        + "(\(Self.counted(record.forms, "form")), SHA-256 \(record.sha256))."
    }
    return (sentences + morphemes + [overlap]).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private var overlap: String {
    guard let corpus = model.corpus else { return "" }
    let answer = Headings.overlap(model, corpus: corpus, language: result.focus)
    if answer == "unknown" {
      return "Whether training text of the tokenizers holds lines of \(plain(corpus)) is not known."
    }
    return "Lines of \(plain(corpus)) in training text: \(answer)."
  }

  // MARK: - How

  private var column: Column? {
    guard let corpus = model.corpus else { return nil }
    return Headings.headlineMetrics.lazy.compactMap {
      model.column($0, corpus: corpus, language: result.focus)
    }.first
  }

  private var measures: String {
    let policy = column?.policy ?? result.rows.first?.policy ?? Policy()
    let reported = Headings.headlineMetrics.filter { model.metricIDs.contains($0) }.map {
      metric in
      let record = model.record(metric)
      return record.formula.isEmpty ? record.name : "\(record.name) (\(record.formula))"
    }
    var sentences = [PolicySentences.words(policy)] + PolicySentences.others(policy)
    if !reported.isEmpty {
      sentences.append("Measures: \(Self.list(reported, "; ")).")
    }
    if let reference = result.referenceLanguage {
      sentences.append("The reference of parity is \(model.languages[reference]).")
    }
    return sentences.joined(separator: " ")
  }

  private var uncertainty: String {
    let resampling = result.resampling
    guard resampling.resamples > 0 else {
      return "No intervals were drawn, and no differences were tested."
    }
    var text = "Intervals are percentile bootstrap intervals "
    text += "(\(NumberText.percent(resampling.confidence)), "
    text += "\(NumberText.count(resampling.resamples)) resamples, seed \(resampling.seed))"
    if let column, let corpus = model.corpus,
      let record = model.language(result.focus, of: corpus)
    {
      text += " over \(PolicyText.units(record.units, of: column.policy.unit))"
      text += " of \(plain(corpus))"
    }
    text += "."
    guard model.choices.count > 1, !result.comparisons.isEmpty else { return text }
    text +=
      " Tokenizers were compared with \(plain(result.baseline)) on the same units by a paired "
    text += "permutation test, p-values corrected after Holm; the intervals of ratios are those of "
    text += "a paired bootstrap. A difference is claimed with p below 0.05 and a ratio at least "
    return text + "1\(NumberText.thin)% from one."
  }

  private var limits: String {
    var text = "The intervals say nothing of the variance of training. \(Headings.downstream)"
    if let notice = result.notice { text = "\(notice)\n\n\(text)" }
    return text
  }

  private var recomputing: String {
    "All numbers can be recomputed from the report's manifest.json (SHA-256 \(manifestSHA256)), which "
      + "names every input by its hash: derlius bench manifest.json --output FOLDER; derlius verify "
      + "FOLDER compares every byte."
  }

  // MARK: - Words

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(NumberText.count(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func list(_ parts: [String], _ separator: String) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    let mark = separator == "; " ? "; and " : " and "
    return parts.dropLast().joined(separator: separator) + mark + last
  }
}

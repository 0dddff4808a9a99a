import Groundwork
import Testing
import TokenizerMetrics

@testable import BenchmarkReports

/// What goes into a paper: `results.tex` and `methods.txt`.
@Suite struct PaperTextTests {
  /// Two tokenizers, one language with a reference, and everything that needs escaping.
  private var small: BenchmarkResult {
    var result = BenchmarkResult(derlius: "0.1.0", focus: "lit_Latn", baseline: "a_b")
    result.versions = [
      NamedText("icu", "72.1"), NamedText("icuUnicode", "15.0"),
      NamedText("patternUnicode", "16.0"),
    ]
    result.referenceLanguage = "eng_Latn"
    result.languageNames = SampleLanguages.names
    result.tokenizers = [
      TokenizerRecord(
        name: "a_b", format: "tiktoken", model: "bpe", vocabularySize: 1300, ordinarySize: 256,
        file: "a.tiktoken", bytes: 1000, sha256: "00ff", details: [NamedText("pattern", "gpt2")]),
      TokenizerRecord(
        name: #"50%--#1 {\x}"#, format: "gguf", model: "unigram", vocabularySize: 8, sha256: "11"),
      TokenizerRecord(name: "bytes", isControl: true),
    ]
    result.corpora = [
      CorpusRecord(
        name: "flores & co", isParallel: true,
        languages: ["eng_Latn", "lit_Latn"].map {
          LanguageRecord(
            language: $0, file: "\($0).dev", fileBytes: 90, sha256: "aa", documents: 5,
            emptyDocuments: 0, words: 20, wordsWithoutLetter: 1, scalars: 80, bytes: 85, units: 1,
            changedDocuments: 0)
        })
    ]
    result.overlaps = [OverlapRecord(tokenizer: "a_b", corpus: "flores & co", language: "lit_Latn")]
    result.metrics = [SampleMetrics.records[0], SampleMetrics.records[4]]
    var parallel = Policy()
    parallel.further = [NamedText("referenceLanguage", "eng_Latn")]
    func row(_ tokenizer: String, _ metric: String, _ value: Double?, _ policy: Policy) -> ResultRow
    {
      ResultRow(
        tokenizer: tokenizer, corpus: "flores & co", language: "lit_Latn", metric: metric,
        value: value, low: value.map { $0 - 0.125 }, high: value.map { $0 + 0.125 }, n: 5,
        countedAs: "documents", why: value == nil ? "line 3 is <empty>" : nil, policy: policy)
    }
    let other = result.tokenizers[1].name
    result.rows = [
      row("a_b", "fertility", 3.405006228127410, Policy()), row(other, "fertility", 2, Policy()),
      row("a_b", "premium", 2.25, parallel), row(other, "premium", nil, parallel),
      row("bytes", "premium", 1, parallel),
    ]
    result.comparisons = [
      ComparisonRow(
        tokenizer: other, baseline: "a_b", corpus: "flores & co", language: "lit_Latn",
        metric: "fertility", ratio: 0.5874, low: 0.57, high: 0.6, p: nil, why: "1 unit, 20 needed")
    ]
    result.missing = [MissingInput(name: "c_d", why: "not on this machine")]
    return result
  }

  @Test func writesLaTeX() {
    let note =
      #"{\footnotesize\textsuperscript{a}\,white-space words \textperiodcentered{} flores \& co, "#
      + #"5 lines, 20 words (5.0\,\% without a letter) \textperiodcentered{} resampled by 1 block of "#
      + #"5 lines \textperiodcentered{} overlap with training text: unknown\par}"#
    #expect(
      ResultLaTeX.text(ReportModel(small), manifestSHA256: "77aa") == ##"""
        % Written by derlius 0.1.0 from the manifest with SHA-256
        % 77aa.
        % In the preamble: \usepackage[T1]{fontenc} \usepackage{booktabs}
        % Letters beyond Latin script need LuaLaTeX or XeLaTeX, and a font that has them.

        \begin{table}
          \centering
          \caption{Lithuanian, flores \& co}\label{tab:derlius-1-lithuanian-flores-co}
          \begin{tabular}{lrrr}
            \toprule
            Tokenizer\textsuperscript{a} & fertility, tokens/word & Relative to a\_b & parity (against eng\_Latn) \\
            \midrule
            50\%-{}-\#1 \{\textbackslash{}x\} & 2.000 (1.875--2.125) & 0.587 (0.570--0.600, not tested) & -- (line 3 is \textless{}empty\textgreater{}) \\
            a\_b & 3.405 (3.280--3.530) & 1 & 2.250 (2.125--2.375) \\
            \midrule
            bytes (control) &  &  & 1.000 (0.875--1.125) \\
            \bottomrule
          \end{tabular}
          \par\smallskip
          \##(note)
        \end{table}

        \begin{table}
          \centering
          \caption{Parity with English, flores \& co}\label{tab:derlius-2-parity-with-english-flores-co}
          \begin{tabular}{lrrr}
            \toprule
            Language\textsuperscript{a} & a\_b & 50\%-{}-\#1 \{\textbackslash{}x\} & bytes (control) \\
            \midrule
            Lithuanian & 2.250 & -- & 1.000 \\
            \bottomrule
          \end{tabular}
          \par\smallskip
          {\footnotesize\textsuperscript{a}\,Tokens for the same content, divided by those for English; 1 is parity. white-space words \textperiodcentered{} against eng\_Latn.\par}
        \end{table}

        """##)
  }

  @Test func longTablesBreakOverPages() {
    var result = SampleResult.make()
    let languages = (1...41).map { "x\($0)_Latn" }
    let record = result.corpora[0].languages[0]
    result.corpora[0].languages += languages.map {
      var language = record
      language.language = $0
      return language
    }
    let row = result.rows.first { $0.metric == "premium" }
    result.rows += languages.compactMap { language in
      var row = row
      row?.language = language
      return row
    }
    let text = ResultLaTeX.text(ReportModel(result), manifestSHA256: "77aa")
    #expect(text.contains("\\usepackage{booktabs} \\usepackage{longtable}\n"))
    #expect(
      text.contains("\\begin{longtable}{lrrrrrrrr}\n  \\caption{Parity with English, flores}"))
    #expect(text.contains("  \\endfirsthead\n") && text.contains("  \\endfoot\n"))
  }

  @Test func escapesLaTeX() {
    #expect(
      LaTeXText.escape("a\\b{c}$d&e#f%g_h^i~j<k>l|m\"n`o'p---q\u{0}\u{202E}r\ns\u{202F}t[u]")
        == ##"a\textbackslash{}b\{c\}\$d\&e\#f\%g\_h\textasciicircum{}i\textasciitilde{}j\textless{}k\textgreater{}"##
        + #"l\textbar{}m\textquotedbl{}n\textasciigrave{}o\textquotesingle{}p-{}-{}-qr s\,t{[}u{]}"#
    )
    #expect(LaTeXText.label("Lietuvių, FLORES & co!") == "lietuvi-flores-co")
  }

  /// Whatever a name holds, no line of it is a command, and braces stay in pairs.
  @Test(arguments: HostileResults.all) func laTeXStaysBalanced(_ sample: HostileResults.Sample) {
    let text = ResultLaTeX.text(ReportModel(sample.result), manifestSHA256: "77aa")
    var depth = 0
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if previous != "\\" {
        if scalar == "{" { depth += 1 }
        if scalar == "}" { depth -= 1 }
      }
      #expect(depth >= 0)
      previous = previous == "\\" && scalar == "\\" ? " " : scalar
    }
    #expect(depth == 0)
    for line in text.split(separator: "\n") where !line.hasPrefix("%") {
      let commands = line.replacing("\\%", with: "")
      #expect(!commands.contains("%"), "\(line)")
    }
  }

  @Test func writesMethods() {
    let text = MethodsText(model: ReportModel(small), manifestSHA256: "77aa").text()
    #expect(
      text == """
        2 tokenizers were compared with Derlius 0.1.0 (ICU 72.1 with Unicode 15.0 for words, sentences and normal forms; \
        Unicode 16.0 for split patterns): a_b (tiktoken, BPE, 1\u{202F}300 tokens, SHA-256 00ff); and 50%--#1 {\\x} \
        (gguf, Unigram, 8 tokens, SHA-256 11). Controls, which are no tokenizers to choose: bytes. c_d could not be \
        measured: not on this machine.

        The text was the parallel corpus flores & co in 2 languages (English: 5 lines, 20 white-space words, 90 bytes, \
        SHA-256 aa; Lithuanian: 5 lines, 20 white-space words, 90 bytes, SHA-256 aa). Whether training text of the \
        tokenizers holds lines of flores & co is not known.

        A word is a run of characters between white space; those without letter or digit count, too. Texts were \
        tokenized as they stand, line by line, without special tokens; text was not normalized. Ratios are ratios of \
        sums. Measures: fertility (Σ|T| / Σ|x|w); and parity (Σ|T(a)| / Σ|T(b)|). The reference of parity is English.

        Intervals are percentile bootstrap intervals (95\u{202F}%, 10\u{202F}000 resamples, seed 1) over 1 block of 5 lines of \
        flores & co. Tokenizers were compared with a_b on the same units by a paired permutation test, p-values \
        corrected after Holm; the intervals of ratios are those of a paired bootstrap. A difference is claimed with p \
        below 0.05 and a ratio at least 1\u{202F}% from one.

        The intervals say nothing of the variance of training. \(Headings.downstream)

        All numbers can be recomputed from the report's manifest.json (SHA-256 77aa), which names every input by its \
        hash: derlius bench manifest.json --output FOLDER; derlius verify FOLDER compares every byte.

        Cite as: The Derlius authors. Derlius: a tokenizer workbench and fertility benchmark, version 0.1.0. Software, \
        Apache License 2.0.

        """)
  }

  @Test func methodsSayWhatIsNotThere() {
    var result = small
    result.tokenizers = [result.tokenizers[0]]
    result.rows = result.rows.filter { $0.tokenizer == "a_b" }
    result.comparisons = []
    result.missing = []
    result.resampling.resamples = 0
    result.notice = "Illustration only."
    for index in result.rows.indices {
      result.rows[index].policy.words = "uax29-letters"
      result.rows[index].policy.punctuation = "dropped"
      result.rows[index].policy.leadingSpace = "prefixed"
      result.rows[index].policy.form = "NFC"
      result.rows[index].policy.average = "macro-type"
      result.rows[index].policy.join = "joined-by-space"
    }
    let text = MethodsText(model: ReportModel(result), manifestSHA256: "77aa").text()
    #expect(text.hasPrefix("One tokenizer was measured with Derlius 0.1.0 ("))
    #expect(
      text.contains(
        "Words are the segments of UAX #29 (root locale) that have letters; those without letter or "
          + "digit are left out. Each word was tokenized alone, with a space before it, lines joined by "
          + "spaces, without special tokens; text was brought to the form NFC first. Ratios are means over "
          + "distinct words."))
    #expect(text.contains("\nNo intervals were drawn, and no differences were tested.\n"))
    #expect(text.contains("\nIllustration only.\n"))
  }
}

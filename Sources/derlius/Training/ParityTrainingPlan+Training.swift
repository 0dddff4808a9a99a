import Counting
import Groundwork
import Tokenization
import TokenizerTraining

extension ParityTrainingPlan {
  /// All that is read: what a checkpoint must be able to read again.
  var inputs: TrainingInputs {
    var all = languages[0].text
    for (_, text) in languages.dropFirst() {
      all.texts += text.texts
      all.counts += text.counts
    }
    for text in development ?? [] { all.texts += text.texts }
    return all
  }

  /// Counts, trains, and writes the model with its record.
  func train(_ run: TrainingRun) throws(Failure) -> TrainingRun.Outcome {
    let (texts, dev) = try count(run)
    let trained = try ParityTrainer.train(
      languages: texts.map(\.pieces), development: development.map { _ in dev.map(\.pieces) },
      options: options, progress: run.progress)
    var all = PieceTable()
    for text in texts { all.merge(text.pieces) }
    var source = texts[0].facts.source
    source.counting.inputs = texts.flatMap(\.facts.source.counting.inputs)
    // Shares are those of one text; each language has its own.
    source.shares = []
    source.doubts = texts.flatMap(\.facts.source.doubts)
    var record = TrainingRecord(trained.bpe, counts: all, source: source)
    record.parity = ParityFacts(
      trained, options: options,
      languages: languages.indices.map { index in
        .init(
          name: languages[index].name, trained: trained.languages[index],
          inputs: texts[index].facts.source.counting.inputs,
          development: dev.isEmpty ? [] : dev[index].facts.source.counting.inputs)
      })
    if run.output.hasSuffix(".json") {
      try trained.bpe.writeTokenizerJSON(to: run.output, pattern: split, record: record)
    } else {
      try trained.bpe.writeRankFile(to: run.output, pattern: split, record: record)
    }
    return .init(
      summary: "\(trained.bpe.vocabularySize) tokens of \(languages.count) languages from "
        + "\(all.count) distinct pieces",
      warning: shortfall(trained), texts: (texts + dev).map(\.facts),
      files: (texts + dev).reduce(0) { $0 + $1.facts.source.counting.inputs.count })
  }

  /// Counts each language's texts, in their order.
  ///
  /// Throws where `--max-memory` would be passed, by the tables or by training on them.
  private func count(
    _ run: TrainingRun
  ) throws(Failure) -> (texts: [CountedText], development: [CountedText]) {
    let rule = PieceRule.splitter(try SplitPattern.splitter(for: split))
    var held = 0
    func count(
      _ inputs: TrainingInputs, _ name: String, least: UInt64
    ) throws(Failure) -> CountedText {
      let part = run.part(holding: held, minimumCount: least)
      let text = try part.count(by: rule, of: inputs).named(name)
      held += PieceTotals(text.pieces).tableMemory
      return text
    }
    var texts: [CountedText] = []
    for (name, inputs) in languages {
      texts.append(try count(inputs, name, least: run.minimumCount))
    }
    var dev: [CountedText] = []
    for (language, inputs) in zip(languages, development ?? []) {
      // A development text is measured, and so must be whole.
      dev.append(try count(inputs, "--dev \(language.name)", least: 1))
    }
    try check(run, texts, dev)
    return (texts, dev)
  }

  /// Throws where training would take more than `--max-memory`.
  private func check(
    _ run: TrainingRun, _ texts: [CountedText], _ dev: [CountedText]
  ) throws(Failure) {
    guard let memory = run.memory else { return }
    var spectrum = PieceSpectrum()
    for text in texts { spectrum.add(text.pieces) }
    let fixed = dev.reduce(into: PieceTotals()) { $0 += PieceTotals($1.pieces) }
    func needing(_ pieces: PieceTotals) -> Int {
      var all = pieces
      all += fixed
      return ParityTrainer.memory(for: all, texts: texts.count + dev.count, options)
    }
    if !memory.allows(needing(spectrum.all)) {
      throw memory.refusal(spectrum, least: run.minimumCount, needing: needing)
    }
  }

  private func shortfall(_ trained: TrainedParityBPE) -> String? {
    guard trained.bpe.ranOut else { return nil }
    return
      "the texts give \(trained.bpe.merges.count) merges at most, of \(trained.wantedMerges) asked for: "
      + "in no language is a pair left that occurs \(max(1, options.minimumFrequency)) times"
  }
}

extension CountedText {
  /// The same text, whose doubts say whose they are.
  fileprivate func named(_ name: String) -> CountedText {
    var named = self
    named.facts.source.doubts = facts.source.doubts.map { "\(name): \($0)" }
    return named
  }
}

import BenchmarkReports
import Benchmarking
import Corpora
import Groundwork
import Segmentation
import TokenizerMetrics

/// Trains a grid, measures it with the benchmark's engine, and writes the folder.
struct SweepRun {
  let plan: SweepPlan
  /// What is read for training, how much memory training may take, what is kept.
  let training: TrainingRun

  /// What a run gives beside the folder.
  struct Outcome {
    /// Lines for the user.
    var lines: [String]
    /// The text of `sweep.json`.
    var json: [UInt8]
    /// What was read for training.
    var records: [ReadingRecord]
    /// Whether the held-out text was read to its end.
    var isWhole: Bool
  }

  /// A vocabulary that was trained.
  private struct Model {
    var kind: SweepKind
    var size: Int
    var path: String
  }

  /// Does it all; nothing is written where something fails.
  func run() throws(Failure) -> Outcome {
    let start = ContinuousClock.now
    // The target is tried before the work.
    try AtomicFile.checkWritable(folder: plan.output)
    let folder = try TemporaryFolder()
    var models: [Model] = []
    var gaps: [SweepResult.Gap] = []
    var texts: [CountedText.Facts] = []
    for kind in plan.kinds {
      let trained = try kind.trainer.train(
        kind.kind, plan.sizes, training, to: folder.path)
      models += trained.models.map { Model(kind: kind.kind, size: $0.size, path: $0.path) }
      gaps += trained.gaps
      texts.append(trained.facts)
    }
    if models.isEmpty {
      throw Failure(
        "no size can be trained: \(gaps.first?.why ?? "")",
        remedy: "choose other --sizes, or more text")
    }
    let measured = try measure(models)
    let result = result(models, gaps, texts, measured)
    let files = try SweepFiles.make(result)
    try write(files, models)
    training.checkpoint?.remove()
    var lines = [
      "\(plan.output): \(models.count) vocabularies of \(plan.kinds.count) "
        + "\(plan.kinds.count == 1 ? "kind" : "kinds"); " + RunCost.text(since: start)
    ]
    if let checkpoint = training.checkpoint, checkpoint.goesOn {
      lines.append("went on from \(checkpoint.folder)")
    }
    lines.append("left out \(result.leftOut) training lines that overlap held-out text")
    lines += gaps.map { "warning: \($0.kind) \($0.size) is missing: \($0.why)" }
    lines += result.warnings.map { "warning: \($0)" }
    lines.append("wrote \(joinPath(plan.output, "index.html"))")
    return Outcome(
      lines: lines, json: files.first { $0.name == "sweep.json" }?.bytes ?? [],
      records: texts.first?.records ?? [], isWhole: measured.isWhole)
  }

  private func measure(_ models: [Model]) throws(Failure) -> Benchmark.Report {
    var manifest = plan.manifest
    manifest.tokenizers = models.map { .init(name: $0.kind.name($0.size), target: $0.path) }
    return try Benchmark(
      manifest, locator: TokenizerLocator(), finder: InputFinder(folders: []), pool: training.pool,
      progress: training.progress
    ).run()
  }

  private func result(
    _ models: [Model], _ gaps: [SweepResult.Gap], _ texts: [CountedText.Facts],
    _ measured: Benchmark.Report
  ) -> SweepResult {
    var result = SweepResult(
      derlius: Version.derlius,
      language: NamedText(plan.language, Language(plan.language).englishName))
    result.versions = measured.result.versions
    result.title = plan.title
    result.kinds = plan.kinds.map {
      .init(
        id: $0.kind.rawValue, name: $0.kind.name, command: $0.command, sharing: $0.kind.sharing)
    }
    result.points = models.map { model in
      let name = model.kind.name(model.size)
      let record = measured.result.tokenizers.first { $0.name == name }
      return .init(
        kind: model.kind.rawValue, size: model.size, record: record ?? TokenizerRecord(name: name),
        rows: measured.result.rows.filter { $0.tokenizer == name })
    }
    result.gaps = gaps
    result.metrics = measured.result.metrics
    result.heldOut = measured.result.corpora
    result.training = (texts.first?.source.counting.inputs ?? []).map {
      .init(
        name: $0.name, sha256: $0.sha256, bytes: $0.bytes, documents: $0.documents,
        weight: $0.weight)
    }
    result.leftOut = texts.first?.excluded ?? 0
    result.excludedFor = plan.inputs.exclude.map(lastPathComponent)
    result.resampling = measured.result.resampling
    result.leastSaving = plan.leastSaving
    result.cost = plan.cost
    result.window = plan.window
    result.keepsModels = plan.keepsModels
    result.warnings = warnings(texts, measured)
    return result
  }

  private func warnings(
    _ texts: [CountedText.Facts], _ measured: Benchmark.Report
  ) -> [String] {
    var warnings: [String] = []
    if !plan.inputs.counts.isEmpty {
      warnings.append(
        "count files were not compared with the held-out text: what stands in both is not known")
    }
    let doubts = texts.flatMap(\.source.doubts).map { "\($0); see derlius corpus check" }
    for warning in doubts + measured.warnings where !warnings.contains(warning) {
      warnings.append(warning)
    }
    return warnings
  }

  private func write(
    _ files: [(name: String, bytes: [UInt8])], _ models: [Model]
  ) throws(Failure) {
    var files = files
    if plan.keepsModels {
      try createDirectory(joinPath(plan.output, "models"))
      for model in models {
        let name = lastPathComponent(model.path)
        files.append(("models/\(name)", try readFile(model.path)))
        let side = model.kind == .bpe ? pathStem(name) + ".json" : name + ".json"
        files.append(("models/\(side)", try readFile(joinPath(parentPath(model.path), side))))
      }
    }
    try AtomicFile.write(files, toFolder: plan.output)
  }
}

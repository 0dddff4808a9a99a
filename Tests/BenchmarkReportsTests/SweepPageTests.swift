import Groundwork
import Testing
import TokenizerMetrics

@testable import BenchmarkReports

/// Sweeps as pages and files.
@Suite struct SweepPageTests {
  static func row(_ metric: String, _ value: Double?, _ tokenizer: String) -> ResultRow {
    ResultRow(
      tokenizer: tokenizer, corpus: "dev", language: "lt", metric: metric, value: value,
      low: value.map { $0 * 0.98 }, high: value.map { $0 * 1.02 }, n: 100, countedAs: "documents",
      policy: Policy())
  }

  static func sample(
    _ tokens: [[Double]], sizes: [Int] = [1000, 2000, 4000, 8000, 16000], cost: ModelCost? = nil
  ) -> SweepResult {
    var result = SweepResult(derlius: "0", language: NamedText("lt", "Lithuanian"))
    for (index, values) in tokens.enumerated() {
      let id = ["bpe", "unigram", "bpe-characters"][index]
      result.kinds.append(
        .init(id: id, name: "Kind <\(index)>", command: "derlius train '<'", sharing: "shared."))
      for (size, tokens) in zip(sizes, values) {
        let name = "\(id)-\(size)"
        result.points.append(
          .init(
            kind: id, size: size, record: TokenizerRecord(name: name, file: "<file>"),
            rows: [
              row("tokens", tokens, name), row("fertility", tokens / 100, name),
              row("bytes_per_token", 700 / tokens, name), row("unk", 0, name),
            ]))
      }
    }
    result.metrics = ["tokens", "fertility", "bytes_per_token", "unk"].map { id in
      MetricRecord(
        id: id, name: id, meaning: "m<\(id)>", formula: "f", unit: "", direction: .lower,
        source: "", caution: "")
    }
    result.heldOut = [
      CorpusRecord(
        name: "dev", isParallel: false,
        languages: [
          LanguageRecord(
            language: "lt", file: "dev & <dev>.txt", fileBytes: 9, sha256: "ab", documents: 3,
            emptyDocuments: 0, words: 100, wordsWithoutLetter: 1, scalars: 690, bytes: 700,
            units: 1,
            changedDocuments: 0)
        ])
    ]
    result.training = [
      .init(name: "train<>.txt", sha256: "cd", bytes: 10, documents: 4, weight: 1)
    ]
    result.excludedFor = ["dev & <dev>.txt"]
    result.cost = cost
    result.window = cost?.window
    return result
  }

  static let samples: [(name: String, result: SweepResult)] = {
    let falling = [300.0, 250, 220, 215, 214]
    var gaps = sample([falling])
    gaps.gaps = [.init(kind: "bpe", size: 99_000, why: "the text <gives> less")]
    gaps.warnings = ["a & b"]
    gaps.leftOut = 1
    var nothing = sample([[], falling])
    nothing.resampling.resamples = 0
    return [
      ("one kind", sample([falling])),
      ("three kinds", sample([falling, [310, 260, 230, 210, 190], [299, 249, 219, 214, 213]])),
      ("one size", sample([[300]])), ("gaps", gaps), ("a kind without values", nothing),
      ("costs", sample([falling], cost: ModelCost(hidden: 64, window: 128))),
      ("untied", sample([falling, falling], cost: ModelCost(hidden: 64, isUntied: true))),
    ]
  }()

  @Test(arguments: samples.indices)
  func pagesAreWellFormedAndWhole(_ index: Int) throws {
    let (name, result) = Self.samples[index]
    let files = try SweepFiles.make(result)
    #expect(files.map(\.name) == ["index.html", "sweep.json", "sweep.csv"])
    let reading = PageReading(files[0].bytes)
    #expect(reading.problem == nil, "\(name)")
    let ids = reading.elements.compactMap { $0.attributes["id"] }
    #expect(ids.count == Set(ids).count, "\(name): ids are unique")
    for element in reading.elements {
      if let link = element.attributes["href"], link.hasPrefix("#") {
        #expect(ids.contains(String(link.dropFirst())), "\(link) leads somewhere")
      }
      for name in element.attributes["aria-labelledby"]?.split(separator: " ") ?? [] {
        #expect(ids.contains(String(name)))
      }
    }
    #expect(reading.named("script").count == 1)
    #expect(reading.named("h1").count == 1)
    let charts = reading.named("svg").count
    #expect(charts > 0 && reading.named("title").count { $0.parent == "svg" } == charts)
    #expect(reading.named("desc").count == charts)
    #expect(try files.map(\.bytes) == SweepFiles.make(result).map(\.bytes))
  }

  @Test func theAnswerNamesTheKneeOrThatThereIsNone() {
    let result = Self.sample([[300, 250, 220, 215, 214], [310, 270, 240, 210, 180]])
    let text = SweepText(result: result)
    #expect(text.title == "Lithuanian: how large a vocabulary?")
    let expected = [
      "Kind <0>: from 1_000 to 16_000 tokens of vocabulary, a word goes from 3.00 to 2.14 tokens; ",
      "knee at 4_000, beyond which a doubling saves less than 5_%.\n",
      "Kind <1>: from 1_000 to 16_000 tokens of vocabulary, a word goes from 3.10 to 1.80 tokens; ",
      "no knee up to 16_000, where a doubling still saves 14_%.",
    ].joined().replacing("_", with: NumberText.thin)
    #expect(text.answers.joined(separator: "\n") == expected)
  }

  @Test func theCheapestSizeAtAnEndOfTheGridIsCalledSo() {
    var result = Self.sample(
      [[300, 250, 220], [300, 100, 99], [300, 299, 298]], sizes: [1000, 2000, 4000],
      cost: ModelCost(hidden: 64, layers: 1))
    let thin = NumberText.thin
    #expect(
      SweepText(result: result).cheapest
        == "For a width of 64, 1 layer, forward passes over the same text take the fewest operations in "
        + "this grid at 1\(thin)000 (bpe, its smallest), 2\(thin)000 (unigram), 1\(thin)000 "
        + "(bpe-characters, its smallest).")
    result.cost = ModelCost(hidden: 64, layers: 10_000)
    #expect(
      SweepText(result: result).cheapest?.contains("4\(thin)000 (bpe, its largest)") == true)
    result.cost = nil
    #expect(SweepText(result: result).cheapest == nil)
  }

  @Test func theTableHasARowForEachVocabulary() throws {
    let result = Self.sample(
      [[300, 250, 220]], sizes: [1000, 2000, 4000], cost: ModelCost(hidden: 64, window: 128))
    let lines = SweepCSV.text(result).split(separator: "\r\n").map(String.init)
    #expect(lines.count == 4)
    #expect(
      lines[0]
        == "kind,size,tokenizer,sha256,knee,tokens,tokens_low,tokens_high,fertility,fertility_low,"
        + "fertility_high,bytes_per_token,bytes_per_token_low,bytes_per_token_high,unk,unk_low,"
        + "unk_high,saving_per_doubling,embedding_parameters,softmax_share,operations_per_token,"
        + "operations_per_mb,tokens_per_mb,bytes_per_window")
    #expect(lines[1].hasPrefix("bpe,1000,bpe-1000,,0,300,294,306,3,"))
    #expect(lines[1].contains(",,64000,"), "the smallest size saves nothing")
    for line in lines {
      #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == 24)
    }
  }

  @Test func linesStayInTheirPlaces() {
    let values = [300.0, 250, 220, 215, 214]
    for layout in [LineChart.Layout.wide, .narrow, .panel] {
      let all: [[[Double]]] = [
        [values], [values, values.reversed(), values], [[5.0]], [[0.0, 0.0]],
      ]
      for lines in all {
        let series = lines.enumerated().map { index, line in
          LineChart.Series(
            name: "a kind with a long name \(index)", style: index,
            points: line.enumerated().map { place, value in
              LineChart.Point(
                size: 1 << (place * 3), value: value, interval: (value * 0.9, value * 1.1))
            })
        }
        let chart = LineChart(
          title: "t", description: "d", series: series, threshold: (100, "threshold"))
        let geometry = LineChartGeometry(chart, layout)
        #expect(geometry.left < geometry.right && geometry.top < geometry.bottom)
        var last = -Double.infinity
        for (size, _) in geometry.sizes {
          let x = geometry.x(size)
          #expect(geometry.left <= x && x <= geometry.right && x > last)
          last = x
        }
        for point in chart.series.flatMap(\.points) {
          let y = geometry.y(point.value)
          #expect(geometry.top <= y && y <= geometry.bottom)
        }
        for (one, two) in zip(geometry.names, geometry.names.dropFirst()) {
          #expect(two.y - one.y >= LineChartGeometry.nameHeight - 1e-9)
        }
        for name in geometry.names {
          #expect(TextWidth.estimate(name.text, size: 13) <= layout.nameRoom - 12)
          #expect(name.y <= geometry.bottom + 1e-9)
        }
      }
    }
  }

  @Test(arguments: [(8000, "8k"), (128_000, "128k"), (65_536, "65\u{202F}536"), (500, "500")])
  func sizesAsPeopleSayThem(_ size: Int, _ text: String) {
    #expect(LineChart.short(size) == text)
  }
}

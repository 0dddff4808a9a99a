import Foundation
import Groundwork
import Testing
import TokenizerMetrics

@testable import BenchmarkReports

@Suite struct TableTests {
  private func page(_ result: BenchmarkResult) throws -> [UInt8] {
    try ReportFiles.make(result: result, manifest: .object([]))[0].bytes
  }

  @Test("every table and every figure can be linked to, by a link that says where it leads")
  func hasAnchors() throws {
    for sample in HostileResults.all where ["full", "wide", "forty"].contains(sample.name) {
      let reading = PageReading(try page(sample.result))
      let links = Set(
        reading.elements.filter { $0.attributes["class"] == "anchor" }.compactMap { link in
          let name = link.attributes["aria-label"] ?? ""
          #expect(name.hasPrefix("Link to: ") && name.count > 12)
          return link.attributes["href"]
        })
      let targets =
        reading.named("figure")
        + reading.named("table").filter {
          $0.attributes["class"]?.hasPrefix("data") == true
        }
      #expect(targets.count > 5)
      for target in targets {
        let id = try #require(target.attributes["id"], "\(sample.name): \(target)")
        #expect(links.contains("#\(id)"))
      }
    }
  }

  @Test("numbers are exact in attributes, and ends of intervals lie about them")
  func isExact() throws {
    let result = SampleResult.make()
    let reading = PageReading(try page(result))
    var intervals = 0
    for cell in reading.named("td") {
      guard let text = cell.attributes["data-v"], !text.isEmpty else { continue }
      let value = try #require(Double(text), "\(text)")
      #expect(NumberText.exact(value) == text)
      guard let low = cell.attributes["data-low"], let high = cell.attributes["data-high"] else {
        continue
      }
      intervals += 1
      #expect(try #require(Double(low)) <= value && value <= #require(Double(high)))
    }
    #expect(intervals > 200)
    let place = try #require(
      result.rows.firstIndex { $0.language == "lit_Latn" && $0.metric == "fertility" })
    let cell = try #require(reading.elements.first { $0.attributes["id"] == "v\(place)" })
    #expect(cell.attributes["data-v"] == NumberText.exact(try #require(result.rows[place].value)))
  }

  @Test(
    "a ratio to the baseline has the comparison's interval; what is not significant is about equal")
  func showsRatios() throws {
    var result = SampleResult.make()
    result.comparisons[1].p = 0.4
    let model = ReportModel(result)
    let column = try #require(
      model.column("fertility", corpus: "flores", language: "lit_Latn"))
    let ratios = try #require(RelativeColumn(model, column))
    #expect(ratios.head().plainText == "÷ cl100k_basefertility, ratio; below 1 is less")
    let cells = model.choices.map { ratios.cell($0) }
    #expect(
      cells.map(\.plainText) == [
        "1", "0.7590.754–0.763", "≈ 1.104 (about equal)1.099–1.109", "0.7050.699–0.711",
        "0.4900.485–0.494",
      ])
    #expect(
      cells[1].rendered()
        == "<td data-v=\"0.7585\" data-low=\"0.754\" data-high=\"0.763\">0.759<small>0.754–0.763</small></td>"
    )
    result.comparisons = []
    let bare = try #require(RelativeColumn(ReportModel(result), column))
    #expect(bare.cell(model.choices[4]).plainText == "0.490")
    let metric = try #require(model.column("pcw", corpus: "flores", language: "lit_Latn"))
    #expect(RelativeColumn(model, metric) == nil)
    result.baseline = "nobody"
    #expect(RelativeColumn(ReportModel(result), column) == nil)
  }

  @Test("the best of each language is said in weight and in words")
  func marksTheBestOfARow() {
    let model = ReportModel(SampleResult.make())
    let table = ParityTable(model, corpus: "flores", metric: "fertility")
    let text = HeatTable(model: model, id: "t", table: table, caption: "c").markup().rendered()
    let row = text.split(separator: "\n").first { $0.contains("data-t=\"lit_Latn\"") } ?? ""
    #expect(row.contains("class=\"focus\""))
    #expect(
      row.contains(
        "data-label=\"lt-bpe-32k\" class=\"best\">1.667<span class=\"hidden\"> (best)</span>"))
    #expect(row.components(separatedBy: "(best)").count == 2)
  }

  @Test("ties are marked alike, and nobody where all are equal or alone")
  func marksTies() {
    let values = [("a", 1.0004), ("b", 1.0), ("c", 2.0)].map { (name: $0.0, value: $0.1) }
    let best = BestValues(values, .lower, decimals: 3)
    #expect(["a", "b", "c"].map(best.contains) == [true, true, false])
    #expect(BestValues(values, .higher, decimals: 3).contains("c"))
    #expect(BestValues([("a", 0.5), ("b", 1.9)], .one, decimals: 3).contains("b"))
    #expect(!BestValues([("a", 1), ("b", 1)], .lower, decimals: 3).contains("a"))
    #expect(!BestValues([("a", 1)], .lower, decimals: 3).contains("a"))
  }

  @Test("matrices can be narrowed down by script")
  func listsScripts() {
    let filters = LanguageFilters(languages: WideResult.languages.map(\.tag), table: "t")
    let text = filters.markup().plainText
    #expect(
      text
        == "Language Script allArabic (25)Cyrillic (25)Devanagari (25)Ethiopic (25)Latin (100)Language "
    )
    #expect(LanguageFilters(languages: ["lit_Latn"], table: "t").markup().isEmpty)
    #expect(
      ["srp_Cyrl", "zh-Hans-CN", "lit", "x_latn"].map(ScriptNames.code) == [
        "Cyrl", "Hans", nil, nil,
      ])
  }

  @Test("ten tokenizers on 200 languages stay under 3 MB, all numbers of the matrices included")
  func staysSmall() throws {
    let bytes = try page(WideResult.make())
    #expect(bytes.count < 3_000_000, "\(bytes.count)")
    let reading = PageReading(bytes)
    #expect(reading.named("tr").count { $0.attributes["data-t"] != nil } == 400)
    // 100 are of tables whose columns are stacked on phones.
    #expect(reading.named("td").count { $0.attributes["data-label"] != nil } == 4100)
  }

  @Test("ink on every shade of heat has a contrast of at least 4.5, in light and in dark")
  func hasContrast() throws {
    func colour(_ hex: Substring) -> [Double] {
      stride(from: 0, to: 6, by: 2).map { start in
        let from = hex.index(hex.startIndex, offsetBy: start)
        return Double(Int(hex[from..<hex.index(from, offsetBy: 2)], radix: 16) ?? 0)
      }
    }
    func luminance(_ colour: [Double]) -> Double {
      let linear = colour.map { value -> Double in
        let share = value / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
    let style = "\(PageStyle.colours)"
    let opacities = "\(PageStyle.heat)\(PageStyle.charts)".matches(
      of: /var\(--heat\), (0\.\d+)\)/
    ).compactMap { Double($0.1) }
    #expect(opacities.count >= 12)
    let papers = style.matches(of: /--paper: #([0-9a-f]{6})/).map { colour($0.1) }
    let inks = style.matches(of: /--ink: #([0-9a-f]{6})/).map { colour($0.1) }
    let heats = style.matches(of: /--heat: (\d+), (\d+), (\d+)/).map { match in
      [match.1, match.2, match.3].compactMap { Double($0) }
    }
    #expect(papers.count == 2 && inks.count == 2 && heats.count == 2)
    for (place, paper) in papers.enumerated() {
      for opacity in opacities {
        let shade = zip(paper, heats[place]).map { $0 * (1 - opacity) + $1 * opacity }
        let lights = [luminance(shade), luminance(inks[place])].sorted()
        #expect((lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5, "\(place), \(opacity)")
      }
    }
  }
}

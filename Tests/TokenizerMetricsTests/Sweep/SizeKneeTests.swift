import Testing

@testable import TokenizerMetrics

@Suite struct SizeKneeTests {
  private func points(_ tokens: [Double], from size: Int = 1000) -> [SizeKnee.Point] {
    tokens.enumerated().map { .init(size: size << $0.offset, tokens: $0.element) }
  }

  @Test func aSavingIsThatOfADoubling() throws {
    let one = SizeKnee.Point(size: 1000, tokens: 200)
    #expect(SizeKnee.saving(one, .init(size: 2000, tokens: 150)) == 0.25)
    // Two doublings of 10 % each.
    let two = try #require(SizeKnee.saving(one, .init(size: 4000, tokens: 162)))
    #expect(abs(two - 0.1) < 1e-12)
    #expect(SizeKnee.saving(one, .init(size: 1000, tokens: 180)) == nil)
    #expect(SizeKnee.saving(.init(size: 0, tokens: 1), one) == nil)
    #expect(SizeKnee.saving(one, .init(size: 2000, tokens: 0)) == nil)
  }

  @Test(
    arguments: [
      ([1000, 900, 860, 850, 845], 2000),  // 10, 4.4, 1.2, 0.6 %
      ([1000, 980, 970], 1000),
      ([1000, 900, 810], nil),
      // A late step that saves more ends what came before.
      ([1000, 990, 900, 890], 4000),
      ([1000, 990, 980, 882], nil),
      ([1000], nil), ([], nil),
    ] as [([Double], Int?)])
  func theKneeIsWhereAllThatFollowsSavesLess(_ tokens: [Double], _ knee: Int?) {
    #expect(SizeKnee.find(points(tokens), leastSaving: 0.05) == knee)
  }

  @Test func theKneeDoesNotMoveWithTheEndsOfTheGrid() {
    let tokens = [1000, 850, 750, 690, 660, 645, 640].map { Double($0) }
    let all = points(tokens)
    let knee = SizeKnee.find(all, leastSaving: 0.05)
    #expect(knee == 8000)
    #expect(SizeKnee.find(Array(all.dropFirst(2)), leastSaving: 0.05) == knee)
    #expect(SizeKnee.find(all.dropLast(2), leastSaving: 0.05) == knee)
  }
}

@Suite struct ModelCostTests {
  @Test func formulasOfKaplan() {
    let cost = ModelCost(hidden: 768, layers: 12, window: 1024)
    // The body of GPT-2's smallest model: 85 million parameters.
    #expect(cost.bodyParameters == 84_934_656)
    #expect(cost.embeddingParameters(50_257) == 38_597_376)
    #expect(cost.softmaxOperations(50_257) == 77_194_752)
    // 2 · 84,934,656 for the body, 2 · 12 · 1024 · 768 for attention, 77,194,752 for the logits.
    #expect(cost.forwardOperations(50_257) == 265_938_432)
    #expect(cost.softmaxShare(50_257) == 77_194_752.0 / 265_938_432.0)
    #expect(
      ModelCost(hidden: 768, layers: 12, isUntied: true).embeddingParameters(50_257) == 77_194_752)
    #expect(ModelCost(hidden: 768, layers: 12).forwardOperations(0) == 169_869_312)
  }

  @Test(arguments: [(12_288, 96), (4096, 32), (768, 6), (1, 1), (100, 1), (192, 2)])
  func aLayerForEach128OfTheWidth(_ hidden: Int, _ layers: Int) {
    #expect(ModelCost(hidden: hidden).layers == layers)
  }
}

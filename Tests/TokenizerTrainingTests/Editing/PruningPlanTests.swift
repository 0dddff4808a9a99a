import Groundwork
import Testing

@testable import TokenizerTraining

@Suite struct PruningPlanTests {
  /// ids: 0 a, 1 b, 2 c stay; 3 ab, 4 abc, 5 bc, 6 a special token.
  private var links: TokenLinks {
    var links = TokenLinks(lengths: [1, 1, 1, 2, 3, 2, 5])
    for id in [0, 1, 2, 6] { links.stays[id] = true }
    links.parts[3] = (0, 1)
    links.parts[4] = (3, 2)
    links.parts[5] = (1, 2)
    return links
  }

  @Test func aTokenCountsWithWhatNeedsIt() throws {
    let plan = PruningPlan(links, uses: [5, 0, 0, 1, 4, 2, 0])
    // ab: 1 and 4 of abc; b: 5 of ab and 2 of bc; c: 4 and 2.
    #expect(plan.made == [10, 7, 6, 5, 4, 2, 0])
    #expect(plan.kept(minimum: 5) == [0, 1, 2, 3, 6])
    #expect(plan.kept(minimum: 4) == [0, 1, 2, 3, 4, 6])
    #expect(plan.kept(minimum: 9) == [0, 1, 2, 6])
    #expect(plan.least == 4)
    #expect(try plan.kept(size: 6) == [0, 1, 2, 3, 4, 6])
    #expect(try plan.kept(size: 5) == [0, 1, 2, 3, 6])
  }

  @Test func withoutCountsTheLastGo() throws {
    let plan = PruningPlan(links, uses: nil)
    #expect(try plan.kept(size: 6) == [0, 1, 2, 3, 4, 6])
    #expect(try plan.kept(size: 5) == [0, 1, 2, 3, 6])
    #expect(try plan.kept(size: 4) == [0, 1, 2, 6])
  }

  @Test func wrongSizes() throws {
    let plan = PruningPlan(links, uses: nil)
    #expect(
      #expect(throws: Failure.self) { try plan.kept(size: 7) }?.description
        == "--vocab-size 7 is no less than the 7 tokens that there are; use a smaller size")
    #expect(
      #expect(throws: Failure.self) { try plan.kept(size: 3) }?.description
        == "--vocab-size 3 is below the 4 tokens that stay: letters, bytes, special tokens, and what they "
        + "need; use a size of at least 4")
  }

  /// What a token that stays is merged from stays too.
  @Test func partsOfWhatStaysStay() throws {
    var links = links
    links.stays[4] = true
    let plan = PruningPlan(links, uses: [0, 0, 0, 0, 0, 9, 0])
    #expect(plan.least == 6)
    #expect(plan.kept(minimum: 10) == [0, 1, 2, 3, 4, 6])
  }

  /// Against taking the leaf that is made least away, one by one.
  @Test(arguments: 0..<200)
  func agreesWithLeavesOneByOne(seed: Int) throws {
    let random = KeyedRandom(seed: UInt64(seed), stream: 3)
    var links = TokenLinks(lengths: [Int](repeating: 1, count: 4))
    var draw: UInt64 = 0
    func below(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    for id in 0..<4 { links.stays[id] = true }
    for id in 4..<30 {
      let (left, right) = (below(id), below(id))
      links.lengths.append(links.lengths[left] + links.lengths[right])
      links.parts.append(
        below(8) == 0 ? nil : (UInt32(left), below(9) == 0 ? nil : UInt32(right)))
      links.stays.append(below(12) == 0)
      links.isHole.append(false)
      // Parts may come later than what needs them.
      links.order.append(below(60))
    }
    let uses = seed % 3 == 0 ? nil : (0..<30).map { _ in UInt64(below(4)) }
    let plan = PruningPlan(links, uses: uses)
    var left = Set(0..<30)
    func isNeeded(_ id: Int) -> Bool {
      left.contains { other in
        guard let parts = links.parts[other] else { return false }
        return [parts.left, parts.right].contains { $0.map { Int($0) } == id }
      }
    }
    while true {
      let leaves = left.filter { !links.stays[$0] && !isNeeded($0) }
      let next = leaves.min { a, b in
        if plan.made[a] != plan.made[b] { return plan.made[a] < plan.made[b] }
        if links.order[a] != links.order[b] { return links.order[a] > links.order[b] }
        return a > b
      }
      guard let next else { break }
      left.remove(next)
      let kept = try plan.kept(size: left.count)
      // Leaves of one turn may go in another order; what is left must hold together and be as useful.
      for id in kept {
        guard let parts = links.parts[Int(id)] else { continue }
        for part in [parts.left, parts.right] { if let part { #expect(kept.contains(part)) } }
      }
      #expect(
        kept.map { plan.made[Int($0)] }.sorted() == left.map { plan.made[$0] }.sorted())
    }
    #expect(left.count == plan.least)
  }
}

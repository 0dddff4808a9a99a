import Groundwork

/// Which tokens a pruning leaves.
///
/// A token is *made* as often as encoding gives it, alone or on the way to a longer token: its uses and those
/// of all tokens that are merged from it. So a part is made at least as often as what needs it, and taking
/// the tokens that are made least never takes one that another needs. Of tokens that are made as often,
/// those that nothing needs go first (leaves: Purason et al. 2025), the last in the order of the format first.
struct PruningPlan {
  /// How often each token is made.
  let made: [UInt64]
  private let links: TokenLinks
  private let stays: [Bool]
  private let wholesFirst: [Int]

  /// Makes a plan.
  ///
  /// - Parameters:
  ///   - links: the vocabulary.
  ///   - uses: how often each id comes out of texts; nil where nothing was counted.
  init(_ links: TokenLinks, uses: [UInt64]?) {
    self.links = links
    wholesFirst = links.wholesFirst
    var made = uses ?? [UInt64](repeating: 0, count: links.parts.count)
    var stays = links.stays
    for id in wholesFirst {
      guard let (left, right) = links.parts[id] else { continue }
      for part in [left, right] {
        guard let part else { continue }
        let (sum, overflow) = made[Int(part)].addingReportingOverflow(made[id])
        made[Int(part)] = overflow ? .max : sum
        if stays[id] { stays[Int(part)] = true }
      }
    }
    self.made = made
    self.stays = stays
  }

  /// The least number of tokens that can be left.
  var least: Int { links.isHole.indices.count { stays[$0] && !links.isHole[$0] } }

  /// The tokens that are made at least so often, and those that stay anyway; ids rising.
  func kept(minimum: UInt64) -> [UInt32] {
    links.isHole.indices.filter { !links.isHole[$0] && (stays[$0] || made[$0] >= minimum) }
      .map { UInt32($0) }
  }

  /// So many tokens, ids rising; throws (usage) where fewer cannot be left, or there are not more.
  func kept(size: Int) throws(Failure) -> [UInt32] {
    let all = links.isHole.indices.filter { !links.isHole[$0] }
    if size >= all.count {
      throw .usage(
        "--vocab-size \(size) is no less than the \(all.count) tokens that there are",
        remedy: "use a smaller size")
    }
    if size < least {
      throw .usage(
        "--vocab-size \(size) is below the \(least) tokens that stay: letters, bytes, special tokens, and "
          + "what they need", remedy: "use a size of at least \(least)")
    }
    // A part goes right after the last whole that needs it and is made as often.
    var turn = links.order
    for id in wholesFirst {
      guard let (left, right) = links.parts[id] else { continue }
      for part in [left, right] {
        guard let part, made[Int(part)] == made[id] else { continue }
        turn[Int(part)] = min(turn[Int(part)], turn[id])
      }
    }
    let leaving = all.filter { !stays[$0] }.sorted { one, other in
      if made[one] != made[other] { return made[one] < made[other] }
      if turn[one] != turn[other] { return turn[one] > turn[other] }
      if links.lengths[one] != links.lengths[other] {
        return links.lengths[one] > links.lengths[other]
      }
      return one > other
    }
    let gone = Set(leaving.prefix(all.count - size))
    return all.filter { !gone.contains($0) }.map { UInt32($0) }
  }
}

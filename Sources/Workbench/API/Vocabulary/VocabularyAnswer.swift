import Groundwork
import Segmentation

/// `api/vocabulary`: the tokens of a vocabulary that are of a kind, and hold something.
extension WorkbenchService {
  func vocabulary(_ request: VocabularyRequest, _ deadline: Deadline) throws(Refusal) -> Answer {
    let one = try shelf.named(request.tokenizer)
    do throws(Failure) {
      let table = one.vocabularyTable
      try deadline.check()
      var found = try MatchingBudget.limit(check: deadline.check) { () throws(Failure) in
        try Self.find(request, in: table, deadline)
      }
      Self.sort(&found, by: request.order, table)
      let first = min(request.from, found.count)
      let shown = found[first..<min(first + request.count, found.count)]
      return .json { output in
        output.key("total")
        output.integer(table.vocabulary.count)
        output.key("matching")
        output.integer(found.count)
        output.key("from")
        output.integer(first)
        output.key("tokens")
        output.beginArray()
        for id in shown { Self.write(id, of: table, to: &output) }
        output.endArray()
        output.key("scripts")
        output.beginArray()
        for script in table.scripts {
          output.beginObject()
          output.key("script")
          output.string(script.name)
          output.key("tokens")
          output.integer(script.tokens)
          output.endObject()
        }
        output.endArray()
      }
    } catch {
      throw Refusal(work: error)
    }
  }

  private static func find(
    _ request: VocabularyRequest, in table: VocabularyTable, _ deadline: Deadline
  ) throws(Failure) -> [UInt32] {
    let vocabulary = table.vocabulary
    let search = try TokenSearch(
      request.search, as: request.meaning, spaceMark: vocabulary.spaceMark)
    var found: [UInt32] = []
    try vocabulary.bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in
      for id in 0..<UInt32(vocabulary.count) {
        if id & 0xFFF == 0 { try deadline.check() }
        guard allows(id, request, table) else { continue }
        let token = bytes[vocabulary.offsets[Int(id)]..<vocabulary.offsets[Int(id) + 1]]
        if try search.matches(UnsafeBufferPointer(rebasing: token), isText: table.isText(id)) {
          found.append(id)
        }
      }
    }
    return found
  }

  private static func allows(
    _ id: UInt32, _ request: VocabularyRequest, _ table: VocabularyTable
  ) -> Bool {
    if !request.kinds.isEmpty, !request.kinds.contains(table.kinds[Int(id)]) { return false }
    if let script = request.script, table.script(of: id) != script { return false }
    if let length = request.length, !length.contains(Int(table.characters[Int(id)])) {
      return false
    }
    if let reachable = request.reachable {
      guard let flags = table.isUnreachable, flags[Int(id)] != reachable else { return false }
    }
    return true
  }

  private static func sort(
    _ ids: inout [UInt32], by order: VocabularyRequest.Order, _ table: VocabularyTable
  ) {
    let vocabulary = table.vocabulary
    switch order {
    case .id: break
    case .length:
      ids.sort { left, right in
        (table.characters[Int(left)], left) < (table.characters[Int(right)], right)
      }
    case .text:
      ids.sort { left, right in
        let (one, other) = (vocabulary[left], vocabulary[right])
        if one.lexicographicallyPrecedes(other) { return true }
        return !other.lexicographicallyPrecedes(one) && left < right
      }
    }
  }

  private static func write(
    _ id: UInt32, of table: VocabularyTable, to output: inout JSONOutput
  ) {
    let bytes = table.vocabulary[id]
    output.beginObject()
    output.key("id")
    output.integer(Int(id))
    if table.isText(id) {
      output.key("text")
      output.string(bytes)
    }
    output.key("bytes")
    output.string(hexadecimal(bytes))
    output.key("kind")
    output.string(table.kinds[Int(id)].rawValue)
    output.key("script")
    if let script = table.script(of: id) { output.string(script) } else { output.null() }
    output.key("characters")
    if table.isText(id) { output.integer(Int(table.characters[Int(id)])) } else { output.null() }
    output.key("reachable")
    if let flags = table.isUnreachable { output.bool(!flags[Int(id)]) } else { output.null() }
    output.endObject()
  }
}

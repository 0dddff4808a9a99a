import TokenizerMetrics

/// A sentence with a mark wherever two morphemes meet; what the morphology does not know is quiet.
struct MorphemeLane: Sendable {
  let sentence: ShowcaseSentence

  /// The morphemes of all known words.
  var count: Int { sentence.morphemes.reduce(0) { $0 + $1.cuts.count + 1 } }

  func markup() -> [Markup] {
    let bytes = Array(sentence.text.utf8)
    func slice(_ start: Int, _ end: Int) -> String {
      String(decoding: bytes[start..<end], as: UTF8.self)
    }
    var parts: [Markup] = []
    var done = 0
    for word in sentence.morphemes {
      let ends = word.cuts + [word.end]
      // Only what lies in the text, in order, can be drawn.
      guard word.start >= done, ends.allSatisfy({ $0 <= bytes.count }),
        zip([word.start] + ends, ends).allSatisfy({ $0 < $1 })
      else { continue }
      if word.start > done {
        parts.append(
          h("span", ["class": "u"]) { TokenText.markup(slice(done, word.start), isToken: false) })
      }
      var start = word.start
      for end in ends {
        parts.append(
          h("span", ["class": start == word.start ? "w" : "m"]) {
            TokenText.markup(slice(start, end), isToken: false)
          })
        start = end
      }
      done = word.end
    }
    if done < bytes.count {
      parts.append(
        h("span", ["class": "u"]) { TokenText.markup(slice(done, bytes.count), isToken: false) })
    }
    return parts
  }
}

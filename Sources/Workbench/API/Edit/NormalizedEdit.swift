import Groundwork
import Segmentation

/// A text brought to a form, and where that changed it.
struct NormalizedEdit: Sendable {
  /// The text in the form.
  let bytes: [UInt8]
  /// The stretches of the text before that came out otherwise, in order.
  let changed: [Range<Int>]

  /// Brings a text to a form.
  ///
  /// Changes are told word by word: between spaces and line ends. Where words alone come out otherwise than in the text, the whole is one change.
  init(_ text: [UInt8], _ form: TextForm) throws(Failure) {
    let normalizer = try TextNormalizer(form)
    var whole: [UInt8] = []
    try text.withUnsafeBufferPointer { (text) throws(Failure) in
      _ = try normalizer.append(text, to: &whole)
    }
    bytes = whole
    if whole == text {
      changed = []
      return
    }
    var changed: [Range<Int>] = []
    var joined: [UInt8] = []
    try text.withUnsafeBufferPointer { (text) throws(Failure) in
      var start = 0
      while start < text.count {
        var end = start
        while end < text.count, text[end] != 0x20, text[end] != 0x0A { end += 1 }
        let word = UnsafeBufferPointer(rebasing: text[start..<end])
        if !word.isEmpty, try normalizer.append(word, to: &joined) { changed.append(start..<end) }
        if end < text.count { joined.append(text[end]) }
        start = end + 1
      }
    }
    self.changed = joined == whole ? changed : [0..<text.count]
  }
}

/// A run of code points of one category: first ... last.
struct CategoryRun {
  var first: UInt32
  var last: UInt32
  var category: GeneralCategory
}

/// All code points from U+0000 to U+10FFFF as runs, in order; expanded once from the generated text.
let categoryRuns: [CategoryRun] = {
  var runs: [CategoryRun] = []
  runs.reserveCapacity(4096)
  var first: UInt32 = 0
  var length: UInt32 = 0
  var category: GeneralCategory?
  func close() {
    guard let category else { return }
    let count = max(length, 1)
    runs.append(CategoryRun(first: first, last: first + count - 1, category: category))
    first += count
    length = 0
  }
  generatedCategoryRuns.withUTF8Buffer { text in
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        length = length * 10 + UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        close()
        category = GeneralCategory(rawValue: byte - UInt8(ascii: "A"))
      case UInt8(ascii: "a")...UInt8(ascii: "z"):
        close()
        category = GeneralCategory(rawValue: byte - UInt8(ascii: "a") + 26)
      default: break
      }
    }
  }
  close()
  return runs
}()

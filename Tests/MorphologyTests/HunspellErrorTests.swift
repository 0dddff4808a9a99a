import Groundwork
import TestSupport
import Testing

@testable import Morphology

/// What hunspell's library would pass over in silence is said.
@Suite struct HunspellErrorTests {
  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return "\(error)" }
  }

  private func affixes(_ text: String) -> String {
    message { _ = try dictionary(text, "1\nab\n") }
  }

  private func words(_ text: String, _ head: String = "SET UTF-8\n") -> String {
    message { _ = try dictionary(head, text) }
  }

  @Test func errorsOfAffixFiles() {
    #expect(
      affixes("") == "a.aff: is empty; name a dictionary: the .dic file, its .aff beside it")
    let remedy = "; name the .aff file that belongs to the dictionary"
    #expect(affixes("# only this\n\n") == "a.aff: holds no line of an affix file" + remedy)
    #expect(affixes("ab\nac\n") == "a.aff: has neither SET nor PFX nor SFX" + remedy)
    #expect(
      affixes("\nSET windows-1257\n")
        == "a.aff:2: SET names the encoding `windows-1257`, which hunspell does not know; name UTF-8, "
        + "ISO8859-1 to -10, -13 to -15, KOI8-R, KOI8-U, cp1251 or TIS620-2533, or convert both files to UTF-8"
    )
    #expect(
      affixes("SET UTF-8\nFLAG short\n") == "a.aff:2: FLAG is `short`; write long, num or UTF-8")
    #expect(
      affixes("SFX A\n")
        == "a.aff:1: the line is no head of rules; write SFX, a flag, Y or N and a count")
    #expect(
      affixes("SFX A Y x\n") == "a.aff:1: `x` is no count; write how many lines follow")
    #expect(
      affixes("SET UTF-8\nSFX A Y 2\nSFX A 0 s .\nSFX B Y 1\nSFX B 0 x .\n")
        == "a.aff:2: SFX A has 1 rules where its head says 2; write as many as the head says")
    #expect(
      affixes("SFX A Y 1\nSFX A 0 s .\nSFX A 0 x .\n")
        == "a.aff:3: the line is no head of rules; write SFX, a flag, Y or N and a count")
    #expect(
      affixes("PFX A Y 1\nPFX A 0\n")
        == "a.aff:2: the rule has 3 fields, not 4 or more; write PFX, the flag, what is stripped (0 for "
        + "nothing) and what is added")
    #expect(
      affixes("SFX A Y 1\nSFX A y ies [^aeiou\n")
        == "a.aff:2: the condition `[^aeiou` has a bracket without its pair; write [ab] or [^ab]")
    #expect(
      affixes("FLAG num\nSFX 1 Y 1\nSFX 1 0 s/x .\n")
        == "a.aff:3: the flags `x` cannot be read; write them as the line FLAG says")
    #expect(
      affixes("AF 2\nAF A\nSET UTF-8\n")
        == "a.aff:1: AF has 1 sets of flags where its head says 2; write as many as the head says")
    #expect(affixes("NEEDAFFIX\n") == "a.aff:1: NEEDAFFIX has no flag; write one flag after it")
    #expect(
      message {
        _ = try HunspellDictionary(
          words: Array("1\nab\n".utf8), wordFile: "a.dic",
          affixes: Array("SET UTF-8\nSFX A Y 1\nSFX A 0 ".utf8) + [0xFF, 0x0A], affixFile: "a.aff",
          language: "lt", name: "a", usesLibrary: false)
      } == "a.aff:3: the line is not UTF-8; name the file's encoding after SET, or convert the file"
    )
  }

  @Test func errorsOfDictionaries() throws {
    #expect(words("") == "a.dic: is empty; name a dictionary: the .dic file, its .aff beside it")
    #expect(
      words("namas\nir\n")
        == "a.dic:1: the first line is no count of words; write how many words follow; without it "
        + "hunspell takes none of them")
    #expect(words("2\n\n") == "a.dic: holds no words; write a count, then a word on each line")
    #expect(
      words("1\nab/x\n", "FLAG num\nSET UTF-8\n")
        == "a.dic:2: the flags `x` cannot be read; write them as the affix file's FLAG and AF say")
    #expect(
      words("1\nab/3\n", "AF 1\nAF A\nSET UTF-8\n")
        == "a.dic:2: the flags `3` cannot be read; write them as the affix file's FLAG and AF say")
    #expect(words("1\nžaba\n", "SET ISO8859-13\n") == "no error")
    #expect(
      message {
        _ = try HunspellDictionary(
          words: [0x31, 0x0A, 0xFE, 0x0A], wordFile: "a.dic", affixes: Array("SET UTF-8".utf8),
          affixFile: "a.aff", language: "lt", name: "a", usesLibrary: false)
      }
        == "a.dic:2: the line is not UTF-8, which the affix file names; name the file's encoding after "
        + "SET, or convert the file")
  }

  @Test func thePairIsFoundByAnyName() throws {
    let folder = try TemporaryFolder()
    let stem = joinPath(folder.path, "lt")
    try AtomicFile.write("SET UTF-8\n", to: stem + ".aff")
    #expect(
      message { _ = try HunspellFiles.named(stem) }
        == "\(stem).aff: has no lt.dic beside it; a hunspell dictionary is two files, .dic and .aff, of "
        + "one name")
    try AtomicFile.write("1\nab\n", to: stem + ".dic")
    let pair = HunspellFiles(words: stem + ".dic", affixes: stem + ".aff")
    for name in [stem, stem + ".dic", stem + ".aff"] {
      #expect(try HunspellFiles.named(name) == pair)
    }
    // A file of the stem's name is meant itself.
    try AtomicFile.write("ab\ta-b\n", to: stem)
    #expect(try HunspellFiles.named(stem) == nil)
    #expect(try HunspellFiles.named(joinPath(folder.path, "other")) == nil)
  }
}

import Groundwork
import TestSupport
import Testing

@testable import Workbench

@Suite struct ResourceTests {
  /// A file that is forgotten in Package.swift does not build; one that is forgotten in `PageFile.all` is found here.
  @Test func everyFileIsServedAsItIs() throws {
    let folder = joinPath(SharedData.repository, "Sources/Workbench/Resources")
    for name in try listDirectory(folder) {
      let file = try #require(PageFile.named(name == "index.html" ? "" : name), "\(name)")
      #expect(file.bytes == (try readFile(joinPath(folder, name))), "\(name)")
    }
  }

  @Test func samplesAreTextsOfTheirLanguages() throws {
    #expect(Set(SampleText.all.map(\.title)).count == SampleText.all.count)
    for sample in SampleText.all {
      #expect(!sample.text.isEmpty && !sample.language.isEmpty)
    }
  }
}

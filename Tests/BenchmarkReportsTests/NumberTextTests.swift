import Foundation
import Testing

@testable import BenchmarkReports

@Suite struct NumberTextTests {
  private static let cases: [(Double, Int, String)] = [
    (3.40500622812741, 3, "3.41"), (3.40500622812741, 4, "3.405"), (0.000689022, 3, "0.000689"),
    (57405, 3, "57\u{202F}405"), (0, 3, "0"), (1, 3, "1.00"), (9.996, 3, "10.0"),
    (0.9996, 3, "1.00"), (-0.02, 3, "\u{2212}0.0200"), (1e-9, 3, "0.000000"),
    (123_456_789, 3, "123\u{202F}456\u{202F}789"), (2.675, 3, "2.68"),
    (1e9, 3, "1\u{202F}000\u{202F}000\u{202F}000"),
  ]

  @Test(arguments: cases)
  func givesSignificantDigits(_ value: Double, _ digits: Int, _ text: String) {
    #expect(NumberText.significant(value, digits) == text)
  }

  @Test func showsWhatIsNotANumberAsADash() {
    #expect(NumberText.significant(.nan) == "–")
    #expect(NumberText.fixed(.infinity, decimals: 2) == "–")
  }

  @Test func agreesWithTheCLibraryAwayFromTies() {
    for index in 0..<3000 {
      let value = Double(index * 7919 % 100_003) / 977 * (index.isMultiple(of: 2) ? 1 : -1e-3)
      for decimals in 0...5 {
        let ours = NumberText.fixed(value, decimals: decimals)
          .filter { $0 != "\u{202F}" }.replacingOccurrences(of: "\u{2212}", with: "-")
        var theirs = String(format: "%.\(decimals)f", value)
        if Double(theirs) == 0 { theirs = theirs.replacingOccurrences(of: "-", with: "") }
        #expect(ours == theirs, "\(value) with \(decimals)")
      }
    }
  }

  @Test func writesIntervalsPercentAndP() {
    #expect(NumberText.interval(1.6404, 1.6796, decimals: 2) == "1.64–1.68")
    #expect(NumberText.interval(-0.02, 0.01, decimals: 2) == "\u{2212}0.02 – 0.01")
    #expect(NumberText.percent(0.95) == "95\u{202F}%")
    #expect(NumberText.probability(0.0004) == "p\u{A0}<\u{A0}0.001")
    #expect(NumberText.probability(0.0312) == "p\u{A0}=\u{A0}0.031")
  }

  @Test func writesFilesExactly() {
    for value in [3.405006228127410, 0.1, 1e-7, 1e22, 57405, -0.0, 0.30000000000000004] {
      #expect(Double(NumberText.exact(value)) == value)
    }
    #expect(NumberText.exact(57405) == "57405")
    #expect(NumberText.exact(3.405006228127410) == "3.40500622812741")
  }

  @Test func columnsShareTheirDecimals() {
    #expect(NumberText.columnDecimals([1.664, 3.405], significant: 4) == 3)
    #expect(NumberText.columnDecimals([12, 3400], significant: 4) == 0)
    #expect(NumberText.columnDecimals([0.13, 0.0007, 0], significant: 4) == 4)
    #expect(NumberText.columnDecimals([], significant: 4) == 0)
  }
}

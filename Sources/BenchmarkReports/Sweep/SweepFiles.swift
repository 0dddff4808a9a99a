import Groundwork
import TokenizerMetrics

/// The files of a sweep, all from one result value.
public enum SweepFiles {
  /// Makes `index.html`, `sweep.json` and `sweep.csv`, in this order.
  ///
  /// The same result gives the same bytes: no clock, no path, no locale. O(vocabularies · metrics).
  ///
  /// - Throws: when libcrypto gives no SHA-256.
  public static func make(_ result: SweepResult) throws(Failure) -> [(name: String, bytes: [UInt8])]
  {
    [
      ("index.html", Array(try SweepPage(result: result).page().utf8)),
      ("sweep.json", Array(SweepJSON.text(result).utf8)),
      ("sweep.csv", Array(SweepCSV.text(result).utf8)),
    ]
  }
}

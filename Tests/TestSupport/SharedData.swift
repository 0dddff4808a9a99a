import Groundwork

/// The shared test data beside the repository; tests that need it are skipped by name without it.
///
/// Use as a trait: `@Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))`.
public enum SharedData {
  /// The repository's root folder.
  public static let repository: String = {
    // Tests/TestSupport/SharedData.swift
    var path = #filePath
    for _ in 0..<3 { path = parentPath(path) }
    return path
  }()

  /// The folder `../shared/data`, whether it is there or not.
  public static let folder = joinPath(parentPath(repository), "shared/data")

  /// Whether the shared data is beside the repository.
  public static let isPresent = isDirectory(folder)

  /// The path of a shared file.
  public static func path(_ name: String) -> String { joinPath(folder, name) }
}

import Groundwork

/// Keeps a temporary folder alive in a copyable value.
public final class TemporaryFolderBox {
  private let folder: TemporaryFolder

  /// The folder's path.
  public var path: String { folder.path }

  /// Makes a folder.
  public init() throws { folder = try TemporaryFolder() }
}

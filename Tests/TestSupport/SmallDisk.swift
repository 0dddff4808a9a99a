import Groundwork

#if canImport(Glibc)
  import Glibc
#endif

/// A disk of a few kilobytes, mounted for one test; for root on Linux.
public final class SmallDisk {
  private let folder: TemporaryFolder

  /// The disk's root folder.
  public var path: String { folder.path }

  /// Whether this process may mount disks.
  public static let isPossible = (try? SmallDisk(bytes: 1 << 16)) != nil

  /// Mounts an empty disk.
  public init(bytes: Int) throws(Failure) {
    folder = try TemporaryFolder()
    #if canImport(Glibc)
      if mount("tmpfs", folder.path, "tmpfs", 0, "size=\(bytes)") == 0 { return }
    #endif
    throw Failure("cannot mount a disk", at: .file(folder.path))
  }

  deinit {
    #if canImport(Glibc)
      umount2(folder.path, 2)  // MNT_DETACH
    #endif
  }
}

import Glibc

/// Waits a while.
func pause(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }

#ifndef CEXCHANGE_SHIM_H
#define CEXCHANGE_SHIM_H

#include <stdio.h>

#ifdef __linux__
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Lets two folders of one file system change places in one step.
///
/// Returns 0, or -1 with errno set. Source: renameat2(2), RENAME_EXCHANGE.
static inline int handbook_exchange(const char *left, const char *right) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, left, AT_FDCWD, right, 1U << 1);
}

/// Moves a file to a place where nothing stands.
///
/// Returns 0, or -1 with errno set, EEXIST where something does. Source: renameat2(2), RENAME_NOREPLACE.
static inline int handbook_move_new(const char *from, const char *to) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1U << 0);
}

/// Waits until the disk holds everything that was written to the file system of an open folder.
///
/// Returns 0, or -1 with errno set, also where something that was written before was lost. Source: syncfs(2).
static inline int handbook_sync(int folder) {
  return (int)syscall(SYS_syncfs, folder);
}
#else
#include <fcntl.h>

/// Lets two folders of one volume change places in one step.
///
/// Returns 0, or -1 with errno set. Source: renamex_np(2), RENAME_SWAP.
static inline int handbook_exchange(const char *left, const char *right) {
  return renamex_np(left, right, RENAME_SWAP);
}

/// Moves a file to a place where nothing stands.
///
/// Returns 0, or -1 with errno set, EEXIST where something does. Source: renamex_np(2), RENAME_EXCL.
static inline int handbook_move_new(const char *from, const char *to) {
  return renamex_np(from, to, RENAME_EXCL);
}

/// Waits until the disk holds everything that was written to the volume of an open folder.
///
/// Returns 0, or -1 with errno set. Source: fcntl(2), F_FULLFSYNC.
static inline int handbook_sync(int folder) {
  return fcntl(folder, F_FULLFSYNC);
}
#endif

#endif

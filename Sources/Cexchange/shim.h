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
#else
/// Lets two folders of one volume change places in one step.
///
/// Returns 0, or -1 with errno set. Source: renamex_np(2), RENAME_SWAP.
static inline int handbook_exchange(const char *left, const char *right) {
  return renamex_np(left, right, RENAME_SWAP);
}
#endif

#endif

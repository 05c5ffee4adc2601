#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "Csystem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>

int handbook_exchange(const char *left, const char *right) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, left, AT_FDCWD, right, 1U << 1);
}

int handbook_move_new(const char *from, const char *to) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1U << 0);
}

int handbook_sync(int folder) { return (int)syscall(SYS_syncfs, folder); }
#else
#include <copyfile.h>

int handbook_exchange(const char *left, const char *right) { return renamex_np(left, right, RENAME_SWAP); }

int handbook_move_new(const char *from, const char *to) { return renamex_np(from, to, RENAME_EXCL); }

int handbook_sync(int folder) { return fcntl(folder, F_FULLFSYNC); }
#endif

/// Writes a whole buffer.
static int write_all(int to, const char *buffer, size_t count) {
  while (count > 0) {
    ssize_t written = write(to, buffer, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return -1;
    buffer += written;
    count -= (size_t)written;
  }
  return 0;
}

/// Copies the rest of a file through a buffer.
static long long copy_through_buffer(int from, int to) {
  const size_t capacity = 1 << 20;
  char *buffer = malloc(capacity);
  if (buffer == NULL) return -1;
  long long total = 0;
  for (;;) {
    ssize_t count = read(from, buffer, capacity);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 || (count > 0 && write_all(to, buffer, (size_t)count) != 0)) total = -1;
    if (count <= 0 || total < 0) break;
    total += count;
  }
  int reason = errno;
  free(buffer);
  errno = reason;
  return total;
}

long long handbook_copy(int from, int to) {
#ifdef __linux__
  long long total = 0;
  for (;;) {
    // Copy at most 1 GB at a time, so that a signal can interrupt the copy.
    ssize_t count = copy_file_range(from, NULL, to, NULL, 1 << 30, 0);
    if (count > 0) {
      total += count;
    } else if (count == 0) {
      // Some file systems, such as /proc, return 0 even though read() returns bytes.
      long long rest = copy_through_buffer(from, to);
      return rest < 0 ? -1 : total + rest;
    } else if (errno != EINTR) {
      if (errno != EXDEV && errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP && errno != EPERM) return -1;
      long long rest = copy_through_buffer(from, to);
      return rest < 0 ? -1 : total + rest;
    }
  }
#else
  off_t start = lseek(to, 0, SEEK_CUR);
  if (start == 0 && fcopyfile(from, to, NULL, COPYFILE_DATA) == 0) return lseek(to, 0, SEEK_END);
  return copy_through_buffer(from, to);
#endif
}

/// Closes every descriptor except the standard streams and one more.
static void close_others(int kept) {
#if defined(__linux__) && defined(SYS_close_range)
  if ((kept == 3 || syscall(SYS_close_range, 3U, (unsigned)kept - 1, 0) == 0)
      && syscall(SYS_close_range, (unsigned)kept + 1, ~0U, 0) == 0) {
    return;
  }
#endif
  long limit = sysconf(_SC_OPEN_MAX);
  if (limit < 0 || limit > 65536) limit = 65536;
  for (int descriptor = 3; descriptor < limit; descriptor++) {
    if (descriptor != kept) close(descriptor);
  }
}

/// Runs in the child between fork(2) and execve(2), with only calls that are safe there.
static void become(
    char *const *arguments, char *const *environment, const char *folder, const int streams[3], int report,
    pid_t parent) {
  setpgid(0, 0);
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // The parent may have ended before the previous call.
  if (getppid() != parent) _exit(127);
#else
  (void)parent;
#endif
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);

  // Move the descriptors above the standard streams, so that dup2() doesn't overwrite one that is still needed.
  int raised[3];
  for (int index = 0; index < 3; index++) raised[index] = fcntl(streams[index], F_DUPFD, 3);
  int above = fcntl(report, F_DUPFD_CLOEXEC, 3);
  int failed = above < 0;
  for (int index = 0; index < 3; index++) {
    if (raised[index] < 0 || dup2(raised[index], index) < 0) failed = 1;
  }
  if (!failed && chdir(folder) == 0) {
    close_others(above);
    execve(arguments[0], arguments, environment);
  }
  int reason = errno;
  write_all(above >= 0 ? above : report, (const char *)&reason, sizeof reason);
  _exit(127);
}

pid_t handbook_spawn(
    char *const *arguments, char *const *environment, const char *folder, int input, int output, int errors) {
  int report[2];
  if (pipe(report) != 0) return -1;
  fcntl(report[0], F_SETFD, FD_CLOEXEC);
  fcntl(report[1], F_SETFD, FD_CLOEXEC);
  const int streams[3] = {input, output, errors};
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) become(arguments, environment, folder, streams, report[1], parent);
  int reason = errno;
  close(report[1]);
  if (child > 0) {
    // The parent sets the group too, so that it exists when this function returns.
    setpgid(child, child);
    // The pipe closes when the program runs. If the program can't run, the pipe contains the reason.
    ssize_t count;
    do count = read(report[0], &reason, sizeof reason);
    while (count < 0 && errno == EINTR);
    if (count == (ssize_t)sizeof reason) {
      while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
      child = -1;
    }
  }
  close(report[0]);
  errno = reason;
  return child;
}

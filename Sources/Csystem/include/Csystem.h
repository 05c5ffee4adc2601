#ifndef HANDBOOK_CSYSTEM_H
#define HANDBOOK_CSYSTEM_H

#include <sys/types.h>

/// System calls that Swift can't make, or that differ between Linux and macOS.
///
/// Each returns -1 with `errno` set if it fails.

/// Swaps two folders of one file system in one step.
///
/// Source: renameat2(2), RENAME_EXCHANGE; on macOS renamex_np(2), RENAME_SWAP.
int handbook_exchange(const char *left, const char *right);

/// Moves a file to a path where nothing exists, and fails with EEXIST if something does.
///
/// Source: renameat2(2), RENAME_NOREPLACE; on macOS renamex_np(2), RENAME_EXCL.
int handbook_move_new(const char *from, const char *to);

/// Waits until everything that was written to the file system of an open folder is stored on the disk.
///
/// Source: syncfs(2); on macOS fcntl(2), F_FULLFSYNC.
int handbook_sync(int folder);

/// Copies the rest of an open file to the end of another.
///
/// The file system shares the blocks of the two files, or copies them itself, where it can. Otherwise the bytes
/// go through one buffer, so the memory used doesn't depend on the size of the file.
///
/// Returns the number of bytes. Source: copy_file_range(2); on macOS fcopyfile(3).
long long handbook_copy(int from, int to);

/// Starts a program as the leader of a new process group.
///
/// It gets the three descriptors as its standard streams and no others, and none of this process's signal
/// handlers. On Linux it is killed when the thread that called this function ends, so that nothing is left
/// running if this process is killed.
///
/// `arguments` and `environment` end with NULL; `arguments[0]` is the path of the program.
///
/// Returns the process id. If the program can't be executed, returns -1 with `errno` set by execve(2).
pid_t handbook_spawn(
    char *const *arguments, char *const *environment, const char *folder, int input, int output, int errors);

#endif

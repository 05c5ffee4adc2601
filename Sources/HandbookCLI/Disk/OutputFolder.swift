import Cexchange
import Foundation
import Markup
import Site

/// The folder that a site is written to, replaced as a whole or not at all.
///
/// The new site is built in a folder beside the old one, and the two change places in one step. Until then the
/// old site is as it was, whatever happens.
struct OutputFolder {
  /// The file that says that this program made the folder.
  static let marker = ".handbook-output"

  let path: String

  /// Why a folder is not replaced.
  enum Refusal: Error, CustomStringConvertible {
    /// The folder holds what this program did not write.
    case foreign(String)
    /// The folder holds, or is held by, the source.
    case overlapsSource(String)
    /// Another build is at work.
    case locked(String)

    var description: String {
      switch self {
      case .foreign(let path):
        "Won't replace '\(path)': it holds files that this program did not write; name an empty folder"
      case .overlapsSource(let path):
        "Won't write to '\(path)': the folder and the handbook's source hold one another"
      case .locked(let path):
        "Another build is writing to '\(path)'; wait for its end"
      }
    }
  }

  /// Replaces the folder by a new site.
  ///
  /// - Parameters:
  ///   - files: All files of the site.
  ///   - sources: The folders that are read, which the output must not touch.
  func replace(with files: [OutputFile], sources: [String]) throws {
    let parent = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent
    let beside = parent.isEmpty ? "." : parent
    try Files.makeFolder(beside)
    try checkSources(sources)
    let lock = try lockFile(in: beside, name: name)
    defer { close(lock) }
    try checkContents()
    let fresh = "\(beside)/.\(name).building"
    try Files.remove(fresh)
    do {
      try write(files, to: fresh)
      try swap(fresh)
    } catch {
      try? Files.remove(fresh)
      throw error
    }
  }

  private func checkSources(_ sources: [String]) throws {
    let target = Files.resolved(path) ?? absolute(path)
    for source in sources {
      guard let source = Files.resolved(source) else { continue }
      if target == source || source.hasPrefix(target + "/") || target.hasPrefix(source + "/") {
        throw Refusal.overlapsSource(path)
      }
    }
  }

  /// A path that does not exist yet, below a folder that does.
  private func absolute(_ path: String) -> String {
    let parent = (path as NSString).deletingLastPathComponent
    let base = Files.resolved(parent.isEmpty ? "." : parent) ?? parent
    return "\(base)/\((path as NSString).lastPathComponent)"
  }

  /// Keeps a second build out while this one runs; the system lets go of the lock when the process ends.
  private func lockFile(in parent: String, name: String) throws -> Int32 {
    let lockPath = "\(parent)/.\(name).lock"
    let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError.last("write to", parent) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Refusal.locked(path)
    }
    return descriptor
  }

  private func checkContents() throws {
    switch Files.kind(of: path) {
    case .missing: return
    case .folder:
      let names = try Files.names(in: path)
      guard names.contains(Self.marker) || names.allSatisfy({ $0 == ".gitignore" }) else {
        throw Refusal.foreign(path)
      }
    case .file, .other: throw Refusal.foreign(path)
    }
  }

  private func write(_ files: [OutputFile], to folder: String) throws {
    var folders: Set<String> = [folder]
    for file in files {
      var parts = file.path.split(separator: "/").dropLast()
      while !parts.isEmpty {
        folders.insert("\(folder)/\(parts.joined(separator: "/"))")
        parts = parts.dropLast()
      }
    }
    for folder in folders.sorted() { try Files.makeFolder(folder) }
    let failures = files.concurrentMap { file -> FileError? in
      do throws(FileError) {
        try Files.create("\(folder)/\(file.path)", file.bytes)
        return nil
      } catch {
        return error
      }
    }
    if let failure = failures.lazy.compactMap(\.self).first { throw failure }
    try Files.create(
      "\(folder)/\(Self.marker)", Array("Written by handbook; replaced by every build.\n".utf8))
    let ignore = "\(path)/.gitignore"
    if Files.kind(of: ignore) == .file { try Files.create("\(folder)/.gitignore", try Files.read(ignore)) }
  }

  /// Puts the new folder in the place of the old one.
  private func swap(_ fresh: String) throws {
    if Files.kind(of: path) == .missing {
      guard rename(fresh, path) == 0 else { throw FileError.last("create", path) }
      return
    }
    guard handbook_exchange(fresh, path) == 0 else { throw FileError.last("replace", path) }
    try Files.remove(fresh)
  }
}

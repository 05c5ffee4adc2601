import Foundation
import SystemPackage

/// The folder with the program's own files: the default theme and the initial files of new handbooks.
///
/// It doesn't depend on the machine on which the program was built. The program searches for it in this
/// order: 1. the folder in `HANDBOOK_SHARE`;
/// 2. `../share/handbook` relative to the program, where `make install` puts it;
/// 3. the checkout, if the program is in the checkout's `.build` folder.
struct SharedFolder {
  /// An error that is thrown if none of the folders contains the files.
  struct Missing: CommandFailure {
    let searched: [FilePath]

    var description: String {
      let places = searched.map { "'\($0)'" }.joined(separator: " nor in ")
      return "Can't find the program's own files: they are not in \(places); install it with 'make install', "
        + "or set HANDBOOK_SHARE to their folder"
    }
  }

  let path: FilePath

  /// - Parameters:
  ///   - program: The path of the program, without symbolic links.
  ///   - environment: The environment variables of the process.
  init(
    program: FilePath? = Bundle.main.executablePath.flatMap { Files.resolved(FilePath($0)) },
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Missing) {
    let places = Self.places(program: program, environment: environment)
    guard let found = places.first(where: Self.isComplete) else { throw Missing(searched: places) }
    path = found
  }

  /// The folder of the default theme.
  var defaultTheme: FilePath { path.appending("Themes/default") }

  /// The files of a new handbook.
  var starter: FilePath { path.appending("Starter/handbook") }

  /// The templates of new pages.
  var beginnings: FilePath { path.appending("Starter/new") }

  static func places(program: FilePath?, environment: [String: String]) -> [FilePath] {
    if let named = environment["HANDBOOK_SHARE"], !named.isEmpty { return [FilePath(named)] }
    guard let program else { return [] }
    var folder = program.parent
    var places = [folder.parent.appending("share/handbook")]
    while let name = folder.lastComponent {
      if name.string.hasPrefix(".build") { places.append(folder.parent) }
      folder.removeLastComponent()
    }
    return places
  }

  private static func isComplete(_ folder: FilePath) -> Bool {
    Files.kind(of: folder.appending("Themes/default/strings.yml")) == .file
      && Files.kind(of: folder.appending("Starter/handbook")) == .folder
  }
}

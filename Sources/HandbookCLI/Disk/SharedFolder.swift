import Foundation

/// The folder that the program's own files are in: the default theme, and what new handbooks begin with.
///
/// No path of the machine that the program was built on is in it. It is looked for in this order:
/// 1. the folder that `HANDBOOK_SHARE` names;
/// 2. `../share/handbook` beside the program, as `make install` lays it out;
/// 3. the checkout, where the program lies in the checkout's `.build` folder.
struct SharedFolder {
  /// None of the places holds the files.
  struct Missing: Error, CustomStringConvertible {
    let looked: [String]

    var description: String {
      let places = looked.map { "'\($0)'" }.joined(separator: " nor in ")
      return "Can't find the program's own files: they are not in \(places); install it with 'make install', "
        + "or name their folder in HANDBOOK_SHARE"
    }
  }

  let path: String

  /// - Parameters:
  ///   - program: The path of the program, without links.
  ///   - environment: The variables of the process.
  init(
    program: String? = Bundle.main.executablePath.flatMap { Files.resolved($0) },
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Missing) {
    let places = Self.places(program: program, environment: environment)
    guard let found = places.first(where: Self.isComplete) else { throw Missing(looked: places) }
    path = found
  }

  /// The folder of the default theme.
  var defaultTheme: String { "\(path)/Themes/default" }

  /// The files of a new handbook.
  var starter: String { "\(path)/Starter/handbook" }

  /// The beginnings of new files.
  var beginnings: String { "\(path)/Starter/new" }

  static func places(program: String?, environment: [String: String]) -> [String] {
    if let named = environment["HANDBOOK_SHARE"], !named.isEmpty { return [named] }
    guard let program else { return [] }
    var folder = (program as NSString).deletingLastPathComponent
    var places = ["\((folder as NSString).deletingLastPathComponent)/share/handbook"]
    while folder.count > 1 {
      if (folder as NSString).lastPathComponent.hasPrefix(".build") {
        places.append((folder as NSString).deletingLastPathComponent)
      }
      folder = (folder as NSString).deletingLastPathComponent
    }
    return places
  }

  private static func isComplete(_ folder: String) -> Bool {
    Files.kind(of: "\(folder)/Themes/default/strings.yml") == .file
      && Files.kind(of: "\(folder)/Starter/handbook") == .folder
  }
}

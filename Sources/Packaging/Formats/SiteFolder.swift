package import Site

/// The package of an unchanged site, to unpack: one folder with a start page and the site below it.
package enum SiteFolder {
  /// The page that a person opens first.
  static let startPage = "START-HERE.html"

  /// Returns the files, without the folder around them.
  package static func files(of site: [OutputFile], outline: SiteOutline) -> [OutputFile] {
    [OutputFile(path: startPage, bytes: Array(start(outline).utf8))] + placed(site)
  }

  /// Returns the files of a site, moved into the folder that packages use for it.
  static func placed(_ site: [OutputFile]) -> [OutputFile] {
    site.map { $0.moved(to: "\(SiteOutline.folder)/\($0.path)") }
  }

  private static let style =
    "body { max-width: 40em; margin: 3em auto; padding: 0 1em; font: 1.2em/1.6 system-ui, sans-serif; }"

  private static func start(_ outline: SiteOutline) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(XML.escaped(outline.language))">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src \(SHA256.policySource(of: Array(style.utf8)))">
    <title>\(XML.escaped(outline.startTitle)): \(XML.escaped(outline.title))</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <style>\(style)</style>
    </head>
    <body>
    <main>
    <h1>\(XML.escaped(outline.startTitle))</h1>
    <p>\(outline.startText)</p>
    </main>
    </body>
    </html>

    """
  }

  /// The fewest characters that a name is cut to, whatever the length of paths.
  private static let shortestName = 8

  /// Returns the name for the folder of a package, which is cut if unpacking would create paths that are too
  /// long for Windows.
  ///
  /// Windows unpacks into a folder with the name of the archive, which contains this one.
  package static func folder(named name: String, of files: [OutputFile]) -> String {
    let longest = files.map(\.path.utf16.count).max() ?? 0
    let room =
      ZipArchive.longestPathOnWindows - ZipArchive.usualFolder - (name.utf16.count + 1) - (longest + 1)
    guard name.count > room else { return name }
    let cut = name.prefix(max(room, shortestName))
    return String(cut.reversed().drop { $0 == "-" }.reversed())
  }

  /// Packs files into a folder of a zip archive.
  ///
  /// - Parameter write: A function that takes the archive in blocks, in order.
  package static func archive(
    _ files: [OutputFile], folder: String, at time: PackageTime, to write: ([UInt8]) throws -> Void
  ) throws {
    try ZipArchive.write(files.map { $0.moved(to: "\(folder)/\($0.path)") }, at: time, to: write)
  }
}

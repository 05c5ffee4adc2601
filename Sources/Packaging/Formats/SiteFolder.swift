package import Site

/// The package of a site as it is, for unpacking: one folder with the page to begin with and the site below it.
package enum SiteFolder {
  /// The page that a person opens first.
  static let startPage = "START-HERE.html"

  /// The files, without the folder around them.
  package static func files(of site: [OutputFile], outline: SiteOutline) -> [OutputFile] {
    [OutputFile(path: startPage, bytes: Array(start(outline).utf8))] + placed(site)
  }

  /// The files of a site below the folder that packages hold it in.
  static func placed(_ site: [OutputFile]) -> [OutputFile] {
    site.map { OutputFile(path: "\(SiteOutline.folder)/\($0.path)", bytes: $0.bytes) }
  }

  private static let style =
    "body { max-width: 40em; margin: 3em auto; padding: 0 1em; font: 1.2em/1.6 system-ui, sans-serif; }"

  private static func start(_ outline: SiteOutline) -> String {
    let digest = Base64.text(of: SHA256.digest(of: Array(style.utf8)))
    return """
      <!DOCTYPE html>
      <html lang="\(XML.escaped(outline.language))">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-\(digest)'">
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

  /// Packs files into a folder of a zip archive.
  package static func archive(
    _ files: [OutputFile], folder: String, at time: PackageTime
  ) throws(ZipArchive.Refusal) -> [UInt8] {
    try ZipArchive.bytes(
      of: files.map { OutputFile(path: "\(folder)/\($0.path)", bytes: $0.bytes) }, at: time)
  }
}

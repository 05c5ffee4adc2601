/// The page at every address until a build succeeds.
enum FirstBuildPage {
  /// The page, which is loaded again by the preview's script.
  static let bytes = Array(
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; \
    style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'">
    <title>No site yet – Handbook preview</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/\(RequestPolicy.folder)/preview.css">
    <script src="\(PreviewSite.scriptAddress)" defer></script>
    </head>
    <body class="no-site">
    <main>
    <h1>There is no site yet</h1>
    <p>The first build failed. The errors are listed below and in the terminal. When you fix them, the site appears
    here.</p>
    </main>
    </body>
    </html>

    """.utf8)
}

import Packaging
import Site

/// Makes packages of a site, and looks through each before it is handed out.
struct PackageMaker {
  /// Why a package is not made, for which the content has to be mended.
  struct Refusal: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
      self.description = description
    }

    init?(_ problems: [PackageProblem]) {
      guard !problems.isEmpty else { return nil }
      let shown = problems.prefix(20).map(\.description)
      let rest = problems.count - shown.count
      description =
        (["a package must work in any folder without a network, and this one would not:"] + shown
        + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\n  ")
    }
  }

  let site: [OutputFile]
  let outline: SiteOutline
  let time: PackageTime

  /// Looks through the site itself, of which every format is made.
  func verifySite() throws {
    let problems = PackageVerifier(site).problems + SearchIndexVerifier(site).problems
    if let refusal = Refusal(problems) { throw refusal }
  }

  /// The bytes of a package.
  func make(_ format: PackageFormat) throws -> [UInt8] {
    switch format {
    case .zip:
      let files = SiteFolder.files(of: site, outline: outline)
      try verify(files)
      return try SiteFolder.archive(files, folder: outline.fileName, at: time)
    case .singleFile:
      let page = SingleFile.page(of: site, outline: outline)
      try verify([OutputFile(path: "\(outline.fileName).html", bytes: page)])
      return page
    case .epub:
      let book = Book(of: site, outline: outline, at: time)
      try verify(book.files)
      return try book.archive()
    case .scorm:
      guard let course = Course(of: site, outline: outline) else {
        throw Refusal("a course needs a lesson, and the handbook has none")
      }
      try verify(course.files)
      return try ZipArchive.bytes(of: course.files, at: time)
    case .pdf:
      guard let page = site.first(where: { $0.path == "print.html" }) else {
        throw Refusal("the handbook is too large for one page, which the PDF is printed from")
      }
      return try Chromium().pdf(of: page, in: site)
    }
  }

  private func verify(_ files: [OutputFile]) throws {
    if let refusal = Refusal(PackageVerifier(files).problems) { throw refusal }
  }
}

import ArgumentParser
import Packaging
import Site

/// The command `handbook package`.
struct PackageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "package",
    abstract: "Make files that hand out the handbook: zip, one HTML page, EPUB, PDF, SCORM.",
    discussion: """
      Each file works without a network and is looked through before it is written; where one fails, none is \
      written. The same content gives the same bytes, but for the PDF. Times in archives are \
      SOURCE_DATE_EPOCH's, else 1980-01-01.

      zip           the site in a folder, with a page that says where to begin
      single-file   all pages, all views of redlines and the search in one HTML file
      epub          EPUB 3, for e-readers
      pdf           the page for print, tagged; needs Chromium
      scorm         SCORM 1.2: lessons with their completion and score

      Examples:
        handbook package
        handbook package --format zip epub --edition facilitator
      """)

  @OptionGroup var options: SourceOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("What to make, one or several.", valueName: "format"))
  var format: [PackageFormat] = [.zip]

  @Option(
    name: .shortAndLong, help: "The folder to write to (default: Packages in the source).")
  var destination: String?

  func validate() throws {
    guard options.baseURL == nil else {
      throw ValidationError("A package has no address: leave out --base-url.")
    }
  }

  func run() throws {
    let run = try HandbookRun(options, hasAddress: false)
    guard let site = run.site else { throw run.report(summary: "nothing written") }
    let outline = site.outline
    let folder = destination ?? "\(options.source)/Packages"
    var packages: [(path: String, bytes: [UInt8])] = []
    do {
      let time = try BuildDate.epoch().map { PackageTime(epochSeconds: $0) } ?? .standard
      let maker = PackageMaker(site: run.files(of: site), outline: outline, time: time)
      run.begin(.verifying)
      try maker.verifySite()
      for format in PackageFormat.allCases where self.format.contains(format) {
        run.begin(.packing(format))
        packages.append(("\(folder)/\(outline.fileName)\(format.ending)", try maker.make(format)))
      }
    } catch let refusal as PackageMaker.Refusal {
      throw run.refused(refusal)
    } catch let refusal as ZipArchive.Refusal {
      throw run.refused(refusal)
    } catch {
      try run.environment { throw error }
    }
    try run.environment {
      try Files.makeFolder(folder)
      try WholeFiles.replace(packages)
    }
    for package in packages { Terminal.standardOutput("\(package.path)\n") }
    run.finish("\(site.pageCount) pages in \(Phrase.counted(packages.count, "package"))")
  }
}

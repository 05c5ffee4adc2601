import Site

/// What a run is doing, as people read it.
struct ProgressStep: Sendable, Equatable {
  private let what: String
  /// How many things of a kind it has, where they are counted.
  private let total: Int?
  private let things: String

  private init(_ what: String, total: Int? = nil, of things: String = "") {
    self.what = what
    self.total = total
    self.things = things
  }

  static let reading = ProgressStep("reading the files")

  static let buildingPages = ProgressStep("building the pages")

  static let verifying = ProgressStep("looking through the site")

  static func packing(_ format: PackageFormat) -> ProgressStep {
    ProgressStep("making the \(format.rawValue)")
  }

  /// - Parameter pages: How many the site has.
  static func rendering(pages: Int) -> ProgressStep { ProgressStep("rendering", total: pages, of: "pages") }

  init(_ stage: BuildStage) {
    switch stage {
    case .parse: self.init("reading the content")
    case .resolve: self.init("following references")
    case .check: self.init("checking")
    case .plan: self.init("planning the site")
    case .render: self.init("rendering")
    case .index: self.init("indexing for the search")
    }
  }

  /// "rendering 4,200 of 10,000 pages".
  func text(done: Int) -> String {
    guard let total else { return what }
    return "\(what) \(Phrase.grouped(min(done, total))) of \(Phrase.grouped(total)) \(things)"
  }
}

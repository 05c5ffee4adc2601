import ArgumentParser

/// A form in which a handbook is handed out.
enum PackageFormat: String, ExpressibleByArgument, CaseIterable {
  /// The site in a folder, for unpacking.
  case zip
  /// The site as one page.
  case singleFile = "single-file"
  case epub
  case pdf
  /// A course for learning management systems.
  case scorm

  /// The ending of the file's name, after the handbook's and the edition's.
  var ending: String {
    switch self {
    case .zip: ".zip"
    case .singleFile: ".html"
    case .epub: ".epub"
    case .pdf: ".pdf"
    case .scorm: "-scorm.zip"
    }
  }
}

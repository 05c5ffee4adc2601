import Markup

/// All references, each with its target.
enum ReferenceList: HandbookList {
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    handbook.documents.filter { !$0.isOtherView }.flatMap { document in
      zip(document.document.references, handbook.targets[document.key] ?? []).map { reference, target in
        ListedEntry(
          path: document.path, range: reference.range, subject: reference.target, target: target?.citation,
          remark: target == nil ? "leads nowhere" : remark(for: reference))
      }
    }
  }

  private static func remark(for reference: Reference) -> String {
    switch reference.form {
    case .citation: "is a reference"
    case .quotation: "is quoted"
    case .link: "is a link"
    case .image: "is a picture"
    case .term: "is a term in running text"
    }
  }
}

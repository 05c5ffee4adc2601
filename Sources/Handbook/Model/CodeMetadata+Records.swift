package import Markup

/// The last comparison of a text with its source.
package struct Verification: Sendable, Equatable, FrontMatterRecord {
  package var on: Located<CalendarDate>?
  package var by: String?
  package var against: String?

  package init() {}

  package static let fields: [FrontMatterField<Verification>] = [
    .init("on", \.on, isRequired: true, "The day of the comparison."),
    .init("by", \.by, "Who compared."),
    .init("against", \.against, "What the text was compared with."),
  ]
}

/// Where a text was taken from.
package struct CodeSource: Sendable, Equatable, FrontMatterRecord {
  package var title: String?
  package var url: WebAddress?
  package var captured: CalendarDate?

  package init() {}

  package static let fields: [FrontMatterField<CodeSource>] = [
    .init("title", \.title, "The source's title."),
    .init("url", \.url, "The source's address."),
    .init("captured", \.captured, "The day on which the text was taken."),
  ]
}

/// Whom to ask.
package struct Contact: Sendable, Equatable, FrontMatterRecord {
  package var name: String?
  package var url: WebAddress?
  package var phone: String?
  package var email: String?

  package init() {}

  package static let fields: [FrontMatterField<Contact>] = [
    .init("name", \.name, "The body or person."),
    .init("url", \.url, "The address of a page."),
    .init("phone", \.phone, "A telephone number, as the source prints it."),
    .init("email", \.email, "An e-mail address."),
  ]
}

/// Where and until when to complain.
package struct Complaints: Sendable, Equatable, FrontMatterRecord {
  package var url: WebAddress?
  package var deadline: String?

  package init() {}

  package static let fields: [FrontMatterField<Complaints>] = [
    .init("url", \.url, "The address of a page."),
    .init("deadline", \.deadline, "Until when a complaint is taken, in words."),
  ]
}

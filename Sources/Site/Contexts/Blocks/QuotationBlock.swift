/// Provisions quoted in prose.
struct QuotationBlock: TemplateRoot {
  static let template = "quotation"

  var quotation: QuotationContext

  static let fields = TemplateFields<QuotationBlock>([], including: \.quotation)
}

/// Provisions quoted in prose.
struct QuotationBlock: TemplateRoot {
  static let template = "quotation"

  var quotation: QuotationContext

  static let surroundings: [any TemplateContext.Type] = [QuotationContext.self]
  var surroundings: [any TemplateContext] { [quotation] }

  static let fields = TemplateFields<QuotationBlock>([])
}

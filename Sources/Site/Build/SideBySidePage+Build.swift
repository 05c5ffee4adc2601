import Handbook
import Markup

/// Builds the comparison with the texts themselves: topics by the codes whose text is held, with the gaps.
struct SideBySidePageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> SideBySidePage {
    let codes = site.handbook.codesWithText
    let columns = CompareColumns(site: site, route: page.route)
    var context = SideBySidePage(
      shell: site.shell(of: page, title: site.words[.sideBySide], trail: [.comparison]))
    let count = site.handbook.passagesByTopic.values.reduce(0) { $0 + $1.count }
    guard count <= PageLimits.passagesSideBySide else {
      context.topicList = IndexPageBuilder(site: site, page: page).topicRows
      return context
    }
    context.states = codes.map(columns.state)
    context.topics = site.handbook.topics.map { topic in
      let passages = Dictionary(grouping: site.handbook.passagesByTopic[topic.id] ?? [], by: \.code)
      return CompareTopic(
        anchor: topic.id.rawValue, title: topic.metadata.title.value,
        address: site.address(of: .topic(topic.id), from: page.route),
        cells: codes.map { cell(of: $0, passages: passages[$0.id] ?? [], columns: columns) })
    }
    return context
  }

  private func cell(of code: CodeOfEthics, passages: [Passage], columns: CompareColumns) -> CompareCell {
    let quotations = QuotationBuilder(site: site, route: page.route)
    var cell = columns.cell(of: code, count: passages.count)
    cell.provisions = passages.map { quotations.passage($0.part, of: code, edition: code.currentIndex) }
    return cell
  }
}

extension Handbook {
  /// The codes whose text the handbook holds, from A to Z.
  var codesWithText: [CodeOfEthics] { codes.filter { $0.current.metadata.text == .full } }
}

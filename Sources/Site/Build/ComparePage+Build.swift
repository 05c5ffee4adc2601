import Handbook
import Markup

/// Builds the comparison: topics by states, with the gaps.
struct ComparePageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> ComparePage {
    let handbook = site.handbook
    var context = ComparePage(shell: site.shell(of: page, title: site.words[.compare]))
    let columns = CompareColumns(site: site, route: page.route)
    // What is compared stands together; of the others there is only that their text is not held.
    let held = handbook.codesWithText
    let codes = held + handbook.codes.filter { $0.current.metadata.text != .full }
    context.states = codes.map(columns.state)
    context.topics = handbook.topics.map { topic in
      let passages = Dictionary(grouping: handbook.passagesByTopic[topic.id] ?? [], by: \.code)
      return CompareTopic(
        anchor: topic.id.rawValue, title: topic.metadata.title.value,
        address: site.address(of: .topic(topic.id), from: page.route),
        cells: codes.map { code in
          var cell = columns.cell(of: code, count: passages[code.id]?.count ?? 0)
          if cell.count != nil { cell.address = address(of: code, on: topic) }
          return cell
        })
    }
    if site.map.has(.sideBySide) { context.sideBySide = site.address(of: .sideBySide, from: page.route) }
    return context
  }

  /// Where a topic's page says what a code has on it.
  private func address(of code: CodeOfEthics, on topic: Topic) -> Address {
    site.address(of: .topic(topic.id), anchor: TopicState.anchor(of: code), from: page.route)
  }
}

import Handbook
import Markup

/// Builds the comparison: topics by states, with the gaps.
struct ComparePageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> ComparePage {
    let handbook = site.handbook
    var context = ComparePage(shell: site.shell(of: page, title: site.words[.compare]))
    context.states = handbook.codes.map { state(of: $0) }
    context.topics = handbook.topics.map { topic in
      let passages = Dictionary(grouping: handbook.passagesByTopic[topic.id] ?? [], by: \.code)
      return CompareTopic(
        anchor: topic.id.rawValue, title: topic.metadata.title.value,
        address: site.address(of: .topic(topic.id), from: page.route),
        cells: handbook.codes.map { cell(of: $0, topic: topic, count: passages[$0.id]?.count ?? 0) })
    }
    return context
  }

  private func state(of code: CodeOfEthics) -> CompareState {
    CompareState(
      jurisdiction: code.current.metadata.jurisdiction.value, abbreviation: code.id.rawValue,
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: page.route),
      status: site.status(of: code.current), holdsText: code.current.metadata.text == .full)
  }

  private func cell(of code: CodeOfEthics, topic: Topic, count: Int) -> CompareCell {
    var cell = CompareCell(
      abbreviation: code.id.rawValue, jurisdiction: code.current.metadata.jurisdiction.value,
      holdsText: code.current.metadata.text == .full)
    if count > 0 {
      cell.count = String(count)
      cell.address = site.address(
        of: .topic(topic.id), anchor: "code-\(code.id.rawValue.lowercased())", from: page.route)
    }
    return cell
  }
}

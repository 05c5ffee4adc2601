import Handbook
import Markup

/// Builds what the two comparisons have in common: the head of a state's column and its cells.
struct CompareColumns {
  let site: SiteContext
  /// The page that the comparison stands on.
  let route: Route

  /// The head of a code's column.
  func state(of code: CodeOfEthics) -> CompareState {
    CompareState(
      jurisdiction: code.current.metadata.jurisdiction.value, abbreviation: code.id.rawValue,
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: route),
      status: site.status(of: code.current), holdsText: code.current.metadata.text == .full)
  }

  /// A cell of a code's column.
  ///
  /// - Parameter count: How many passages the code has on the row's topic.
  func cell(of code: CodeOfEthics, count: Int) -> CompareCell {
    CompareCell(
      abbreviation: code.id.rawValue, jurisdiction: code.current.metadata.jurisdiction.value,
      count: count > 0 ? String(count) : nil, holdsText: code.current.metadata.text == .full)
  }
}

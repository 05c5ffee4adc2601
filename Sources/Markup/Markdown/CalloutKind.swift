/// The kinds of call-out that authors write as `> [!KIND]`.
package enum CalloutKind: Int32, Sendable, Hashable, CaseIterable {
  case note, tip, important, warning, scenario, facilitator, keypoints

  /// The word between `[!` and `]`, in capitals.
  package var keyword: String {
    switch self {
    case .note: "NOTE"
    case .tip: "TIP"
    case .important: "IMPORTANT"
    case .warning: "WARNING"
    case .scenario: "SCENARIO"
    case .facilitator: "FACILITATOR"
    case .keypoints: "KEYPOINTS"
    }
  }

  /// The keyword in lower case, for markup.
  package var name: String { keyword.lowercased() }

  /// What readers see above a call-out that has no title of its own.
  package var title: String {
    switch self {
    case .note: "Note"
    case .tip: "Tip"
    case .important: "Important"
    case .warning: "Warning"
    case .scenario: "Scenario"
    case .facilitator: "For facilitators"
    case .keypoints: "Key points"
    }
  }
}

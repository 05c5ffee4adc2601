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
}

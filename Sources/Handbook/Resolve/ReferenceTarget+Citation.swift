extension ReferenceTarget {
  /// The target as it is written between double brackets; the path of a file.
  package var citation: String {
    switch self {
    case .code(let id, _): id.rawValue
    case .group(let id, _, let anchor): "\(id)#\(anchor)"
    case .provision(let id, _, let provision): "\(id)#\(provision)"
    case .topic(let id, let anchor): "topics/\(id)" + Self.fragment(anchor)
    case .lesson(let id, let anchor): "lessons/\(id)" + Self.fragment(anchor)
    case .page(let id, let anchor): "pages/\(id)" + Self.fragment(anchor)
    case .glossary: "glossary"
    case .term(let id): "glossary#\(id)"
    case .anchor(let key, let anchor): key.citation + Self.fragment(anchor)
    case .asset(let path): path
    }
  }

  private static func fragment(_ anchor: String?) -> String { anchor.map { "#\($0)" } ?? "" }
}

extension DocumentKey {
  /// The document as it is written between double brackets.
  package var citation: String {
    switch self {
    case .code(let id, _, _): id.rawValue
    case .topic(let id): "topics/\(id)"
    case .lesson(let id): "lessons/\(id)"
    case .page(let id): "pages/\(id)"
    case .glossary: "glossary"
    }
  }
}

extension RedlinedText {
  /// Does what must come after the comparison, and puts the places of the source where those of the resolved
  /// texts are.
  mutating func finish(
    with extensions: MarkdownParser.Extensions,
    resolutions: (proposed: RedlineResolution, current: RedlineResolution), source: [UInt8],
    _ lines: SourceLines
  ) {
    if extensions.contains(.foundLinks) {
      redline.linkFoundAddresses()
      proposed.linkFoundAddresses()
      current.linkFoundAddresses()
    }
    if extensions.contains(.typography) { setTypography() }
    proposed.restorePlaces(from: resolutions.proposed, of: source, lines)
    current.restorePlaces(from: resolutions.current, of: source, lines)
    shareAnchors()
  }

  /// Sets quotation marks and dashes, unless those beside a mark would come out otherwise with it than without.
  private mutating func setTypography() {
    var set = self
    TypographyExtension.apply(to: &set.redline)
    TypographyExtension.apply(to: &set.proposed)
    TypographyExtension.apply(to: &set.current)
    let agrees = [(RedlineResolution.Side.proposed, set.proposed), (.current, set.current)].allSatisfy {
      RedlineDifference.between(RedlineOutline(set.redline, side: $0), RedlineOutline($1, side: $0)).isEmpty
    }
    if agrees { self = set }
  }

  /// Gives each heading one anchor in all three trees, so that an address is the same whichever is read: that
  /// of the proposed text, or of the current one where the proposed has no text there.
  private mutating func shareAnchors() {
    let headings = zip(redline.headings, zip(proposed.headings, current.headings))
    var anchors: [(redline: Int, proposed: Int, current: Int, anchor: String)] = []
    var taken = Set(redline.attributes.compactMap { $0.value.id?.value })
    for (inRedline, (inProposed, inCurrent)) in headings {
      let isGone = proposed.nodes[inProposed].flags.contains(.emptied)
      let source =
        isGone
        ? current.anchorSlice(of: inCurrent).map(current.string)
        : proposed.anchorSlice(of: inProposed).map(proposed.string)
      guard var anchor = source else { continue }
      // The anchors of one text differ from one another, but not those of two.
      var repetition = 0
      let slug = anchor
      while !taken.insert(anchor).inserted {
        repetition += 1
        anchor = "\(slug)-\(repetition)"
      }
      anchors.append((inRedline, inProposed, inCurrent, anchor))
    }
    redline.setAnchors(anchors.map { ($0.redline, $0.anchor) })
    proposed.setAnchors(anchors.map { ($0.proposed, $0.anchor) })
    current.setAnchors(anchors.map { ($0.current, $0.anchor) })
  }
}

extension MarkdownDocument {
  fileprivate var headings: [Index] {
    nodes.indices.filter { nodes[$0].kind == .heading }
  }

  fileprivate mutating func setAnchors(_ anchors: [(node: Index, anchor: String)]) {
    self.anchors = anchors.map { entry in
      let start = literals.count
      literals.append(contentsOf: entry.anchor.utf8)
      return (entry.node, Node.Slice(start: UInt32(start), count: UInt32(literals.count - start)))
    }
  }
}

import Markup

extension TemplateCompiler {
  mutating func operations(
    forValue tag: TemplateTag, _ source: TemplateSource, _ scope: TemplateScope
  ) -> [TemplateOperation] {
    guard let target = target(of: tag, source, scope) else { return [] }
    for name in target.missing {
      report(
        "template-optional-value", "'\(name)' can be absent", tag, source,
        help: "write it inside '{{#\(name)}}' and '{{/\(name)}}'")
    }
    check(target.field.kind, tag, source)
    let (field, before) = resolve(target)
    return before + [.value(field)]
  }

  mutating func operations(
    forSection tag: TemplateTag, _ fragment: Fragment, _ scope: TemplateScope
  ) -> [TemplateOperation] {
    guard !constants.isConstant(tag.name) else {
      reportAlwaysThere(tag, fragment.source)
      return []
    }
    // What stands inside is not checked where nothing is known of the section.
    guard let target = target(of: tag, fragment.source, scope) else { return [] }
    let isInverted = tag.kind == .invertedSection
    var inside = scope
    var slot: Int16 = 0
    switch target.field.kind {
    case .flag: break
    case .list(let part), .object(let part):
      if !isInverted {
        inside = (target.field.isOptional ? scope.knowing(target.key) : scope).entering(part)
        slot = self.slot(of: part)
      }
    case .text, .html, .address:
      if !isInverted { inside = scope.knowing(target.key) }
    }
    if !target.field.canBeAbsent, isInverted || !target.field.isContext {
      reportAlwaysThere(tag, fragment.source)
    }
    let (field, before) = resolve(target)
    let inner = operations(for: fragment, inside)
    let count = Int32(inner.count)
    return before
      + [isInverted ? .invertedSection(field, count: count) : .section(field, slot: slot, count: count)]
      + inner
  }

  private mutating func target(
    of tag: TemplateTag, _ source: TemplateSource, _ scope: TemplateScope
  ) -> TemplateScope.Target? {
    do throws(TemplateScope.Failure) {
      return try scope.target(of: tag.name)
    } catch {
      switch error {
      case .unknown(let part, let available):
        let others = available + (part == tag.name ? constants.names : [])
        report(
          "unknown-template-value",
          "Value '\(part)' does not exist here in the template of '\(root)'\(meant(part, among: others))",
          tag, source)
      case .noContext(let part):
        report("template-value-kind", "'\(part)' holds no other values", tag, source)
      }
      return nil
    }
  }

  /// The constant that a tag names, where it exists.
  mutating func checkedConstant(_ tag: TemplateTag, _ source: TemplateSource) -> ThemeConstants.Constant? {
    guard let constant = constants[tag.name] else {
      let isAsset = tag.name.hasPrefix(ThemeConstants.assetPrefix)
      report(
        isAsset ? "unknown-asset" : "unknown-template-value",
        "\(isAsset ? "Asset" : "String") '\(tag.name.drop { $0 != "." }.dropFirst())' does not exist"
          + meant(tag.name, among: constants.names), tag, source)
      return nil
    }
    check(constant.isAddress ? .address : .text, tag, source)
    return constant
  }

  private mutating func reportAlwaysThere(_ tag: TemplateTag, _ source: TemplateSource) {
    report(
      "template-value-kind", "'\(tag.name)' is never absent, so a section of it is needless", tag, source)
  }

  /// Reports what forbids to write a value of a kind where a tag stands.
  private mutating func check(
    _ kind: TemplateFieldDescription.Kind, _ tag: TemplateTag, _ source: TemplateSource
  ) {
    if let summary = kindProblem(of: kind, tag) {
      report("template-value-kind", "'\(tag.name)' is \(summary)", tag, source)
    } else if let summary = placementProblem(of: kind, tag.placement) {
      report("template-placement", "'\(tag.name)' is \(summary)", tag, source)
    }
  }

  private func kindProblem(of kind: TemplateFieldDescription.Kind, _ tag: TemplateTag) -> String? {
    switch kind {
    case .flag, .object, .list: "a \(kind.word), which can't be written"
    case .html: tag.kind == .markup ? nil : "markup, which is written as '{{{\(tag.name)}}}'"
    case .text, .address: tag.kind == .value ? nil : "\(kind.word), which is written as '{{\(tag.name)}}'"
    }
  }

  private func placementProblem(
    of kind: TemplateFieldDescription.Kind, _ placement: TemplatePlacement
  ) -> String? {
    let isAttribute = if case .attribute = placement.state { !placement.isCodeAttribute } else { false }
    switch kind {
    case .html: return placement.state == .content ? nil : "markup, which can only stand between tags"
    case .address: return isAttribute ? nil : "an address, which can only stand in a quoted attribute"
    case .text where placement.state == .content: return nil
    case .text where !isAttribute: return "text, which can only stand between tags or in a quoted attribute"
    case .text where placement.isAddressAttribute && !placement.isAnchor:
      return "text, and '\(placement.attribute)' takes an address"
    case .text, .flag, .object, .list: return nil
    }
  }
}

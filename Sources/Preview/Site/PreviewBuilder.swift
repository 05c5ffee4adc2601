package import Site

/// Makes the site again and again from a source of which little changes.
///
/// The only place where the preview builds.
package struct PreviewBuilder: Sendable {
  package init() {}

  package mutating func build(_ input: SiteInput) -> SiteBuilder.Result {
    SiteBuilder.build(input)
  }
}

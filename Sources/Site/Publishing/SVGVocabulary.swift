import Basics

/// The elements and attributes that are allowed in an SVG picture: those that draw.
///
/// They don't include `script`, `foreignObject`, `a`, and all HTML; event attributes such as `onload`; and
/// `xml:base`, which would change the meaning of local addresses.
///
/// Source: SVG 2, appendices on elements and attributes; Filter Effects Module Level 1.
enum SVGVocabulary {
  /// A namespace, as far as the check needs to distinguish them.
  enum Namespace: Sendable, Hashable {
    case none
    case svg
    case xlink
    case xml
    /// A drawing program's namespace, whose elements and attributes browsers ignore.
    case editor
    case other

    init(_ name: String) {
      switch name {
      case "": self = .none
      case "http://www.w3.org/2000/svg": self = .svg
      case "http://www.w3.org/1999/xlink": self = .xlink
      case "http://www.w3.org/XML/1998/namespace": self = .xml
      case _ where SVGVocabulary.editors.contains(name): self = .editor
      default: self = .other
      }
    }
  }

  /// The namespaces of drawing programs and of the metadata that they add.
  private static let editors: Set<String> = [
    "http://www.inkscape.org/namespaces/inkscape", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
    "http://www.serif.com/", "http://www.bohemiancoding.com/sketch/ns", "http://www.figma.com/figma/ns",
    "http://boxy-svg.com",
  ]

  static let elements: Set<String> = Set(
    """
    svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath title desc \
    metadata style linearGradient radialGradient stop pattern clipPath mask marker image filter feBlend \
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap \
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge \
    feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence animate \
    animateTransform animateMotion set view
    """.split(separator: " ").map(String.init))

  /// Attributes that describe, refer, or control, rather than draw.
  private static let otherAttributes: Set<String> = Set(
    """
    id class style lang role tabindex href type media version baseProfile attributeName attributeType \
    requiredFeatures requiredExtensions systemLanguage zoomAndPan contentScriptType contentStyleType focusable
    """.split(separator: " ").map(String.init))

  /// Attributes that affect drawing, which animations can also change.
  private static let drawingAttributes: Set<String> = Set(
    """
    accumulate additive alignment-baseline amplitude ascent azimuth baseFrequency baseline-shift begin bias by \
    calcMode clip clip-path clip-rule clipPathUnits color color-interpolation color-interpolation-filters \
    color-profile color-rendering cursor cx cy d descent diffuseConstant direction display divisor \
    dominant-baseline dur dx dy edgeMode elevation enable-background end exponent fill fill-opacity fill-rule \
    filter filterRes filterUnits flood-color flood-opacity font font-family font-feature-settings font-size \
    font-size-adjust font-stretch font-style font-variant font-weight fr from fx fy gradientTransform \
    gradientUnits height image-rendering in in2 intercept isolation k1 k2 k3 k4 kernelMatrix \
    kernelUnitLength kerning keyPoints keySplines keyTimes lengthAdjust letter-spacing lighting-color \
    limitingConeAngle marker marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask \
    mask-type maskContentUnits maskUnits max method min mix-blend-mode mode numOctaves offset opacity operator \
    order orient origin overflow paint-order path pathLength patternContentUnits patternTransform patternUnits \
    pointer-events points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r \
    radius refX refY repeatCount repeatDur restart result rotate rx ry scale seed shape-rendering side slope \
    solid-color solid-opacity spacing specularConstant specularExponent spreadMethod startOffset stdDeviation \
    stitchTiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap \
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width surfaceScale tableValues targetX targetY \
    text-align text-anchor text-decoration text-overflow text-rendering textLength to transform \
    transform-box transform-origin unicode-bidi unicode-range values vector-effect viewBox viewTarget \
    visibility white-space width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z
    """.split(separator: " ").map(String.init))

  /// Returns whether an SVG element can have an attribute.
  static func allows(_ attribute: String, in namespace: Namespace) -> Bool {
    switch namespace {
    case .none:
      otherAttributes.contains(attribute) || drawingAttributes.contains(attribute)
        || attribute.hasPrefix("aria-") || attribute.hasPrefix("data-")
    case .xlink: ["href", "title", "type", "show", "actuate", "role", "arcrole"].contains(attribute)
    case .xml: ["lang", "space", "id"].contains(attribute)
    case .editor: true
    case .svg, .other: false
    }
  }

  static func allowsAnimation(of attribute: String) -> Bool { drawingAttributes.contains(attribute) }

  /// Returns whether an address contains a bitmap picture, which can't contain a script.
  static func isPictureData(_ address: String) -> Bool {
    ["png", "jpeg", "jpg", "gif", "webp", "avif"].contains { isData(address, of: "image/\($0)") }
  }

  /// Returns whether an address contains a font.
  static func isFontData(_ address: String) -> Bool {
    [
      "font/woff2", "font/woff", "font/ttf", "font/otf", "application/font-woff", "application/font-woff2",
      "application/x-font-woff", "application/x-font-ttf", "application/x-font-opentype",
      "application/octet-stream",
    ].contains { isData(address, of: $0) }
  }

  private static func isData(_ address: String, of type: String) -> Bool {
    let start = ["data:\(type);base64,", "data:\(type);charset=utf-8;base64,"].first { address.hasPrefix($0) }
    guard let start else { return false }
    return address.utf8.dropFirst(start.utf8.count).allSatisfy { byte in
      byte.isASCIILetterOrDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
        || byte == UInt8(ascii: "=") || byte.isASCIIWhitespace
    }
  }
}

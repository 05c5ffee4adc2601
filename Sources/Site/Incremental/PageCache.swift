import Handbook
import Markup

/// The pages that were rendered last, each with what it was made from.
struct PageCache: Sendable {
  private var rendered: [Route: (key: PageKey, file: OutputFile)] = [:]
  private var content: [String: Versioned<[UInt8]>] = [:]
  /// The version of ``content`` as a whole.
  private var contentVersion = 0
  private var shared: Versioned<SharedInputs>?
  private var faces: Versioned<[String: DocumentFace]>?
  private var lessons: Versioned<[String: DocumentFace]>?
  /// The last number that was given to a value.
  private var counter = 0

  /// All pages of a site, rendered where they are not as they were.
  ///
  /// - Parameter input: What the site was made from.
  mutating func files(of site: PreparedSite, made input: SiteInput) -> [OutputFile] {
    let dependencies = dependencies(of: site, made: input)
    let renderer = PageRenderer(site: site.context)
    let known = rendered
    let results = site.context.map.pages.concurrentMap { page in
      let key = dependencies.key(of: page)
      if let old = known[page.route], old.key == key { return (key: key, file: old.file) }
      return (key: key, file: renderer.render(page))
    }
    rendered = Dictionary(zip(site.context.map.pages.map(\.route), results)) { first, _ in first }
    return results.map(\.file)
  }

  private mutating func dependencies(of site: PreparedSite, made input: SiteInput) -> PageDependencies {
    let handbook = site.context.handbook
    update(with: input.content)
    let shared = number(
      SharedInputs(
        theme: input.theme, options: input.options,
        configuration: content[handbook.manuscript.configurationPath]?.value,
        glossary: handbook.manuscript.glossary.flatMap { content[$0.path]?.value },
        pages: site.context.map.pages, navigation: site.context.navigation), \.shared)
    var lessonFaces: [String: DocumentFace] = [:]
    for lesson in handbook.lessons { lessonFaces[lesson.path] = .outline(DocumentOutline(lesson)) }
    var faces = content.mapValues { DocumentFace.file($0.value) }
    faces.merge(lessonFaces) { $1 }
    for page in handbook.manuscript.pages { faces[page.path] = .outline(DocumentOutline(page)) }
    return PageDependencies(
      site: site.context, versions: content.mapValues(\.version), shared: shared,
      outlines: number(faces, \.faces), lessons: number(lessonFaces, \.lessons), content: contentVersion)
  }

  /// Gives each file that is new or changed a number, and the content another one then.
  private mutating func update(with files: [SourceFile]) {
    let before = content
    var isChanged = before.count != files.count
    content = [:]
    for file in files {
      if let old = before[file.path], old.value == file.bytes {
        content[file.path] = old
      } else {
        isChanged = true
        counter += 1
        content[file.path] = Versioned(value: file.bytes, version: counter)
      }
    }
    guard isChanged else { return }
    counter += 1
    contentVersion = counter
  }

  /// The number of a value: the old one where the value is as it was.
  private mutating func number<Value: Equatable>(
    _ value: Value, _ place: WritableKeyPath<Self, Versioned<Value>?>
  ) -> Int {
    if let old = self[keyPath: place], old.value == value { return old.version }
    counter += 1
    self[keyPath: place] = Versioned(value: value, version: counter)
    return counter
  }
}

/// A value with a number that no other value had before it.
struct Versioned<Value: Sendable>: Sendable {
  let value: Value
  let version: Int
}

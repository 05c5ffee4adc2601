/// All templates of a theme as routines, each for the contexts that it is used with.
struct TemplateProgram: Sendable {
  /// Where the rendering of a page or block starts.
  struct Entry: Sendable {
    var routine: Int32
    /// The slots of the contexts around it and, last, of the page or block itself.
    var slots: [Int16]
  }

  var routines: [[TemplateOperation]] = []
  /// What is the same on every page, in UTF-8.
  var text: [UInt8] = []
  var slotCount: Int16 = 0
  /// By the names of the templates.
  var entries: [String: Entry] = [:]
}

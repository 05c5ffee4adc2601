/// A step of rendering. It holds numbers alone, so that no step counts references.
enum TemplateOperation: Sendable, Hashable {
  /// Writes a run of ``TemplateProgram/text``.
  case text(start: Int32, count: Int32)
  /// Writes a value, escaped where it is text or an address.
  case value(Field)
  /// Runs the next operations for a value that is there, and for each element of a list. An object or element
  /// is put into the slot meanwhile.
  case section(Field, slot: Int16, count: Int32)
  /// Runs the next operations where a value is absent.
  case invertedSection(Field, count: Int32)
  /// Puts an object, or nothing where it is absent, into a slot.
  case hold(Field, slot: Int16)
  /// Runs another routine.
  case call(Int32)

  /// A field of the context in a slot.
  struct Field: Sendable, Hashable {
    var slot: Int16
    /// The place in the context's ``TemplateFields``.
    var place: Int16
  }
}

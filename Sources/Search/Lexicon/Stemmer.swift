import Cstemmer

/// Reduces the forms of a word to one stem, by libstemmer's algorithm for a language.
///
/// Not for use by two threads at a time: the stem is made in memory of the stemmer's own.
final class Stemmer {
  /// Nothing where libstemmer does not know the language; then each form is its own stem.
  private let handle: OpaquePointer?

  /// - Parameter language: A BCP 47 tag. libstemmer knows languages by their ISO 639 code.
  init(language: String) {
    handle = sb_stemmer_new(language.lowercased().prefix { $0 != "-" }.description, "UTF_8")
  }

  deinit { sb_stemmer_delete(handle) }

  /// The stem of a form, both in UTF-8.
  ///
  /// A form with a digit in it is its own stem.
  func stem(of form: [UInt8]) -> [UInt8] {
    guard let handle, !form.contains(where: { $0 < UInt8(ascii: "a") }),
      let stem = sb_stemmer_stem(handle, form, Int32(form.count))
    else { return form }
    return Array(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
  }
}

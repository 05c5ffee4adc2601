import ArgumentParser
import Handbook

/// What the citations of a new code begin with.
enum CitationPrefix {
  /// What is given, else what the state is known by.
  ///
  /// - Throws: `ValidationError` where the body is no state and nothing is given, or where no citation could begin
  ///   with what is given.
  static func of(_ jurisdiction: String, given abbreviation: String?) throws -> String {
    guard let prefix = abbreviation ?? Jurisdiction.abbreviation(of: jurisdiction) else {
      throw ValidationError(
        "'\(jurisdiction)' is no US state or territory: give what citations begin with, --abbreviation")
    }
    guard CodeID.canBegin(prefix) else {
      throw ValidationError("--abbreviation is of letters, digits and hyphens, not '\(prefix)'")
    }
    return prefix
  }
}

/// Words that say nothing of what a text is about; a query that has others is searched without them.
enum FunctionWords {
  /// As ``Tokenizer`` cuts them.
  static func words(of language: String) -> [String] {
    language == "en" || language.hasPrefix("en-") ? english : []
  }

  private static let english = [
    "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "being", "but", "by", "can",
    "could", "did", "do", "does", "for", "from", "get", "had", "has", "have", "he", "her", "him", "his",
    "how", "i", "if", "im", "in", "into", "is", "it", "its", "ive", "me", "my", "of", "on", "or", "our",
    "she", "should", "so", "some", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "to", "was", "we", "were", "what", "when", "where", "which", "who", "why", "will",
    "with", "would", "you", "your",
  ]
}

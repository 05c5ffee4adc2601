import Basics

/// Divides a draft that contains several instruments: a code, one for supervisors, a procedure, a form.
enum Instruments {
  /// Returns the outlines of the instruments, each beginning with its own title.
  static func divide(_ outline: Outline) -> [Outline] {
    let starts = starts(in: outline)
    guard !starts.isEmpty else { return [outline] }
    var parts: [Outline] = []
    for (place, start) in ([0] + starts).enumerated() {
      let end = place < starts.count ? starts[place] : outline.blocks.count
      var part = outline
      part.blocks = Array(outline.blocks[start..<end])
      if place > 0 {
        part.title = part.blocks.removeFirst().runs
        part.titleSource = outline.blocks[start].source
        part.draftLines = 0
      }
      let first = place == 0 ? Int.min : outline.blocks[start].source
      let last = place < starts.count ? outline.blocks[starts[place]].source : Int.max
      part.doubts = outline.doubts.filter { doubt in
        doubt.source.map { $0 >= first && $0 < last } ?? (place == 0)
      }
      part.leftOut = outline.leftOut.filter { $0.source >= first && $0.source < last }
      let labels = part.blocks.flatMap { $0.runs.filter { $0.style.contains(.note) }.map(\.text) }
      part.notes = outline.notes.filter { labels.contains("[^\($0.label)]") }
      parts.append(part)
    }
    return parts
  }

  /// Returns the suffix of an instrument's file name, which distinguishes it from the first one's.
  static func name(of instrument: Int, among parts: [Outline]) -> String {
    let title = parts[instrument].title.words.lowercased()
    let names = ["supervisor", "complaint", "procedure", "enforcement", "acknowledg", "form", "standards"]
    let found = names.first { title.contains($0) }.map { $0 == "acknowledg" ? "acknowledgment" : $0 }
    let earlier = parts[..<instrument].contains { other in
      found.map { other.title.words.lowercased().contains($0) } ?? false
    }
    return earlier || found == nil ? "\(found ?? "part")-\(instrument + 1)" : found ?? "part"
  }

  /// Returns a finding that lists the instruments in a draft that is imported as a single code.
  static func doubts(of outline: Outline, path: String) -> [Diagnostic] {
    let starts = starts(in: outline)
    guard !starts.isEmpty else { return [] }
    let titles = starts.map {
      "'\(outline.blocks[$0].words.shortened)' at \(outline.unit) \(outline.blocks[$0].source)"
    }
    return [
      Diagnostic(
        .warning, .importStructure,
        "The draft has \(starts.count + 1) instruments: after the code, \(titles.joined(separator: ", "))",
        path: path,
        help: "write each to its own file with --split")
    ]
  }

  /// Returns the parts of the stories that belong to an instrument.
  static func stories(_ stories: [SourceStory], of instrument: Int, among parts: [Outline]) -> [SourceStory] {
    guard parts.count > 1 else { return stories }
    let first = instrument == 0 ? Int.min : parts[instrument].titleSource ?? Int.min
    let last = instrument + 1 < parts.count ? parts[instrument + 1].titleSource ?? Int.max : Int.max
    return stories.compactMap { story in
      guard let note = story.note else {
        return SourceStory(paragraphs: story.paragraphs.filter { $0.source >= first && $0.source < last })
      }
      return parts[instrument].notes.contains { $0.label == note } ? story : nil
    }
  }

  /// Returns the top-level headings that begin another instrument.
  private static func starts(in outline: Outline) -> [Int] {
    outline.blocks.indices.filter { index in
      guard index > 0, case .heading(let level) = outline.blocks[index].kind, level == 2 else { return false }
      let text = outline.blocks[index].words.lowercased()
      let names = [
        "code of ethics", "code of conduct", "code of professional", "complaint form", "grievance form",
        "complaint procedure", "enforcement procedure", "acknowledgment", "acknowledgement",
        "standards of conduct",
        "ethics complaint",
      ]
      return names.contains { text.contains($0) } && text != outline.title.words.lowercased()
        && text != "code of ethics" && text != "code of conduct"
    }
  }
}

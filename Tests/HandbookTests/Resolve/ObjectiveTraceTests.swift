import Handbook
import TestSupport
import Testing

@Suite("The provisions that an objective is based on")
struct ObjectiveTraceTests {
  @Test("Key points below the last section are about the whole lesson, not about that section")
  func keyPoints() throws {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("- A. {#a}\n- B. {#b}\n"),
      "lessons/one.md": """
      ---
      title: One
      objectives: [{ id: name-b, text: Name the rule }]
      ---

      ## First {#first}

      [[WA#a]]

      ## Second {#second teaches="name-b"}

      [[WA#b]]

      > [!KEYPOINTS]
      > - See [[WA#a]].

      """,
    ]).handbook
    let lesson = try #require(handbook.lessons.first)
    let trace = ObjectiveTrace(of: lesson.metadata.objectives[0], in: lesson, handbook: handbook)
    #expect(trace.provisions.map(\.citation) == ["WA#b"])
  }
}

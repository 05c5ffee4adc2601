import Basics
import Handbook
import TestSupport
import Testing

@testable import Site

@Suite("A handbook with 50 states, 40 provisions each, and 27 topics matches its generator's record")
struct GeneratedHandbookTests {
  private static let generated = GeneratedHandbook()

  private static let prepared = SiteBuilder.prepare(
    SiteInput(
      content: generated.files.map { SourceFile(path: "Content/\($0.key)", text: $0.value) },
      theme: DefaultTheme.files, themeFolder: DefaultTheme.folder))

  private var record: GeneratedHandbook.Record { Self.generated.record }

  private func site() throws -> SiteContext {
    try #require(Self.prepared.site?.context, "\(Self.prepared.diagnostics.prefix(3))")
  }

  @Test("The handbook has the expected size and no problems")
  func size() throws {
    let handbook = try site().handbook
    #expect(Self.prepared.diagnostics.isEmpty, "\(Self.prepared.diagnostics.prefix(3))")
    #expect(handbook.codesWithText.count == 50)
    #expect(handbook.codesWithText.allSatisfy { $0.current.text.provisions.count == 40 })
    #expect(handbook.topics.count == 27)
  }

  @Test("The back references are exactly those in the record")
  func backReferences() throws {
    var found: [String: [String]] = [:]
    for (target, references) in try site().handbook.backReferences {
      found[target.citation] = references.map { reference in
        let place = reference.anchor.map { "#\($0)" } ?? ""
        return "\(reference.source.citation)\(place) \(reference.relation.rawValue)"
      }.sorted()
    }
    let expected = record.backReferences.mapValues { $0.sorted() }
    #expect(found.keys.sorted() == expected.keys.sorted())
    for (target, places) in expected { #expect(found[target] == places, "\(target)") }
  }

  @Test("Every legal citation is listed with its places")
  func citations() throws {
    var found: [String: [String]] = [:]
    for (citation, references) in try site().handbook.citations {
      found["\(citation.series) \(citation.number)"] = references.map { reference in
        "\(reference.source.citation)#\(reference.anchor ?? "")"
      }.sorted()
    }
    #expect(found == record.citations.mapValues { $0.sorted() })
  }

  @Test("Every topic has the provisions, the states without any, and the states without text in the record")
  func coverage() throws {
    let handbook = try site().handbook
    for topic in handbook.topics {
      let expected = record.coverage[topic.id.rawValue] ?? [:]
      let coverage = TopicCoverage(of: topic.id, in: handbook)
      for (code, parts) in coverage.speaking {
        let ids = parts.map { part in
          if case .provision(let place) = part {
            code.current.text.provisions[place].id.value.rawValue
          } else {
            ""
          }
        }
        #expect(ids == expected[code.id.rawValue], "\(topic.id) \(code.id)")
      }
      #expect(coverage.speaking.map(\.code.id.rawValue) == expected.keys.sorted())
      let silent = record.states.filter { expected[$0] == nil }
      #expect(!silent.isEmpty)
      #expect(coverage.silent.map(\.id.rawValue) == silent)
      #expect(coverage.unheld.map(\.id.rawValue) == [record.unheldState])
    }
  }

  @Test("Every number and every gap in the comparison matches the record")
  func comparison() throws {
    let site = try site()
    let page = try #require(site.map.pages.first { $0.subject == .comparison })
    let context = ComparePageBuilder(site: site, page: page).build()
    #expect(context.states.count == 50)
    #expect(context.filter.others.map(\.abbreviation) == [record.unheldState])
    for row in context.topics {
      let expected = record.coverage[row.anchor] ?? [:]
      for cell in row.cells {
        #expect(cell.count == expected[cell.abbreviation].map { String($0.count) }, "\(row.anchor)")
      }
    }
  }

  @Test("Every entry of the subject index links to the places in the record")
  func subjectIndex() throws {
    let site = try site()
    let page = try #require(site.map.pages.first { $0.subject == .subjectIndex })
    let entries = SubjectIndexBuilder(site: site, page: page).build().sections.flatMap(\.entries)
    #expect(entries.map(\.title).sorted() == record.index.keys.sorted())
    for entry in entries {
      let expected = try #require(record.index[entry.title])
      #expect(entry.locations.map(\.address.text) == expected.places, "\(entry.title)")
      #expect(entry.see.map(\.title) == expected.see, "\(entry.title)")
      #expect(entry.seeAlso.map(\.title) == expected.seeAlso, "\(entry.title)")
    }
  }

  @Test("Every objective is traced to the sections that teach it and the questions that assess it")
  func objectives() throws {
    let handbook = try site().handbook
    for lesson in handbook.lessons {
      for objective in lesson.metadata.objectives {
        let trace = ObjectiveTrace(of: objective, in: lesson, handbook: handbook)
        let name = "lessons/\(lesson.id)#\(objective.id.value)"
        let expected = try #require(record.objectives[name], "\(name)")
        #expect(trace.sections.map(\.anchor) == expected.sections, "\(name)")
        #expect(trace.provisions.map(\.citation) == expected.provisions, "\(name)")
        #expect(trace.questions == expected.questions, "\(name)")
      }
    }
  }
}

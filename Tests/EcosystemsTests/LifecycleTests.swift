import Ecosystems
import Model
import Testing

/// Whether runtimes are supported on a day.
struct LifecycleTests {
    private static let data: LifecycleData = {
        var data = LifecycleData(source: "a test", day: Day("2026-01-01")!)
        data.add(
            LifecycleData.Product(
                name: "python", title: "Python",
                cycles: [
                    Lifecycle(
                        name: "3.14", released: Day("2025-10-07"),
                        endOfActiveSupport: .day(Day("2027-10-01")!), endOfLife: .day(Day("2030-10-31")!)),
                    Lifecycle(
                        name: "3.10", endOfActiveSupport: .day(Day("2023-04-05")!),
                        endOfLife: .day(Day("2026-10-31")!)),
                    Lifecycle(name: "3.9", endOfLife: .day(Day("2025-10-31")!)),
                    Lifecycle(name: "2.7", endOfLife: .flag(true)),
                ]))
        data.add(
            LifecycleData.Product(
                name: "ubuntu", title: "Ubuntu",
                cycles: [
                    Lifecycle(name: "24.04", codename: "Noble Numbat", endOfLife: .flag(false)),
                    Lifecycle(name: "18.04", codename: "Bionic Beaver", endOfLife: .day(Day("2023-05-31")!)),
                ]))
        data.add(LifecycleData.Product(name: "swift", title: "Swift", cycles: [Lifecycle(name: "5.5")]))
        return data
    }()

    private func state(_ path: String, _ text: String, on day: String = "2026-06-01") throws -> RuntimeState {
        let kind = try #require(Manifest.kind(of: path))
        let reference = try #require(kind.reading(of: Array(text.utf8), at: path).references.first)
        let today = try #require(Day(day))
        return Self.data.state(of: reference, on: today)
    }

    @Test("a cycle is supported, gets security fixes only, ends soon, or has ended")
    func states() throws {
        #expect(try state(".python-version", "3.14.1") == .supported(until: Day("2030-10-31")))
        #expect(try state(".python-version", "3.10.4") == .securityOnly(until: Day("2026-10-31")))
        #expect(
            try state(".python-version", "3.10", on: "2026-08-02") == .endsSoon(Day("2026-10-31")!, days: 90))
        #expect(
            try state(".python-version", "3.10", on: "2026-08-01") == .securityOnly(until: Day("2026-10-31")))
        #expect(try state(".python-version", "3.10", on: "2026-10-31") == .ended(since: Day("2026-10-31")))
        #expect(try state(".python-version", "2.7.18") == .ended(since: nil))
        #expect(try state("Dockerfile", "FROM ubuntu:24.04") == .supported(until: nil))
    }

    @Test("of a range the best cycle counts")
    func ranges() throws {
        func project(_ requirement: String) -> String { "[project]\nrequires-python = \"\(requirement)\"\n" }
        #expect(try state("pyproject.toml", project(">=3.6")) == .supported(until: Day("2030-10-31")))
        #expect(try state("pyproject.toml", project(">=3.6,<3.10")) == .ended(since: Day("2025-10-31")))
        #expect(try state("pyproject.toml", project("==3.9.*")) == .ended(since: Day("2025-10-31")))
        #expect(try state("pyproject.toml", project("~=3.9")) == .supported(until: Day("2030-10-31")))
        #expect(try state("Dockerfile", "FROM python:3") == .supported(until: Day("2030-10-31")))
    }

    @Test("an image's tag names its cycle by number or by code name")
    func tags() throws {
        #expect(try state("Dockerfile", "FROM python:3.9.1-slim-buster") == .ended(since: Day("2025-10-31")))
        #expect(try state("Dockerfile", "FROM ubuntu:bionic-20200101") == .ended(since: Day("2023-05-31")))
        #expect(
            try state("Dockerfile", "FROM docker.io/library/ubuntu:18.04") == .ended(since: Day("2023-05-31"))
        )
    }

    @Test("what is not known is not assessed, with the reason")
    func unknown() throws {
        #expect(
            try state(".python-version", "3.99")
                == .notAssessed("Python has no release cycle `3.99` in the data"))
        #expect(try state("Dockerfile", "FROM swift:5.5") == .notAssessed("no end of life is known for it"))
        #expect(
            try state("Dockerfile", "FROM mine:1")
                == .notAssessed("no release cycles are known for the image `mine`"))
        #expect(
            try state("Dockerfile", "FROM python:slim")
                == .notAssessed("the tag `slim` names no release cycle"))
        #expect(try state("Dockerfile", "FROM python") == .notAssessed("it has no tag"))
        #expect(
            try state("Dockerfile", "FROM python:3.15-rc")
                == .notAssessed("the tag `3.15-rc` names no release cycle"))
    }

    @Test("a page of endoflife.date is read, and what is written reads back the same")
    func files() throws {
        let page = """
            ---
            title: Node.js
            permalink: /nodejs
            releases:
              - releaseCycle: "20"
                lts: 2023-10-24
                releaseDate: 2023-04-18
                eoas: 2024-10-22
                eol: 2026-04-30   # a comment
                latest: "20.19.0"
              - releaseCycle: "0.10"
                eol: true
            ---
            Text that is not looked at: [x](y).
            """
        let product = try #require(LifecycleData.product(named: "nodejs", page: SourceText(page)))
        #expect(product.title == "Node.js")
        #expect(product.cycles.map(\.name) == ["20", "0.10"])
        #expect(product.cycles[0].endOfLife == .day(Day("2026-04-30")!))
        #expect(product.cycles[1].endOfLife == .flag(true))
        var data = Self.data
        data.add(product)
        let read = try #require(LifecycleData.read(SourceText(data.written)))
        #expect(read.written == data.written)
        #expect(read.products == data.products)
        #expect(LifecycleData.product(named: "x", page: SourceText("# no front matter")) == nil)
        #expect(LifecycleData.read(SourceText("x: [")) == nil)
    }

    @Test("what travels in the program can be read, and writes itself the same")
    func bundled() throws {
        let data = LifecycleData.bundled
        #expect(data.products.count > 80)
        #expect(
            data.products["python"]?.cycles.contains {
                $0.name == "3.8" && $0.endOfLife == .day(Day("2024-10-07")!)
            } == true)
        #expect(data.products["swift"]?.cycles.isEmpty == false)
        #expect(LifecycleData.read(SourceText(data.written))?.products == data.products)
    }

    @Test(
        "days are counted",
        arguments: [
            ("1970-01-01", 0), ("1970-01-02", 1), ("2000-03-01", 11017), ("1969-12-31", -1),
            ("2026-11-26", 20783),
        ])
    func days(_ text: String, _ number: Int) throws {
        let day = try #require(Day(text))
        #expect(day.number == number)
        #expect(Day(secondsSince1970: day.number * 86_400) == day)
    }
}

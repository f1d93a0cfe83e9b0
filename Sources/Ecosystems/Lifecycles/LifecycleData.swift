package import Model
import YAML

/// What is known of the release cycles of products: facts in endoflife.date's format, of one day.
package struct LifecycleData: Sendable {
    package struct Product: Hashable, Sendable {
        package var name: String
        /// As people write it: `Node.js`.
        package var title: String
        /// Newest first.
        package var cycles: [Lifecycle]
        /// Where its facts are from; nil where they are from where the rest is.
        package var source: String?

        package init(name: String, title: String, cycles: [Lifecycle], source: String? = nil) {
            self.name = name
            self.title = title
            self.cycles = cycles
            self.source = source
        }
    }

    /// Where the facts are from, and of when: "endoflife.date at a70eca3".
    package var source: String
    /// The day of the facts.
    package var day: Day
    package private(set) var products: [String: Product] = [:]

    package init(source: String, day: Day) {
        self.source = source
        self.day = day
    }

    package mutating func add(_ product: Product) { products[product.name] = product }

    /// Takes everything that other data know, in the place of what these say of the same product.
    package mutating func merge(_ other: LifecycleData) {
        for product in other.products.values { add(product) }
    }

    /// What travels in the program.
    package static let bundled: LifecycleData = {
        let text = SourceText(PackageResources.lifecycles_yml)
        guard let data = read(text) else { preconditionFailure("the bundled lifecycles are no YAML") }
        return data
    }()

    /// Reads a file as `write` makes it; nil where it is none.
    package static func read(_ text: SourceText) -> LifecycleData? {
        guard let root = YAMLNode.file(text), let day = root["snapshot"]?.text.flatMap({ Day($0) }),
            let products = root["products"]
        else { return nil }
        var data = LifecycleData(source: root["source"]?.text ?? "a file", day: day)
        for pair in products.entries {
            if let product = product(named: pair.key, pair.value) { data.add(product) }
        }
        return data
    }

    /// Reads the page of a product as endoflife.date keeps it: YAML between `---` lines, and text behind it that is
    /// not looked at. Nil where it has no releases.
    package static func product(named name: String, page: SourceText) -> Product? {
        var fences: [Int] = []
        for number in 0..<page.lineCount where page.slice(page.line(number)).elementsEqual("---".utf8) {
            fences.append(number)
            if fences.count == 2 { break }
        }
        guard fences.count == 2, fences[0] == 0 else { return nil }
        let range = SourceRange(page.fullLine(0).upper, page.fullLine(fences[1]).lower)
        guard let node = try? YAMLNode.read(page, in: range) else { return nil }
        return product(named: name, node)
    }

    private static func product(named name: String, _ node: YAMLNode) -> Product? {
        guard let releases = node["releases"]?.elements, !releases.isEmpty else { return nil }
        let cycles = releases.compactMap { release -> Lifecycle? in
            guard let name = release["releaseCycle"]?.text else { return nil }
            return Lifecycle(
                name: name, codename: release["codename"]?.text,
                released: release["releaseDate"]?.text.flatMap { Day($0) },
                endOfActiveSupport: moment(release["eoas"]), endOfLife: moment(release["eol"]),
                endOfExtendedSupport: moment(release["eoes"]), latest: release["latest"]?.text)
        }
        return Product(
            name: name, title: node["title"]?.text ?? name, cycles: cycles, source: node["source"]?.text)
    }

    private static func moment(_ node: YAMLNode?) -> Lifecycle.Moment? {
        guard let text = node?.text else { return nil }
        if let day = Day(text) { return .day(day) }
        return switch text {
        case "true": .flag(true)
        case "false": .flag(false)
        default: nil
        }
    }

    /// The facts as a file, in endoflife.date's words, one line for each cycle; the same facts give the same bytes.
    package var written: String {
        var out = "snapshot: \(day)\nsource: \"\(source)\"\nproducts:\n"
        for product in products.values.sorted(by: { $0.name < $1.name }) {
            out += "  \(product.name):\n    title: \(Self.quoted(product.title))\n"
            if let source = product.source { out += "    source: \(Self.quoted(source))\n" }
            out += "    releases:\n"
            for cycle in product.cycles {
                var fields = ["releaseCycle: \(Self.quoted(cycle.name))"]
                if let codename = cycle.codename { fields.append("codename: \(Self.quoted(codename))") }
                if let released = cycle.released { fields.append("releaseDate: \(released)") }
                if let moment = cycle.endOfActiveSupport { fields.append("eoas: \(Self.text(moment))") }
                if let moment = cycle.endOfLife { fields.append("eol: \(Self.text(moment))") }
                if let moment = cycle.endOfExtendedSupport { fields.append("eoes: \(Self.text(moment))") }
                if let latest = cycle.latest { fields.append("latest: \(Self.quoted(latest))") }
                out += "      - {\(fields.joined(separator: ", "))}\n"
            }
        }
        return out
    }

    private static func text(_ moment: Lifecycle.Moment) -> String {
        switch moment {
        case .day(let day): day.description
        case .flag(let flag): flag ? "true" : "false"
        }
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.filter { $0 != "\"" && $0 != "\\" && !$0.isNewline } + "\""
    }
}

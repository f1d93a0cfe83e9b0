package import Model
import YAML

/// What sources of versions said on one day, kept in a file: so that a run without a network, or later, gives the
/// same.
package struct VersionSnapshot: Sendable, VersionSource {
    /// The day on which the sources were asked.
    package var day: Day
    package var answers: [PackageName: ReleaseAnswer]

    package init(day: Day, answers: [PackageName: ReleaseAnswer] = [:]) {
        self.day = day
        self.answers = answers
    }

    package func releases(of package: PackageName, naming versions: [String]) async -> ReleaseAnswer {
        self[package]
    }

    package subscript(package: PackageName) -> ReleaseAnswer {
        answers[package] ?? .unknown("the snapshot of \(day) does not hold it")
    }

    /// Reads a file as `written` makes it; nil where it is none.
    package static func read(_ text: SourceText) -> VersionSnapshot? {
        guard let root = JSONValues.read(text), root["format"]?.text == "1",
            let day = root["day"]?.text.flatMap({ Day($0) }), let packages = root["packages"]
        else { return nil }
        var snapshot = VersionSnapshot(day: day)
        for pair in packages.entries {
            guard let name = PackageName(pair.key) else { continue }
            if let reason = pair.value["unknown"]?.text {
                snapshot.answers[name] = .unknown(reason)
                continue
            }
            let releases = (pair.value["releases"]?.elements ?? []).compactMap { node -> Release? in
                guard let version = node["version"]?.text else { return nil }
                return Release(
                    version: version, day: node["day"]?.text.flatMap { Day($0) },
                    isYanked: node["yanked"]?.flag ?? false, isDeprecated: node["deprecated"]?.flag ?? false)
            }
            snapshot.answers[name] = .releases(releases, source: pair.value["source"]?.text ?? "a snapshot")
        }
        return snapshot
    }

    /// The snapshot as JSON, one line for each release; the same facts give the same bytes.
    package var written: String {
        var out = "{\n  \"format\": 1,\n  \"day\": \"\(day)\",\n  \"packages\": {"
        var isFirst = true
        for (name, answer) in answers.sorted(by: { $0.key < $1.key }) {
            out += isFirst ? "\n" : ",\n"
            isFirst = false
            out += "    \(Self.quoted(name.description)): {"
            switch answer {
            case .unknown(let reason): out += "\"unknown\": \(Self.quoted(reason))}"
            case .releases(let releases, let source):
                out += "\n      \"source\": \(Self.quoted(source)),\n      \"releases\": ["
                let sorted = releases.sorted { ($0.day, $0.version) < ($1.day, $1.version) }
                out += sorted.map { "\n        " + Self.text($0) }.joined(separator: ",")
                out += sorted.isEmpty ? "]\n    }" : "\n      ]\n    }"
            }
        }
        return out + "\n  }\n}\n"
    }

    private static func text(_ release: Release) -> String {
        var fields = ["\"version\": \(quoted(release.version))"]
        if let day = release.day { fields.append("\"day\": \"\(day)\"") }
        if release.isYanked { fields.append("\"yanked\": true") }
        if release.isDeprecated { fields.append("\"deprecated\": true") }
        return "{\(fields.joined(separator: ", "))}"
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": out += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

/// Releases without a day come first.
private func < (a: (Day?, String), b: (Day?, String)) -> Bool {
    switch (a.0, b.0) {
    case (let x?, let y?) where x != y: x < y
    case (nil, .some): true
    case (.some, nil): false
    default: a.1 < b.1
    }
}

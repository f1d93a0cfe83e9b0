import Model
import YAML

extension Registry {
    /// PyPI's Simple API as JSON (PEP 691, PEP 700), or as HTML where it has no JSON (PEP 503), which knows no days.
    func pypi(_ name: String) async -> ReleaseAnswer {
        let types =
            "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"
        switch await body("\(base)/\(name)/", accepting: types) {
        case .failure(let problem): return .unknown(problem.reason)
        case .success(let bytes):
            if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
                return Self.answer(PyPIFiles(html: bytes, of: name), ecosystem)
            }
            guard let root = JSONValues.read(bytes), root["files"] != nil else { return notUnderstood }
            return Self.answer(PyPIFiles(json: root, of: name), ecosystem)
        }
    }

    private static func answer(_ files: PyPIFiles, _ ecosystem: Ecosystem) -> ReleaseAnswer {
        .releases(files.releases, source: ecosystem.title)
    }

    /// npm's package metadata: `time` has the days, `versions` says what is deprecated.
    func npm(_ name: String) async -> ReleaseAnswer {
        let escaped = name.hasPrefix("@") ? name.replacing("/", with: "%2F") : name
        switch await body("\(base)/\(escaped)", accepting: "application/json") {
        case .failure(let problem): return .unknown(problem.reason)
        case .success(let bytes):
            guard let root = JSONValues.read(bytes), let versions = root["versions"] else {
                return notUnderstood
            }
            let times = Dictionary(
                (root["time"]?.entries ?? []).map { ($0.key, $0.value.text ?? "") },
                uniquingKeysWith: { a, _ in a })
            let releases = versions.entries.map { pair in
                let deprecated = pair.value["deprecated"]
                return Release(
                    version: pair.key, day: times[pair.key].flatMap { Day(time: $0) },
                    isDeprecated: deprecated.map { $0.text.map { !$0.isEmpty && $0 != "false" } ?? true }
                        ?? false)
            }
            return .releases(releases, source: ecosystem.title)
        }
    }

    /// Cargo's sparse index: one JSON object on each line.
    func cargo(_ name: String) async -> ReleaseAnswer {
        let lowered = name.lowercased()
        let folder =
            switch lowered.utf8.count {
            case 1: "1"
            case 2: "2"
            case 3: "3/\(lowered.prefix(1))"
            default: "\(lowered.prefix(2))/\(lowered.dropFirst(2).prefix(2))"
            }
        switch await body("\(base)/\(folder)/\(lowered)", accepting: "text/plain, application/json") {
        case .failure(let problem): return .unknown(problem.reason)
        case .success(let bytes):
            var releases: [Release] = []
            for line in bytes.split(separator: 0x0A) {
                guard let root = JSONValues.read(Array(line)), let version = root["vers"]?.text else {
                    return notUnderstood
                }
                releases.append(
                    Release(
                        version: version, day: root["pubtime"]?.text.flatMap { Day(time: $0) },
                        isYanked: root["yanked"]?.flag ?? false))
            }
            return .releases(releases, source: ecosystem.title)
        }
    }

    /// Maven's repository layout: maven-metadata.xml beside the versions. It tells no days.
    func maven(_ name: String) async -> ReleaseAnswer {
        let parts = name.split(separator: ":")
        guard parts.count == 2 else { return .unknown("its name has no group") }
        let folder = parts[0].replacing(".", with: "/")
        switch await body(
            "\(base)/\(folder)/\(parts[1])/maven-metadata.xml", accepting: "application/xml, text/xml")
        {
        case .failure(let problem): return .unknown(problem.reason)
        case .success(let bytes):
            guard let root = XMLElement.read(bytes),
                let versions = root["metadata"]?["versioning"]?["versions"]
            else { return notUnderstood }
            return .releases(
                versions.all("version").map { Release(version: $0.text) }, source: ecosystem.title)
        }
    }

    /// Go's proxy protocol: `@v/list` has the versions, `@v/VERSION.info` the time of one.
    func go(_ name: String, naming versions: [String]) async -> ReleaseAnswer {
        // A capital letter is written as `!` and the small one.
        let escaped = name.map { $0.isUppercase ? "!" + $0.lowercased() : String($0) }.joined()
        let list: [String]
        switch await body("\(base)/\(escaped)/@v/list", accepting: "text/plain") {
        case .failure(let problem): return .unknown(problem.reason)
        case .success(let bytes):
            list = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(
                String.init)
        }
        let known = ReleaseLine(list.map { Release(version: $0) }, .semantic, asOf: nil)
        var dated = Set(versions).intersection(list)
        if let latest = known.latest { dated.insert(latest.version) }
        var days: [String: Day] = [:]
        for version in dated.sorted() {
            let path = version.map { $0.isUppercase ? "!" + $0.lowercased() : String($0) }.joined()
            guard
                case .success(let bytes) = await body(
                    "\(base)/\(escaped)/@v/\(path).info", accepting: "application/json")
            else { continue }
            days[version] = JSONValues.read(bytes)?["Time"]?.text.flatMap { Day(time: $0) }
        }
        return .releases(list.map { Release(version: $0, day: days[$0]) }, source: "the Go module proxy")
    }

    /// NuGet's V3 protocol: the service index names where registrations are, and those have pages of versions.
    func nuget(_ name: String) async -> ReleaseAnswer {
        let index: YAMLNode
        switch await body(base, accepting: "application/json") {
        case .failure(let problem): return .unknown(problem.reason)
        case .success(let bytes):
            guard let root = JSONValues.read(bytes) else { return notUnderstood }
            index = root
        }
        let resources = index["resources"]?.elements ?? []
        let wanted = ["RegistrationsBaseUrl/3.6.0", "RegistrationsBaseUrl/3.4.0", "RegistrationsBaseUrl"]
        guard
            var address = wanted.lazy.compactMap({ type in
                resources.first { $0["@type"]?.text == type }?["@id"]?.text
            }).first
        else { return notUnderstood }
        while address.hasSuffix("/") { address.removeLast() }
        var pages: [YAMLNode]
        switch await body("\(address)/\(name)/index.json", accepting: "application/json") {
        case .failure(let problem): return .unknown(problem.reason)
        case .success(let bytes):
            guard let root = JSONValues.read(bytes), let items = root["items"] else { return notUnderstood }
            pages = items.elements
        }
        var releases: [Release] = []
        for page in pages.prefix(200) {
            var leaves = page["items"]
            if leaves == nil, let address = page["@id"]?.text {
                guard case .success(let bytes) = await body(address, accepting: "application/json"),
                    let root = JSONValues.read(bytes)
                else { return notUnderstood }
                leaves = root["items"]
            }
            for leaf in leaves?.elements ?? [] {
                guard let entry = leaf["catalogEntry"], let version = entry["version"]?.text else { continue }
                // What is not listed has lost its day: it says 1900.
                let isListed = entry["listed"]?.flag ?? true
                releases.append(
                    Release(
                        version: String(version.prefix { $0 != "+" }),
                        day: entry["published"]?.text.flatMap { Day(time: $0) }.flatMap {
                            $0.year > 1900 ? $0 : nil
                        },
                        isYanked: !isListed, isDeprecated: entry["deprecation"] != nil))
            }
        }
        return .releases(releases, source: ecosystem.title)
    }
}

/// The files of a project on PyPI, as releases: a version's day is that of its first file, and it is yanked where
/// all of its files are.
private struct PyPIFiles {
    private var versions: [String: Release] = [:]

    init(json root: YAMLNode, of name: String) {
        for file in root["files"]?.elements ?? [] {
            guard let filename = file["filename"]?.text else { continue }
            let yanked = file["yanked"]
            add(
                filename, of: name, day: file["upload-time"]?.text.flatMap { Day(time: $0) },
                isYanked: yanked.map { $0.flag ?? ($0.text != nil) } ?? false)
        }
    }

    init(html bytes: [UInt8], of name: String) {
        let text = String(decoding: bytes, as: UTF8.self)
        for part in text.split(separator: "<a ").dropFirst() {
            guard let close = part.firstIndex(of: ">"), let end = part[close...].firstIndex(of: "<") else {
                continue
            }
            let filename = VersionText.trimmed(part[part.index(after: close)..<end])
            add(String(filename), of: name, day: nil, isYanked: part[..<close].contains("data-yanked"))
        }
    }

    private mutating func add(_ filename: String, of name: String, day: Day?, isYanked: Bool) {
        guard let version = Self.version(of: filename, name) else { return }
        var release = versions[version] ?? Release(version: version, day: day, isYanked: isYanked)
        if let day { release.day = min(release.day ?? day, day) }
        release.isYanked = release.isYanked && isYanked
        versions[version] = release
    }

    /// `name-1.0.tar.gz` and `name-1.0-py3-none-any.whl`; names are compared as PEP 503 has it.
    private static func version(of filename: String, _ name: String) -> String? {
        var rest = filename[...]
        let endings = [
            ".whl", ".tar.gz", ".zip", ".tar.bz2", ".tar.xz", ".tgz", ".egg", ".exe", ".msi", ".rpm",
        ]
        guard let ending = endings.first(where: rest.hasSuffix) else { return nil }
        rest = rest.dropLast(ending.count)
        var place = rest.startIndex
        while let hyphen = rest[place...].firstIndex(of: "-") {
            place = rest.index(after: hyphen)
            guard Ecosystem.pypi.key(of: String(rest[..<hyphen])) == name else { continue }
            var version = rest[place...]
            if ending != ".tar.gz", ending != ".zip" { version = version.prefix { $0 != "-" } }
            return Version.pep440(String(version)) == nil ? nil : String(version)
        }
        return nil
    }

    var releases: [Release] { versions.values.sorted { $0.version < $1.version } }
}

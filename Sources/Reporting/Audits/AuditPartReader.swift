package import Audit
package import Model

/// Reads a part of an audit that `AuditJSON` has written.
package enum AuditPartReader {
    /// - Throws: what is wrong with the file, without its name.
    package static func read(_ bytes: [UInt8]) throws(Failure) -> AuditPart {
        guard let json = JSONValue(bytes) else {
            throw failure("it is no JSON, or was cut off")
        }
        guard let version = json["audit"]?.number else { throw failure("it is no audit") }
        guard version == AuditJSON.version else {
            throw failure(
                "it is written in version \(version) of the format, and this program reads \(AuditJSON.version)"
            )
        }
        guard let part = part(json) else {
            throw failure("a field is missing, or holds something else than it should")
        }
        return part
    }

    private static func failure(_ why: String) -> Failure {
        Failure(
            what: "cannot read a part of an audit", why: why,
            remedy: "name files that were written with `docent audit --shard I/N --format json`")
    }

    private static func part(_ json: JSONValue) -> AuditPart? {
        guard let version = json["version"]?.text, let title = json["title"]?.text,
            let configuration = json["configuration"]?.text,
            let asOf = json["asOf"]?.text.flatMap({ Day($0) }),
            let snapshots = all(json["snapshots"], snapshot),
            let repositories = all(json["repositories"], repository),
            let units = all(json["units"], unit), let findings = all(json["findings"], finding),
            let unknowns = all(json["notAssessed"], unknown),
            let builds = all(json["builds"], BuildText.build)
        else { return nil }
        var shard: Shard?
        if let text = json["part"]?.text {
            guard let read = Shard(text) else { return nil }
            shard = read
        }
        return AuditPart(
            header: AuditHeader(
                version: version, title: title, configuration: configuration, asOf: asOf, snapshots: snapshots
            ),
            shard: shard, repositories: repositories, units: units, findings: findings, unknowns: unknowns,
            builds: builds)
    }

    /// Nil where one of them cannot be read.
    static func all<Item>(_ value: JSONValue?, _ read: (JSONValue) -> Item?) -> [Item]? {
        guard let list = value?.list else { return nil }
        var items: [Item] = []
        for value in list {
            guard let item = read(value) else { return nil }
            items.append(item)
        }
        return items
    }

    private static func snapshot(_ json: JSONValue) -> AuditHeader.DataSnapshot? {
        guard let name = json["name"]?.text, let id = json["id"]?.text else { return nil }
        return AuditHeader.DataSnapshot(name: name, id: id)
    }

    private static func repository(_ json: JSONValue) -> RepositoryRecord? {
        guard let name = json["name"]?.text, let role = json["role"]?.text, let area = json["area"]?.text,
            let lifecycle = json["lifecycle"]?.text, let revision = json["revision"]?.text,
            let notAssessed = json["notAssessed"]?.text, let gaps = json["gaps"]?.texts
        else { return nil }
        return RepositoryRecord(
            name: name, role: role, area: area, lifecycle: lifecycle, revision: revision,
            notAssessed: notAssessed,
            gaps: gaps)
    }

    private static func unit(_ json: JSONValue) -> UnitRecord? {
        guard let kind = json["kind"]?.text.flatMap({ UnitRecord.Kind(rawValue: $0) }),
            let repository = json["repository"]?.text, let path = json["path"]?.text,
            let system = json["system"]?.text,
            let area = json["area"]?.text, let owners = json["owners"]?.texts,
            let ownership = json["ownership"]?.text,
            let anchorReason = json["anchorReason"]?.text, let notAssessed = json["notAssessed"]?.text,
            let topics = all(json["topics"], topic)
        else { return nil }
        var record = UnitRecord(
            kind, repository: repository, path: path, system: system, area: area, owners: owners,
            ownership: ownership,
            contentDay: json["contentDay"]?.text.flatMap { Day($0) },
            anchorDay: json["anchorDay"]?.text.flatMap { Day($0) },
            anchorReason: anchorReason, notAssessed: notAssessed,
            tallies: Dictionary(topics, uniquingKeysWith: { first, _ in first }))
        record.original = json["original"]?.text ?? ""
        if let lag = json["lag"], lag != .null {
            guard let days = lag["days"]?.number, let most = lag["most"]?.number,
                let worst = lag["worst"]?.texts,
                let assessed = lag["assessed"]?.number, let unresolved = lag["unresolved"]?.number,
                case .flag(let isLocked)? = lag["isLocked"]
            else { return nil }
            record.lag = UnitRecord.Lag(
                days: days, most: most, worst: worst, assessed: assessed, unresolved: unresolved,
                isLocked: isLocked)
        }
        return record
    }

    private static func topic(_ json: JSONValue) -> (Topic, Tally)? {
        guard let topic = json["topic"]?.text.flatMap({ Topic(rawValue: $0) }),
            let holds = json["holds"]?.number,
            let fails = json["fails"]?.number, let reasons = all(json["notChecked"], reason)
        else { return nil }
        return (
            topic,
            Tally(
                holds: holds, fails: fails,
                unknown: Dictionary(reasons, uniquingKeysWith: { first, _ in first }))
        )
    }

    private static func reason(_ json: JSONValue) -> (String, Int)? {
        guard let reason = json["reason"]?.text, let count = json["count"]?.number else { return nil }
        return (reason, count)
    }

    private static func finding(_ json: JSONValue) -> AuditFinding? {
        guard let kind = json["kind"]?.text.flatMap({ AuditKind(rawValue: $0) }),
            let confidence = json["confidence"]?.text.flatMap({ Confidence(rawValue: $0) }),
            let audience = json["audience"]?.text.flatMap({ Audience(rawValue: $0) }),
            let repository = json["repository"]?.text, let unit = json["unit"]?.text,
            let path = json["path"]?.text,
            let line = json["line"]?.number, let quote = json["quote"]?.text,
            let subject = json["subject"]?.text,
            let message = json["message"]?.text, let area = json["area"]?.text,
            let owners = json["owners"]?.texts,
            case .flag(let isOlder)? = json["isOlder"]
        else { return nil }
        var finding = AuditFinding(
            kind, confidence: confidence, audience: audience, repository: repository, unit: unit, path: path,
            line: line,
            quote: quote, subject: subject, message: message, area: area, owners: owners, isOlder: isOlder)
        if let cause = json["cause"], cause != .null {
            guard let what = cause["what"]?.text, let origin = cause["origin"]?.text,
                let reference = cause["reference"]?.text
            else { return nil }
            finding.cause = AuditFinding.Cause(
                what: what, origin: origin, reference: reference, day: cause["day"]?.text.flatMap { Day($0) })
        }
        return finding
    }

    private static func unknown(_ json: JSONValue) -> AuditUnknown? {
        guard let repository = json["repository"]?.text, let path = json["path"]?.text,
            let topic = json["topic"]?.text,
            let subject = json["subject"]?.text, let reason = json["reason"]?.text
        else { return nil }
        return AuditUnknown(
            repository: repository, path: path, topic: topic, subject: subject, reason: reason)
    }
}

import Audit
import Checks
import Engine
import Fleet
import Model
import Repositories
import Samples
import YAML

/// Looks at a repository of samples as a whole, and at each of its projects.
struct ProjectAudit: Sendable {
    let repository: OpenedRepository
    let past: Past
    let fleet: FleetView
    let asOf: Day
    let workers: Int

    typealias Outcome = PageAudit.Outcome

    // MARK: The repository

    /// README, licence, what is declared of it, mistakes in CODEOWNERS, and secrets in any of its files.
    func runWhole() async -> Outcome {
        var outcome = Outcome()
        let owner = repository.ownership(of: "")
        var record = UnitRecord(
            .repository, repository: repository.name, path: "", area: owner.area, owners: owner.owners,
            ownership: owner.state.word)
        if repository.member.role == .samples {
            let house = Housekeeping(paths: repository.paths)
            record.tallies[.readme] = Tally(
                holds: house.readme == nil ? 0 : 1, fails: house.readme == nil ? 1 : 0)
            if house.readme == nil {
                outcome.findings.append(finding(.readmeMissing, "README", Self.noReadme))
            }
            record.tallies[.licence] = Tally(
                holds: house.licence == nil ? 0 : 1, fails: house.licence == nil ? 1 : 0)
            if house.licence == nil {
                outcome.findings.append(finding(.licenceMissing, "LICENSE", Self.noLicence))
            }
            judgeLifecycle(house, &record, &outcome)
        }
        for (path, bad) in repository.ownerMistakes {
            outcome.findings.append(
                finding(
                    .ownersUnreadable, bad.text, bad.reason, path: path, line: bad.line,
                    quote: PageFacts.shortened(bad.text)))
        }
        await judgeFiles(&record, &outcome)
        outcome.units.append(record)
        var gaps: [String] = []
        ProjectPins(repository, &gaps).judgeLoose(fleet.versions, isRetired: isRetired, &outcome)
        // Where there are projects, these are told with them.
        if repository.projects.isEmpty { outcome.gaps += gaps }
        return outcome
    }

    private func finding(
        _ kind: AuditKind, _ subject: String, _ message: String, path: String = "", line: Int = 0,
        quote: String = "",
        confidence: Confidence = .certain
    ) -> AuditFinding {
        let owner = repository.ownership(of: path)
        return AuditFinding(
            kind, confidence: confidence, audience: .samples, repository: repository.name, unit: "",
            path: path,
            line: line, quote: quote, subject: subject, message: message, area: owner.area,
            owners: owner.owners)
    }

    /// Whoever declares a repository deprecated or archived has to tell readers, too.
    private func judgeLifecycle(
        _ house: Housekeeping, _ record: inout UnitRecord, _ outcome: inout Outcome
    ) {
        guard let lifecycle = repository.member.lifecycle else {
            record.tallies[.lifecycle] = Tally(unknown: ["the fleet file does not say it": 1])
            return
        }
        guard lifecycle == .deprecated || lifecycle == .archived else {
            record.tallies[.lifecycle] = Tally(holds: 1)
            return
        }
        guard let readme = house.readme, case .bytes(let bytes) = repository.read(readme) else {
            record.tallies[.lifecycle] = Tally(unknown: ["there is no README that could be read": 1])
            return
        }
        let says = Housekeeping.farewell(in: bytes) != nil
        record.tallies[.lifecycle] = Tally(holds: says ? 1 : 0, fails: says ? 0 : 1)
        if !says {
            outcome.findings.append(
                finding(
                    .lifecycleNotSaid, lifecycle.rawValue, Self.notSaid(lifecycle.rawValue), path: readme,
                    confidence: .likely))
        }
    }

    /// Secrets and regions, for which every file is read once.
    private func judgeFiles(_ record: inout UnitRecord, _ outcome: inout Outcome) async {
        let paths = repository.paths.filter(Self.mayHoldText)
        let (snapshot, listing) = (repository.snapshot, repository.listing)
        let makeReader = { @Sendable in SnapshotReader(snapshot, listing) }
        let looks = await spread(over: paths.count, workers: workers, state: makeReader) {
            reader, index -> Look in
            switch reader.read(paths[index]) {
            case .notAssessed(let reason): return .notAssessed(reason)
            case .file(let file):
                let text = SourceText(file.bytes)
                // A document shows how regions are marked.
                let isCode = !Documents.isDocument(paths[index])
                return .read(
                    Secrets.all(in: text).map { ($0, text.line(at: $0.range.lower) + 1) },
                    isCode ? RegionAudit.FileRegions(text) : nil,
                    RegionAudit.isList(paths[index]) ? RegionAudit.wishes(in: text, at: paths[index]) : [])
            }
        }
        var tally = Tally()
        var regions: [(path: String, regions: RegionAudit.FileRegions)] = []
        var wishes: [RegionAudit.Wish] = []
        for (path, look) in zip(paths, looks) {
            switch look {
            case .notAssessed(let reason):
                tally.unknown[reason.contains("missing") ? Self.objectMissing : reason, default: 0] += 1
                outcome.unknowns.append(
                    AuditUnknown(
                        repository: repository.name, path: path, topic: Topic.secrets.rawValue, subject: path,
                        reason: reason))
            case .read(let secrets, let own, let wished):
                if let own, !own.names.isEmpty || !own.problems.isEmpty { regions.append((path, own)) }
                wishes += wished
                let reason = secrets.contains { $0.0.kind == .privateKey } ? excuse(path) : nil
                let real = secrets.filter { $0.0.kind != .privateKey || reason == nil }
                if real.isEmpty, let reason {
                    tally.unknown[reason, default: 0] += 1
                } else {
                    tally.add(Tally(holds: real.isEmpty ? 1 : 0, fails: real.isEmpty ? 0 : 1))
                }
                for (secret, line) in real {
                    outcome.findings.append(
                        finding(
                            .secret, "\(secret.kind.rawValue) \(secret.shown)",
                            Self.looksReal(secret.kind),
                            path: path, line: line, quote: secret.shown,
                            confidence: Self.isTest(path) || secret.kind == .privateKey ? .possible : .likely)
                    )
                }
            }
        }
        record.tallies[.secrets] = tally
        guard !regions.isEmpty || !wishes.isEmpty else { return }
        fleet.trail.noteRegions()
        let found = RegionAudit(regions, wishes, await fleet.regionUses(), of: repository.name)
        record.tallies[.regions] = found.tally
        for word in found.words {
            outcome.findings.append(
                finding(
                    word.kind, word.subject, word.message, path: word.path, line: word.line,
                    confidence: word.confidence))
        }
    }

    /// Why nobody can tell whether a private key in a file is in use; nil where nothing speaks against it.
    private func excuse(_ path: String) -> String? {
        Self.isTest(path) ? LastingReason.testKey : isLocal(path) ? LastingReason.localKey : nil
    }

    /// Whether a file has keys of a machine that only its own programs reach, by its name, or by a certificate in it or
    /// beside it.
    private func isLocal(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        if name.lowercased().contains("localhost") { return true }
        let folder = Reference.folder(of: path)
        let beside = repository.paths.filter { other in
            Reference.folder(of: other) == folder
                && [".crt", ".cer", ".cert", ".pem"].contains { other.hasSuffix($0) }
        }
        return ([path] + beside.prefix(8)).contains { file in
            guard case .bytes(let bytes) = repository.read(file) else { return false }
            return Certificates.nameLocalhost(in: bytes)
        }
    }

    /// What a file came to.
    private enum Look: Sendable {
        case notAssessed(String)
        case read([(Secret, line: Int)], RegionAudit.FileRegions?, [RegionAudit.Wish])
    }

    private static func mayHoldText(_ path: String) -> Bool {
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return ![
            "png", "jpg", "jpeg", "gif", "ico", "pdf", "zip", "gz", "jar", "woff", "woff2", "ttf", "mp3",
            "mp4", "wav",
            "webp", "bin", "so", "dll", "exe", "avif", "svg", "onnx", "pb", "flac", "raw", "avi", "mov",
            "tgz",
        ].contains(ending)
    }

    private static func isTest(_ path: String) -> Bool {
        if path.firstMatch(of: /[a-z0-9]Tests?(?![a-z])|Tests?[A-Z]/) != nil { return true }
        return path.lowercased().split(separator: "/").contains { part in
            part.hasPrefix("test") || part.hasSuffix("test") || part.hasSuffix("tests")
                || part.contains("fixture")
                || part.contains("mock") || part.contains("_test.") || part.contains(".test.")
        }
    }

    // MARK: Projects

    func run(_ places: [Int], building: AuditRequest.Building?) async -> Outcome {
        var outcome = Outcome()
        let integration = integration(&outcome)
        let pins = ProjectPins(repository, &outcome.gaps)
        let symbols = SourceSymbols(
            repository: repository, surfaces: await fleet.productSurfaces(), trail: fleet.trail)
        let switchedOff = SwitchOff(repository: repository, past: past).cause(integration)
        let nesting = ProjectNesting(repository.projects)
        for place in places {
            let project = repository.projects[place]
            let owner = repository.ownership(of: project.manifest)
            let unit = UnitRecord.project(project.folder, project.system.rawValue)
            var record = UnitRecord(
                .project, repository: repository.name, path: project.folder, system: project.system.rawValue,
                area: owner.area, owners: owner.owners, ownership: owner.state.word)
            if case .success(let point) = past.content(project.manifest) { record.contentDay = point.day }
            let files = repository.paths.filter(project.contains)
            let (kind, subject, message) = Self.judge(integration.state(of: files))
            switch kind {
            case .holds: record.tallies[.integration] = Tally(holds: 1)
            case .unknown(let reason): record.tallies[.integration] = Tally(unknown: [reason: 1])
            case .fails(let kind):
                record.tallies[.integration] = Tally(fails: 1)
                let isOff = kind == .integrationMissing && switchedOff != nil
                outcome.findings.append(
                    AuditFinding(
                        isOff ? .integrationOff : kind, confidence: .likely, audience: .samples,
                        repository: repository.name,
                        unit: unit,
                        path: project.manifest, subject: isOff ? "workflows taken away" : subject,
                        message: isOff ? Self.nothingLeft : message,
                        cause: kind == .integrationNotReached ? nil : switchedOff, area: owner.area,
                        owners: owner.owners))
            }
            let hasReadme = repository.paths.contains { path in
                project.contains(path)
                    && Housekeeping.isReadme(path.split(separator: "/").last.map(String.init) ?? "")
            }
            record.tallies[.readme] = Tally(holds: hasReadme ? 1 : 0, fails: hasReadme ? 0 : 1)
            pins.judge(project, fleet.versions, isRetired: isRetired, into: &record, &outcome.findings)
            let own = files.filter { nesting.place(of: $0) == place }
            await symbols.judge(own, into: &record, &outcome.findings, workers: workers)
            if let building {
                let judgement = BuildJudgement(
                    build: SampleBuild(
                        repository: repository, sandbox: building.sandbox,
                        allowsDownload: building.allowsDownload,
                        asOf: asOf), past: past, bisects: building.bisects, pins: pins,
                    versions: fleet.versions)
                let known = building.archive?.builds(of: unit, in: repository.name, until: asOf) ?? []
                let built = await judgement.judge(project, owner, after: known)
                record.tallies[.builds] = built.tally
                outcome.builds += built.records
                if let finding = built.finding { outcome.findings.append(finding) }
            } else {
                record.tallies[.builds] = Tally(unknown: [Self.notAsked: 1])
            }
            outcome.units.append(record)
        }
        return outcome
    }

    /// Whether its owners have declared that nobody should begin with it any more.
    private var isRetired: Bool {
        repository.member.lifecycle == .deprecated || repository.member.lifecycle == .archived
    }

    private func integration(_ outcome: inout Outcome) -> ContinuousIntegration {
        var workflows: [Workflow] = []
        for path in repository.paths where Workflow.isWorkflow(path) {
            switch repository.read(path) {
            case .notAssessed(let reason): outcome.gaps.append("`\(path)`, because \(reason)")
            case .bytes(let bytes):
                do throws(YAMLMistake) {
                    workflows.append(try Workflow(path: path, SourceText(bytes)))
                } catch {
                    outcome.gaps.append("`\(path)`, because \(error.sentence)")
                }
            }
        }
        return ContinuousIntegration(paths: repository.paths, workflows: workflows)
    }

    private enum Verdict {
        case holds
        case fails(AuditKind)
        case unknown(String)
    }

    private static func judge(_ state: ContinuousIntegration.State) -> (Verdict, String, String) {
        switch state {
        case .reached: (.holds, "", "")
        case .elsewhere(let path):
            (.unknown("it is built by `\(path)`, whose triggers are not in the repository"), "", "")
        case .leftOut(let path, let pattern): (.unknown(LastingReason.leftOut(by: path, pattern)), "", "")
        case .notReached: (.fails(.integrationNotReached), "workflows", noWorkflowReaches)
        case .switchedOff(let paths):
            (.fails(.integrationOff), paths.joined(separator: " "), switchedOff(paths))
        case .none: (.fails(.integrationMissing), "workflows", noWorkflow)
        }
    }

    // MARK: Sentences

    private static let noReadme = "the repository has no README"
    private static let noLicence = "the repository has no licence: nobody may use the samples"
    private static let noWorkflow = "nothing in the repository builds it"
    private static let nothingLeft = "nothing builds it any more"
    private static let noWorkflowReaches = "no workflow starts when its files change, nor by the clock"
    private static let notAsked = "nobody asked for builds (--build)"
    private static let objectMissing = "its object is missing from the repository"
    private static func switchedOff(_ paths: [String]) -> String {
        "what would build it is switched off: " + paths.map { "`\($0)`" }.joined(separator: ", ")
    }
    private static func notSaid(_ lifecycle: String) -> String {
        "the fleet file says \(lifecycle), and the README does not tell its readers"
    }
    private static func looksReal(_ kind: Secret.Kind) -> String {
        // Samples come with keys of their own for `localhost`; nothing in a key tells it from one that is in use.
        kind == .privateKey
            ? "a private key is in the repository: nothing else may use it"
            : "this looks like a real \(kind.rawValue)"
    }
}

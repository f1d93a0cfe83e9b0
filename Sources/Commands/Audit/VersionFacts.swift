import Audit
import Ecosystems
import Model

/// Where versions and the ends of runtimes are known from.
struct VersionFacts: Sendable {
    var releases: ProductReleases
    var lifecycles: LifecycleData
    var asOf: Day
    /// In days.
    var horizon: Int
    /// Where it is noted what the day decides.
    var trail: AuditTrail

    /// What there is to say of a requirement or a runtime.
    enum Word: Sendable {
        case holds
        case unknown(String)
        case fails(AuditKind, subject: String, message: String, AuditFinding.Cause, Confidence)
    }

    /// - Parameters:
    ///   - line: the line of the product that the file keeps to.
    /// - Returns: nil where nothing is asked of any version.
    func word(on reference: Reference, line: String? = nil) -> Word? {
        switch reference.kind {
        case .dependency: pin(reference, line)
        case .runtime, .image: runtime(reference)
        case .tool, .action: nil
        }
    }

    private func pin(_ reference: Reference, _ line: String?) -> Word? {
        guard !reference.requirement.isEmpty, let package = reference.package else { return nil }
        guard let (product, answer) = releases.answer(to: package) else {
            return .unknown(LastingReason.noReleases)
        }
        var inLine: ProductLine?
        if let line {
            guard let read = ProductLine(line) else { return .unknown("`\(line)` is no line of versions") }
            inLine = read
        }
        switch reference.pinVerdict(given: answer, asOf: asOf, in: inLine) {
        case .admitsLatest: return .holds
        case .notAssessed(let reason): return .unknown(reason)
        case .excludesLatest(let lag):
            if lag.isFloor { return .holds }
            let name = package.key.split(separator: "/").last.map(String.init) ?? package.key
            // Within one major version an exact pin is most often meant.
            let confidence: Confidence = lag.majors > 0 ? .certain : .possible
            return .fails(
                .pinExcludesLatest, subject: "\(package.key) \(reference.requirement)",
                message: Self.excludes(reference.requirement, name, lag),
                AuditFinding.Cause(
                    what: "`\(name)` \(lag.latest.version) released", origin: product,
                    reference: lag.latest.version,
                    day: lag.latest.day), confidence)
        }
    }

    private func runtime(_ reference: Reference) -> Word? {
        guard !reference.requirement.isEmpty else { return nil }
        let verdict = lifecycles.verdict(on: reference, today: asOf, horizon: horizon)
        trail.note(lifecycle: verdict.product)
        let name = verdict.cycle.map { "\(verdict.product) \($0.name)" } ?? verdict.product
        switch verdict.state {
        case .supported, .securityOnly: return .holds
        case .notAssessed(let reason): return .unknown(reason)
        case .endsSoon(let day, let days):
            trail.noteDay()
            return .fails(
                .runtimeEnds, subject: name,
                message: "\(name) reaches its end of life on \(day), in \(days) days",
                cause("\(name) ends", day, verdict.source), .certain)
        case .ended(let day):
            return .fails(
                .runtimeEnded, subject: name,
                message: "\(name) is past its end of life" + (day.map { ", which was \($0)" } ?? ""),
                cause("\(name) past its end of life", day, verdict.source), .certain)
        }
    }

    private func cause(_ what: String, _ day: Day?, _ source: String?) -> AuditFinding.Cause {
        AuditFinding.Cause(what: what, origin: source ?? lifecycles.source, reference: "", day: day)
    }

    private static func excludes(_ requirement: String, _ name: String, _ lag: Lag) -> String {
        let behind =
            lag.majors > 0
            ? "\(lag.majors) major version\(lag.majors == 1 ? "" : "s") behind"
            : "\(lag.releases) releases behind"
        return "`\(requirement)` does not admit `\(name)` \(lag.latest.version), and is \(behind)"
    }
}

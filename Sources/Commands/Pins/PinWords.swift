import Audit
import Ecosystems
import Model

/// How judgements of pins and runtimes are told in a list.
enum PinWords {
    /// The word for the state of a place, as `--state` takes it.
    static func word(_ judgement: PinJudgement) -> String {
        switch judgement {
        case .onPurpose: "on-purpose"
        case .pin(.admitsLatest): "current"
        case .pin(.excludesLatest): "behind"
        case .pin(.notAssessed): "not-assessed"
        case .runtime(let verdict):
            switch verdict.state {
            case .supported: "supported"
            case .securityOnly: "security-only"
            case .endsSoon: "ends-soon"
            case .ended: "ended"
            case .notAssessed: "not-assessed"
            }
        }
    }

    static let words = [
        "behind", "ended", "ends-soon", "security-only", "supported", "current", "on-purpose", "not-assessed",
    ]

    /// How many of all places could be judged, and why the others could not; nothing where all could.
    static func assessed(_ tally: Tally) -> String {
        guard tally.notChecked > 0 else { return "" }
        var lines = ["\(tally.checked) of \(tally.all) assessed, \(tally.notChecked) not:"]
        for (reason, count) in tally.reasons { lines.append("  \(count) because \(reason)") }
        if tally.unknown[PinPurpose.notAsked] != nil {
            lines.append(
                "  `docent versions snapshot --to FILE` asks for releases, and `--versions FILE` judges by them"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func text(_ judgement: PinJudgement) -> String {
        switch judgement {
        case .onPurpose(let reason): "old on purpose, because \(reason)"
        case .pin(.admitsLatest(let latest)): "takes the latest, \(latest.version)"
        case .pin(.excludesLatest(let lag)): text(lag)
        case .pin(.notAssessed(let reason)): "not assessed, because \(reason)"
        case .runtime(let verdict):
            verdict.cycle.map { "\(verdict.product) \($0.name) " + text(verdict.state) }
                ?? text(verdict.state)
        }
    }

    static func text(_ state: RuntimeState) -> String {
        switch state {
        case .supported(let until): until.map { "is supported until \($0)" } ?? "is supported, no end is set"
        case .securityOnly(let until):
            "gets fixes for security only" + (until.map { ", until \($0)" } ?? "")
        case .endsSoon(let day, let days): "ends in \(count(days, "day")), on \(day)"
        case .ended(let since): since.map { "ended on \($0)" } ?? "has ended"
        case .notAssessed(let reason): "not assessed, because \(reason)"
        }
    }

    private static func text(_ lag: Lag) -> String {
        var parts: [String] = []
        if let days = lag.days { parts.append(count(days, "day")) }
        parts.append(count(lag.releases, "release"))
        if lag.majors > 0 { parts.append(count(lag.majors, "major version")) }
        let taken = lag.taken.map { "takes \($0.version)" } ?? "takes no version that is known"
        return "\(taken), the latest is \(lag.latest.version): \(parts.joined(separator: ", ")) behind"
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}

extension PinJudgement {
    /// Why it could not be judged, as a clause; nil where it was.
    var notAssessed: String? {
        switch self {
        case .pin(.notAssessed(let reason)): reason
        case .runtime(let verdict):
            if case .notAssessed(let reason) = verdict.state { reason } else { nil }
        default: nil
        }
    }
}

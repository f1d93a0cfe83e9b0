import ArgumentParser
import Model
import RuleBook
import RulePages

/// `docent config`
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show every value that holds for a file, and where it came from.")

    @OptionGroup var place: PlaceOptions
    @Argument(help: "A document; it need not exist.")
    var path: String

    func run() throws {
        let site = try Site(at: place.value)
        let path = try site.wanted(path).inside
        let settings = site.configuration.settings(for: path)
        let files = site.configuration.files(for: path)
        let dialect = site.dialect(of: path)
        var rows = [
            ["configuration", files.isEmpty ? "none" : files.joined(separator: ", "), ""],
            ["dialect", dialect.value.rawValue, dialect.origin.description],
            ["fail-on", settings.failOn.value?.rawValue ?? "never", settings.failOn.origin.description],
        ]
        if settings.profile.origin != .standard {
            rows.append(["profile", settings.profile.value.rawValue, settings.profile.origin.description])
        }
        if let origin = site.configuration.exclusion(of: path) {
            rows.append(["checked", "no", origin.description])
        } else {
            rows.append(["checked", Documents.isDocument(path) ? "yes" : "only when named", "standard"])
        }
        for state in settings.states {
            let origin = state.isOn.value ? state.severity.origin : state.isOn.origin
            let severity = state.isOn.value ? state.severity.value.rawValue : "off"
            rows.append([state.id, severity, origin.description])
            guard state.isOn.value else { continue }
            rows.append([
                "  confidence", state.confidence.value.rawValue, state.confidence.origin.description,
            ])
            for parameter in state.parameters {
                rows.append([
                    "  \(parameter.value.key)", parameter.value.value.shortText, parameter.origin.description,
                ])
            }
        }
        Console.write(Columns.text(rows))
    }
}

extension ParameterValue {
    /// The value on one line, as it is written in YAML; a long one is cut.
    var shortText: String {
        let text = flowText
        return text.count > 60 ? text.prefix(57) + "..." : text
    }

    private var flowText: String {
        switch self {
        case .flag(let value): value ? "true" : "false"
        case .number(let value): String(value)
        case .text(let value): value.isEmpty ? "\"\"" : value
        case .list(let values): "[\(values.map(\.flowText).joined(separator: ", "))]"
        case .table(let entries):
            "{\(entries.map { "\($0.key): \($0.value.flowText)" }.joined(separator: ", "))}"
        }
    }
}

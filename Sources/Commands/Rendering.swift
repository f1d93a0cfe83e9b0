import Reporting

extension ReportOptions {
    /// What a report is told about where it goes.
    static func forConsole(_ choice: ColorChoice, elapsed: Duration?) -> ReportOptions {
        var environment: [String: String] = [:]
        for name in ["NO_COLOR", "TERM"] { environment[name] = Console.environment(name) }
        let color = choice.usesColor(isTerminal: Console.outputIsTerminal, environment: environment)
        return ReportOptions(
            color: color, width: Console.width ?? 100, elapsed: elapsed, version: Docent.version)
    }
}

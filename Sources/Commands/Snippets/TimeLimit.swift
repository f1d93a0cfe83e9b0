import ArgumentParser

/// How long something may take, as a user writes it: `90s`, `10m`, `1h`.
struct TimeLimit: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        guard let match = argument.wholeMatch(of: /(\d{1,6})([smh])/), let number = Int(match.1), number > 0
        else { return nil }
        let seconds: [Substring: Int] = ["s": 1, "m": 60, "h": 3600]
        duration = .seconds(number * (seconds[match.2] ?? 1))
    }
}

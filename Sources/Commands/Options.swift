import ArgumentParser
import Model
import Reporting
import RuleBook
import RulePages

/// The options that say where documents are read from.
struct PlaceOptions: ParsableArguments {
    @Option(name: .customLong("rev"), help: "A branch, tag or commit to read instead of the work tree.")
    var revision: String?
    @Option(help: "A repository to read, bare or not (default: the one around the current folder).")
    var repository: String?
    @Option(name: .customLong("config"), help: "A configuration file to use instead of every .docent.yml.")
    var configurationFile: String?
    @Option(help: "Begin with what the rule pages say (docent), or with markdownlint's rules (markdownlint).")
    var profile: Profile?

    /// Where the user stands.
    var folder: String { repository ?? "." }

    var value: Place {
        var place = Place(folder: folder)
        place.repository = repository
        place.revision = revision
        place.configuration = configurationFile
        place.profile = profile
        return place
    }
}

extension FailOn: ExpressibleByArgument {
    package init?(argument: String) {
        if argument == "never" {
            self = .never
        } else if let severity = Severity(rawValue: argument) {
            self = .severity(severity)
        } else {
            return nil
        }
    }

    package static var allValueStrings: [String] { Severity.allCases.map(\.rawValue) + ["never"] }
}

extension Dialect: ExpressibleByArgument {}
extension Profile: ExpressibleByArgument {}
extension ColorChoice: ExpressibleByArgument {}

extension Day: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

/// What is said where an option has a value that there is not.
enum Options {
    static func noFormat(_ format: String, _ all: [String]) -> String { unknown("format", format, all) }

    /// The nearest value, or all of them where none is near.
    static func unknown(_ noun: String, _ value: String, _ all: [String]) -> String {
        "There is no \(noun) '\(value)'. "
            + (closest(to: value, among: all).map { "Did you mean '\($0)'?" }
                ?? "These are all: \(all.joined(separator: ", ")).")
    }
}

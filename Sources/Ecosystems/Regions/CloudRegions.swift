package import Model
import Snippets
import YAML

/// What is known of the regions of clouds: facts of one day.
///
/// Of a cloud whose regions are all known it can be said that a name is none; of the others only that a region is closed.
package struct CloudRegions: Sendable {
    struct Cloud: Sendable {
        var title: String
        var source: String
        /// Whether `names` has every region.
        var isWhole: Bool
        var names: Set<String>
        /// Closed regions, with their last day.
        var gone: [String: Day]
    }

    /// The day of the facts.
    package let day: Day
    private let clouds: [String: Cloud]

    /// What travels in the program.
    package static let bundled: CloudRegions = {
        guard let regions = CloudRegions(SourceText(PackageResources.regions_yml)) else {
            preconditionFailure("the bundled regions are no YAML")
        }
        return regions
    }()

    /// Nil for what is no file of regions.
    init?(_ text: SourceText) {
        guard let root = YAMLNode.file(text), let day = root["snapshot"]?.text.flatMap({ Day($0) }) else {
            return nil
        }
        self.day = day
        var clouds: [String: Cloud] = [:]
        for pair in root["clouds"]?.entries ?? [] {
            let gone = (pair.value["gone"]?.entries ?? []).compactMap { entry in
                entry.value.text.flatMap { Day($0) }.map { (entry.key, $0) }
            }
            clouds[pair.key] = Cloud(
                title: pair.value["title"]?.text ?? pair.key, source: pair.value["source"]?.text ?? "a file",
                isWhole: pair.value["isWhole"]?.text == "true",
                names: Set((pair.value["regions"]?.elements ?? []).compactMap(\.text)),
                gone: Dictionary(gone, uniquingKeysWith: { first, _ in first }))
        }
        self.clouds = clouds
    }

    /// The last days of all regions that are closed.
    package var closingDays: [Day] { clouds.values.flatMap(\.gone.values) }

    /// A region that a page names in its code.
    package struct Use: Hashable, Sendable {
        package enum State: Hashable, Sendable {
            case there
            /// Closed on a day.
            case gone(Day)
            /// None of the cloud's, on the day of the facts.
            case unknown
        }

        package var name: String
        /// The title of the cloud.
        package var cloud: String
        /// Where the facts are from.
        package var source: String
        package var state: State
        package var range: SourceRange
    }

    /// The regions that the code blocks of a page name where only a region of that cloud can be meant: behind `--region`
    /// of `aws`, in `AWS_REGION`, and in hosts below `amazonaws.com`; of Azure, names that nothing else has.
    package func uses(in document: Document) -> [Use] {
        var uses: [Use] = []
        for snippet in document.snippets where snippet.code.count < 200_000 {
            for (name, cloud, lower) in Self.named(in: snippet.code) {
                guard let known = clouds[cloud] else { continue }
                let state: Use.State
                if let day = known.gone[name] {
                    state = .gone(day)
                } else if known.names.contains(name) {
                    state = .there
                } else if known.isWhole, Self.hasForm(name) {
                    state = .unknown
                } else {
                    continue
                }
                uses.append(
                    Use(
                        name: name, cloud: known.title, source: known.source, state: state,
                        range: snippet.source(of: SourceRange(lower, lower + name.utf8.count))))
            }
        }
        return uses.sorted { $0.range < $1.range }
    }

    /// Names that stand where a region stands, with the cloud and the offset of each.
    private static func named(in code: [UInt8]) -> [(name: String, cloud: String, lower: Int)] {
        var words: [(text: String, lower: Int)] = []
        var start: Int?
        for index in 0...code.count {
            let isPart =
                index < code.count
                && (code[index] == 0x2D || code[index] == 0x2E || code[index] == 0x5F
                    || (0x30...0x39).contains(code[index])
                    || (0x41...0x5A).contains(code[index]) || (0x61...0x7A).contains(code[index]))
            if isPart {
                if start == nil { start = index }
            } else if let lower = start {
                words.append((String(decoding: code[lower..<index], as: UTF8.self), lower))
                start = nil
            }
        }
        var isAWS = false
        var found: [(String, String, Int)] = []
        for (place, word) in words.enumerated() {
            if place > 0,
                endsCommand(code[(words[place - 1].lower + words[place - 1].text.utf8.count)..<word.lower])
            {
                isAWS = false
            }
            if word.text == "aws" { isAWS = true }
            let before = place > 0 ? words[place - 1].text : ""
            if before == "AWS_REGION" || before == "AWS_DEFAULT_REGION" || before == "--region" && isAWS {
                found.append((word.text, "aws", word.lower))
            } else if word.text.hasSuffix(".amazonaws.com") || word.text.hasSuffix(".amazonaws.com.cn") {
                // `dynamodb.us-east-1.amazonaws.com`: what has the form of a region is one.
                var lower = word.lower
                for part in word.text.split(separator: ".", omittingEmptySubsequences: false) {
                    if hasForm(String(part)) { found.append((String(part), "aws", lower)) }
                    lower += part.utf8.count + 1
                }
            } else if closedOfAzure.contains(word.text.lowercased()) {
                found.append((word.text.lowercased(), "azure", word.lower))
            }
        }
        return found
    }

    /// Whether what stands between two words ends a command: a sign of the shell, or a line that does not go on.
    private static func endsCommand(_ gap: ArraySlice<UInt8>) -> Bool {
        var last: UInt8 = 0
        for byte in gap where byte != 0x0D {
            if byte == 0x0A, last != UInt8(ascii: "\\") { return true }
            if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|") || byte == UInt8(ascii: "&") {
                return true
            }
            last = byte
        }
        return false
    }

    private static let closedOfAzure: Set = ["germanycentral", "germanynortheast"]

    /// Whether a name is made like those of AWS: `ap-northeast-1`.
    private static func hasForm(_ name: String) -> Bool {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[parts.count - 1].count == 1, let number = Int(parts[parts.count - 1]),
            number > 0
        else { return false }
        let places: Set<Substring> = ["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx", "cn"]
        let directions: Set<Substring> = [
            "north", "south", "east", "west", "central", "northeast", "southeast", "northwest", "southwest",
        ]
        return places.contains(parts[0]) && directions.contains(parts[parts.count - 2])
            && (parts.count == 3 || parts.count == 4 && parts[0] == "us" && parts[1] == "gov")
    }
}

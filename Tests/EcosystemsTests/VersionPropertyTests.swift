import Ecosystems
import Testing

/// What must hold for any versions and requirements, tried on many made at random from a seed.
struct VersionPropertyTests {
    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            // SplitMix64.
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let pieces = [
        "0", "1", "2", "10", "00", "a", "b", "rc", "alpha", "beta", "dev", "post", "pre", "SNAPSHOT", "final",
        "ga",
        "sp", "x", "foo", "m", "RC1", "p1", "RELEASE",
    ]

    private static func text(_ random: inout Random) -> String {
        var text = String(Int.random(in: 0...3, using: &random))
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            text += [".", "-", "", "+", "_", ".", "."].randomElement(using: &random)!
            text += pieces.randomElement(using: &random)!
        }
        return text
    }

    @Test(
        "the order of every scheme is total: antisymmetric, transitive, and at one with equality",
        arguments: Version.Scheme.allCases)
    func total(_ scheme: Version.Scheme) {
        var random = Random(state: 1)
        var versions: [Version] = []
        for _ in 0..<20_000 where versions.count < 120 {
            if let version = scheme.version(Self.text(&random)) { versions.append(version) }
        }
        #expect(versions.count == 120)
        for a in versions {
            for b in versions {
                let relations = [a < b, a == b, b < a]
                #expect(relations.count { $0 } == 1, "\(a) and \(b)")
                if a == b { #expect(a.hashValue == b.hashValue, "\(a) and \(b)") }
            }
        }
        let sorted = versions.sorted()
        for low in sorted.indices {
            for high in sorted.indices[low...] where sorted[high] < sorted[low] {
                Issue.record("\(sorted[low]), \(sorted[high]): the order is not transitive")
            }
        }
    }

    @Test(
        "a requirement that names a version alone, or as its floor, admits that version",
        arguments: RequirementSyntax.allCases)
    func admitsItsFloor(_ syntax: RequirementSyntax) {
        var random = Random(state: 2)
        var tried = 0
        for _ in 0..<5000 where tried < 200 {
            let version = Self.text(&random)
            let text = Self.requirement(of: version, syntax)
            guard let parsed = syntax.scheme.version(version), let requirement = try? syntax.read(text) else {
                continue
            }
            tried += 1
            #expect(requirement.admits(parsed), "\(text) refuses \(version)")
            if let floor = requirement.floor { #expect(floor <= parsed, "\(text)") }
            #expect(requirement.selection(from: [parsed]) == parsed, "\(text)")
        }
        #expect(tried > 20)
    }

    private static func requirement(of version: String, _ syntax: RequirementSyntax) -> String {
        switch syntax {
        case .swift: "from: \"\(version)\""
        case .pep440: ">=\(version)"
        case .poetry, .npm, .cargo, .composer: "^\(version)"
        case .go: "v\(version)"
        case .rubygems, .cocoapods: "~> \(version)"
        case .maven, .gradle: "[\(version),)"
        case .nuget, .cycle, .minimum: version
        }
    }

    @Test("no text makes a reader stop the program", arguments: RequirementSyntax.allCases)
    func anything(_ syntax: RequirementSyntax) {
        var random = Random(state: 3)
        let letters = Array("0129.xX*-+~^<>=!|, []()\"'$@:/vrcdeab…\u{301}\n")
        for _ in 0..<4000 {
            let text = String(
                (0..<Int.random(in: 0...14, using: &random)).map { _ in letters.randomElement(using: &random)!
                })
            let requirement = try? syntax.read(text)
            for version in [
                "1.0.0", "v1.2.3", "2", "18446744073709551615.18446744073709551615.18446744073709551615",
            ] {
                _ = requirement?.admits(version)
            }
            _ = try? syntax.read("^18446744073709551615." + text)
        }
        #expect((try? syntax.read(String(repeating: "1", count: 5000))) == nil)
    }
}

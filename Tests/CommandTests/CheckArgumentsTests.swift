import ArgumentParser
import Model
import RandomDocuments
import Testing

@testable import Commands

@Suite("The plain reader of arguments and the full one agree")
struct CheckArgumentsTests {
    private static let words = [
        "--rev", "v1", "--rev=v1", "--repository", "../a b", "--config=x.yml", "--profile", "markdownlint",
        "--profile=docent", "--profile=other", "docs/", "README.md", "--fix", "--diff", "--fix-unsafe",
        "--diff-unsafe", "--format", "json", "--format=terminal", "--format=pdf", "--fail-on", "never",
        "--fail-on=advice", "--fail-on=loud", "--rule", "MD040", "--rule=links/*", "--dialect", "gfm",
        "--dialect=mdx", "--color=always", "--color", "no", "--jobs", "2", "--jobs=0", "--jobs=-1", "--as-of",
        "2026-11-26", "--as-of=2026-13-01", "--cache", "--no-cache", "--", "-", "", "--help", "-h",
        "--version",
        "--nonsense", "--rev=", "=", "--=",
    ]

    @Test("whatever the plain reader takes, the full one reads as the same", arguments: 0..<40)
    func agree(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var taken = 0
        for _ in 0..<250 {
            let count = Int.random(in: 0..<6, using: &random)
            let arguments =
                ["check"] + (0..<count).map { _ in Self.words.randomElement(using: &random) ?? "" }
            guard let plain = CheckArguments(plain: arguments) else { continue }
            taken += 1
            let full = try #require(try Docent.parseAsRoot(arguments) as? CheckCommand, "\(arguments)")
            #expect(full.arguments == plain, "\(arguments)")
        }
        #expect(taken > 25)
    }

    @Test(
        "what is asked every day is taken by the plain reader",
        arguments: [
            ["check"], ["check", "docs", "README.md"], ["check", "--no-cache", "page.md"],
            ["check", "--profile", "markdownlint", "--fail-on=never", "."], ["check", "--fix"],
            ["check", "--format", "json", "--rev", "main", "--rule", "MD040", "--rule", "MD041"],
        ])
    func takes(arguments: [String]) {
        #expect(CheckArguments(plain: arguments) != nil)
    }

    @Test(
        "what needs a word to the user is left to the full reader",
        arguments: [
            ["rules"], [], ["check", "--help"], ["check", "--format", "pdf"], ["check", "--jobs", "0"],
            ["check", "--diff", "--format", "json"], ["check", "--rev"], ["check", "--nonsense"],
        ])
    func leaves(arguments: [String]) {
        #expect(CheckArguments(plain: arguments) == nil)
    }
}

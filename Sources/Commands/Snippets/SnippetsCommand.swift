import ArgumentParser

/// `docent snippets`: what has to do with the code of documents.
struct SnippetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snippets",
        abstract:
            "List the code snippets of documents, write them as files, bring what they print up to date.",
        subcommands: [SnippetListCommand.self, SnippetExtractCommand.self, SnippetUpdateCommand.self],
        defaultSubcommand: SnippetListCommand.self)
}

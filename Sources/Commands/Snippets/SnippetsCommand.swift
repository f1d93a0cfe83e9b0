import ArgumentParser

/// `docent snippets`: what has to do with the code of documents.
struct SnippetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snippets",
        abstract: "List the code snippets of documents, and bring what they print up to date.",
        subcommands: [SnippetListCommand.self, SnippetUpdateCommand.self],
        defaultSubcommand: SnippetListCommand.self)
}

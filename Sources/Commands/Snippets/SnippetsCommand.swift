import ArgumentParser

/// `docent snippets`: what has to do with the code of documents.
struct SnippetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snippets",
        abstract: "List the code snippets of documents, or write them as files.",
        subcommands: [SnippetListCommand.self, SnippetExtractCommand.self],
        defaultSubcommand: SnippetListCommand.self)
}

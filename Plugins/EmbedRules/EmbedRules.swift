// Runs while the package is built: the interface of plugins is made of Foundation's types.
import Foundation
import PackagePlugin

/// Carries the pages of `rules/` into the target that it is used by, so that the program is one file.
@main
struct EmbedRules: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let rules = context.package.directoryURL.appending(path: "rules")
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedRules.swift")
        // A page that comes, goes or changes its name is seen too: the folder is linked into the target of
        // the generator, and a change in a target's files makes the package be planned anew.
        let pages = FileManager.default.enumerator(at: rules, includingPropertiesForKeys: nil)
        let inputs = (pages?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "md" }
        return [
            .buildCommand(
                displayName: "Embedding the rule pages",
                executable: try context.tool(named: "embed-rules").url,
                arguments: [rules.path(), output.path()], inputFiles: inputs.sorted { $0.path() < $1.path() },
                outputFiles: [output])
        ]
    }
}

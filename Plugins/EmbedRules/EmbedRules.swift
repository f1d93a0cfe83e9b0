// Runs while the package is built: the interface of plugins is made of Foundation's types.
import Foundation
import PackagePlugin

/// Carries the pages of `rules/` into the target that it is used by, so that the program is one file.
@main
struct EmbedRules: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let rules = context.package.directoryURL.appending(path: "rules")
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedRules.swift")
        // The folders are inputs as well: a page that is new changes only the folder that it is in.
        let pages = FileManager.default.enumerator(at: rules, includingPropertiesForKeys: nil)
        let inputs = (pages?.allObjects as? [URL] ?? []).filter {
            $0.pathExtension == "md" || $0.hasDirectoryPath
        }
        return [
            .buildCommand(
                displayName: "Embedding the rule pages",
                executable: try context.tool(named: "embed-rules").url,
                arguments: [rules.path(), output.path()], inputFiles: [rules] + inputs, outputFiles: [output])
        ]
    }
}

/// Loads the classes of a project of PHP as its `composer.json` says, without Composer.
struct ComposerAutoload {
    /// Prefixes of names, and the folders that hold what is behind them, seen from the project.
    private(set) var prefixes: [(prefix: String, folder: String)] = []
    /// Files that are read in any case.
    private(set) var files: [String] = []

    /// - Parameter manifest: the text of `composer.json`.
    init(_ manifest: String) {
        var reader = JSONReader(manifest)
        guard let value = reader.read() else { return }
        for part in ["autoload", "autoload-dev"] {
            guard let autoload = value[part] else { continue }
            if case .object(let spaces)? = autoload["psr-4"]?.kind {
                for member in spaces.members {
                    let folders = member.value.text.map { [$0] } ?? member.value.elements.compactMap(\.text)
                    for folder in folders { prefixes.append((member.key, Self.plain(folder))) }
                }
            }
            files += (autoload["files"]?.elements ?? []).compactMap(\.text)
        }
        files.removeAll { $0.contains("..") }
        prefixes.removeAll { $0.folder.contains("..") }
    }

    /// - Parameter root: the folder of the project, absolute.
    func script(root: String) -> String {
        let pairs = prefixes.map { "[\(Self.quoted($0.prefix)), \(Self.quoted("\(root)/\($0.folder)"))]" }
        let lines = files.map { file in
            "if (is_file(\(Self.quoted("\(root)/\(file)")))) require_once \(Self.quoted("\(root)/\(file)"));\n"
        }
        return """
            <?php
            spl_autoload_register(function ($name) {
                foreach ([\(pairs.joined(separator: ", "))] as [$prefix, $folder]) {
                    if ($prefix !== '' && !str_starts_with($name, $prefix)) continue;
                    $file = $folder . '/' . str_replace('\\\\', '/', substr($name, strlen($prefix))) . '.php';
                    if (is_file($file)) { require_once $file; return; }
                }
            });

            """ + lines.joined()
    }

    private static func plain(_ folder: String) -> String {
        var folder = folder[...]
        while folder.hasSuffix("/") { folder = folder.dropLast() }
        if folder.hasPrefix("./") { folder = folder.dropFirst(2) }
        return String(folder)
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}

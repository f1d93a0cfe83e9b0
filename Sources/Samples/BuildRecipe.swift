/// How a project is built: what is run, and what brings its dependencies.
package struct BuildRecipe: Hashable, Sendable {
    /// Programs and what they are told, one after the other, without a network.
    package var steps: [[String]]
    /// What brings dependencies; run only where downloads are allowed.
    package var download: [[String]]
    /// Prints which toolchain this is.
    package var version: [String]
    package var environment: [String: String]
    /// Prints the folder around the toolchain's own programs, where those in `PATH` only choose between several; empty
    /// where they are the toolchain.
    package var home: [String] = []
    /// Whether the project names dependencies that are not in the repository.
    package var needsDownload: Bool
    /// The lowest version of the toolchain that the manifest asks for, such as `1.25`; empty where it asks for none.
    package var least = ""
    /// Whether the project says where else its dependencies are, so that it may build all the same.
    package var mayHaveAll = false

    /// - Parameters:
    ///   - files: names of the files in the project's folder.
    ///   - manifest: the bytes of the manifest.
    /// - Returns: the reason, as a clause after "because", where nothing is known to build it.
    package static func recipe(
        for project: Project, files: Set<String>, manifest: [UInt8]
    ) -> Result<BuildRecipe, NoRecipe> {
        let text = String(decoding: manifest, as: UTF8.self)
        var recipe = BuildRecipe(steps: [], download: [], version: [], environment: [:], needsDownload: false)
        switch project.system {
        case .swift:
            recipe.steps = [["swift", "build", "--disable-automatic-resolution"]]
            recipe.download = [["swift", "package", "resolve"]]
            recipe.version = ["swift", "--version"]
            recipe.needsDownload = text.contains("url:") || text.contains("id:")
            recipe.least = version(behind: ["// swift-tools-version:", "//swift-tools-version:"], text)
            if !recipe.needsDownload { recipe.steps = [["swift", "build"]] }
        case .cargo:
            recipe.steps = [["cargo", "build", "--offline"]]
            recipe.download = [["cargo", "fetch"]]
            recipe.version = ["cargo", "--version"]
            recipe.home = ["rustc", "--print", "sysroot"]
            recipe.least = version(behind: ["rust-version = \"", "rust-version=\""], text)
            recipe.needsDownload = hasTableEntries("dependencies", text)
        case .go:
            recipe.steps = [["go", "build", "./..."]]
            recipe.download = [["go", "mod", "download"]]
            recipe.version = ["go", "version"]
            // A module is built for itself; a `go.work` above it is for whoever works on several.
            recipe.environment = [
                "GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOTOOLCHAIN": "local", "GOWORK": "off",
            ]
            recipe.least = version(behind: ["go "], text)
            recipe.needsDownload = text.contains("require ") || text.contains("require(")
        case .maven:
            recipe.steps = [["mvn", "-q", "-o", "-B", "package", "-DskipTests"]]
            recipe.download = [["mvn", "-q", "-B", "dependency:go-offline"]]
            recipe.version = ["mvn", "-B", "--version"]
            // Even a project without dependencies needs Maven's own plug-ins; its configuration may name a repository on
            // the machine that has them.
            recipe.needsDownload = true
            recipe.mayHaveAll = files.contains(".mvn/maven.config")
        case .gradle:
            let gradle = files.contains("gradlew") ? ["sh", "gradlew"] : ["gradle"]
            recipe.steps = [gradle + ["--offline", "assemble"]]
            recipe.download = [gradle + ["assemble"]]
            recipe.version = gradle + ["--version"]
            recipe.needsDownload =
                text.contains("implementation") || text.contains("plugins") || files.contains("gradlew")
        case .npm:
            let isLocked = files.contains("package-lock.json")
            recipe.download = [
                ["npm", isLocked ? "ci" : "install", "--ignore-scripts", "--no-audit", "--no-fund"]
            ]
            recipe.version = ["node", "--version"]
            recipe.needsDownload = text.contains("\"dependencies\"") || text.contains("\"devDependencies\"")
            guard text.contains("\"build\"") else {
                return .failure(NoRecipe("its package.json has no `build` script"))
            }
            recipe.steps = [["npm", "run", "build"]]
        case .python:
            // Nothing is imported: that the files are Python is all that this says.
            recipe.steps = [["python3", "-m", "compileall", "-q", "-f", "."]]
            recipe.version = ["python3", "--version"]
            recipe.least = version(behind: ["requires-python = \">=", "requires-python=\">="], text)
        case .dotnet:
            recipe.steps = [["dotnet", "build", "--no-restore", "--nologo"]]
            recipe.download = [["dotnet", "restore"]]
            recipe.version = ["dotnet", "--version"]
            recipe.needsDownload = true
        case .ruby, .php:
            return .failure(NoRecipe("there is nothing to build: its files are run as they are"))
        case .docker: return .failure(NoRecipe("a container engine would be needed"))
        }
        return .success(recipe)
    }

    /// Why a project is not built.
    package struct NoRecipe: Error, Hashable, Sendable {
        package var reason: String
        init(_ reason: String) { self.reason = reason }
    }

    /// The names of the files that fix the versions of dependencies.
    package static let lockFiles: Set<String> = [
        "Package.resolved", "Cargo.lock", "go.sum", "package-lock.json", "yarn.lock", "pnpm-lock.yaml",
        "poetry.lock",
        "uv.lock", "Pipfile.lock", "gradle.lockfile", "packages.lock.json", "Gemfile.lock", "composer.lock",
    ]

    /// Whether an output says that something could not be had, which is no fault of the project.
    package static func speaksOfDownload(_ output: String) -> Bool {
        let text = output.lowercased()
        return [
            "could not resolve host", "unable to access", "module lookup disabled",
            "no matching package named",
            "failed to download", "network is unreachable", "in offline mode", "cannot access",
            "connection refused",
            "temporary failure in name resolution", "failed to clone", "enotfound", "econnrefused",
            "eai_again",
            "unable to get local issuer", "missing go.sum entry", "no route to host", "failed to get `",
            "nu1301",
            "an out-of-date resolved file", "cannot find module", "is not in std", "couldn't fetch updates",
        ].contains { text.contains($0) }
    }

    /// The first line of an output that says what went wrong.
    package static func complaint(in output: String) -> String {
        let lines = output.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
        let first =
            lines.first { line in
                let text = line.lowercased()
                return text.contains("error:") || text.contains("error[") || text.contains("syntaxerror")
            } ?? lines.first { $0.hasPrefix("***") }
        return String((first ?? lines.last ?? "it says nothing").prefix(200))
    }

    /// The version right behind one of some words at the beginning of a line; empty where there is none.
    private static func version(behind words: [String], _ text: String) -> String {
        for line in text.split(whereSeparator: \.isNewline) {
            for word in words where line.hasPrefix(word) {
                let rest = line.dropFirst(word.count).drop { $0 == " " }
                return String(rest.prefix { $0.isNumber || $0 == "." })
            }
        }
        return ""
    }

    /// Whether a toolchain is of an older version than the manifest asks for.
    ///
    /// - Parameter toolchain: what it says of itself, such as `go version go1.19.8 linux/amd64`.
    package func isTooOld(_ toolchain: String) -> Bool {
        let words = toolchain.split { !($0.isLetter || $0.isNumber || $0 == ".") }
        guard let word = words.map({ $0.drop { !$0.isNumber } }).first(where: { $0.contains(".") }) else {
            return false
        }
        let own = word.split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
        let asked = least.split(separator: ".").map { Int($0) ?? 0 }
        for (place, number) in asked.enumerated() {
            let mine = place < own.count ? own[place] : 0
            if mine != number { return mine < number }
        }
        return false
    }

    private static func hasTableEntries(_ name: String, _ toml: String) -> Bool {
        var isInside = false
        for line in toml.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("[") {
                isInside = line.contains(name)
            } else if isInside, line.contains("="), !line.hasPrefix("#"), !line.contains("path") {
                return true
            }
        }
        return false
    }
}

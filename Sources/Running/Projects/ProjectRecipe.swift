import Model
import Sandbox

/// How a kind of project is made ready: the script that builds it, and what snippets use of it.
struct ProjectRecipe {
    private let project: Project
    private let toolchain: Toolchain
    private let installed: Installed?
    private let allowsNetwork: Bool
    /// The manifest as it is written.
    private let text: String
    /// The folder that was made for it, absolute.
    private let folder: String

    init(
        _ project: Project, folder: String, text: String, _ toolchain: Toolchain, _ installed: Installed?,
        allowsNetwork: Bool
    ) {
        self.project = project
        self.folder = folder
        self.text = text
        self.toolchain = toolchain
        self.installed = installed
        self.allowsNetwork = allowsNetwork
    }

    /// The folder of the manifest, copied.
    private var root: String {
        project.folder.isEmpty ? "\(folder)/tree" : "\(folder)/tree/\(project.folder)"
    }

    private var bin: String {
        toolchain.program.lastIndex(of: "/").map { String(toolchain.program[..<$0]) } ?? "/usr/bin"
    }

    var readable: [String] {
        var readable = toolchain.readable
        if let installed { readable.append(installed.folder) }
        if project.kind == .swiftPackage, let installed {
            readable.append(String(installed.folder.dropLast("checkouts".count)) + "repositories")
        }
        if project.kind == .cargo, let cargo { readable.append(cargo) }
        return readable
    }

    /// What was downloaded of crates before.
    private var cargo: String? {
        let home = Programs.variable("CARGO_HOME") ?? Programs.variable("HOME").map { "\($0)/.cargo" }
        return home.flatMap { Programs.real("\($0)/registry") }
    }

    var environment: [String: String] {
        var environment = toolchain.environment
        environment["PATH"] = "\(bin):/usr/local/bin:/usr/bin:/bin"
        environment["HOME"] = "\(folder)/home"
        if project.kind == .cargo {
            environment["CARGO_HOME"] = "\(folder)/cargo"
            environment["CARGO_TARGET_DIR"] = "\(folder)/build"
            environment["RUSTC"] = toolchain.program
            environment["CARGO_TERM_COLOR"] = "never"
        }
        return environment
    }

    // MARK: Building

    /// Nil where there is nothing to build.
    var script: String? {
        let enter = "set -e\nmkdir -p \(quoted(folder))/home\ncd \(quoted(root))\n"
        switch project.kind {
        case .swiftPackage: return enter + swiftScript
        case .cargo: return enter + cargoScript
        case .node:
            guard installed == nil, allowsNetwork, project.manifest == "package.json" else { return nil }
            return enter
                + "if [ -f package-lock.json ]; then npm ci --ignore-scripts; else npm install --ignore-scripts; fi"
        case .python:
            guard installed == nil, allowsNetwork else { return nil }
            let source = project.manifest == "requirements.txt" ? "-r requirements.txt" : "."
            return enter + "python3 -m pip install --quiet --target \(quoted(folder))/site \(source)"
        case .goModule:
            return allowsNetwork
                ? enter
                    + "GOPATH=\(quoted(folder))/go GOFLAGS=-modcacherw \(quoted(toolchain.program)) mod download"
                : nil
        case .ruby, .php, .java, .headers: return nil
        }
    }

    private var swiftScript: String {
        var lines = ""
        if let installed {
            // What was checked out for the user serves here, too, so that nothing has to be downloaded.
            let build = String(installed.folder.dropLast("/checkouts".count))
            lines += """
                mkdir -p \(quoted(folder))/build
                for each in checkouts repositories workspace-state.json; do
                    if [ -e \(quoted(build))/$each ] && [ ! -e \(quoted(folder))/build/$each ]; then
                        cp -R \(quoted(build))/$each \(quoted(folder))/build/
                    fi
                done

                """
        }
        let offline = allowsNetwork ? "" : " --disable-automatic-resolution"
        return lines + """
            \(quoted(bin))/swift build --disable-sandbox --build-path \(quoted(folder))/build \
            --cache-path \(quoted(folder))/cache\(installed == nil ? "" : offline) -debug-info-format none -j 2
            products=$(\(quoted(bin))/swift build --disable-sandbox --build-path \(quoted(folder))/build \
            --cache-path \(quoted(folder))/cache --show-bin-path)
            cd \(quoted(folder))
            {
                echo "products $products"
                find "$products" -name module.modulemap -path '*.build/*' | sed 's/^/map /'
                find tree build/checkouts -name module.modulemap -path '*/include/*' 2>/dev/null | sed 's/^/include /'
                find "$products" -name '*.o' -path '*.build/*' ! -path '*-tool.build/*' | sed 's/^/object /'
                find "$products" -maxdepth 1 -name '*-tool' -type f | sed 's/^/tool /'
            } | sort >found
            """
    }

    private var cargoScript: String {
        let link =
            cargo.map {
                "mkdir -p \(quoted(folder))/cargo\n[ -e \(quoted(folder))/cargo/registry ] || ln -s \(quoted($0)) \(quoted(folder))/cargo/registry\n"
            } ?? ""
        let offline = allowsNetwork ? "" : " --offline"
        let build = "\(quoted(bin))/cargo build --message-format=json\(offline)"
        // What examples depend on, snippets do, too; not every project's examples can be built.
        return (allowsNetwork ? "" : link)
            + "\(build) --lib --examples >\(quoted(folder))/found 2>/dev/null || \(build) --lib >\(quoted(folder))/found"
    }

    // MARK: Using it

    /// - Parameter read: the bytes of a file in the folder.
    func context(reading read: (String) -> [UInt8]?) -> ProjectContext {
        var context = ProjectContext(identity: folder, root: root)
        context.readable = [folder]
        if let installed { context.readable.append(installed.folder) }
        let found = String(decoding: read("found") ?? [], as: UTF8.self).split(separator: "\n")
        switch project.kind {
        case .swiftPackage: use(swift: found, &context)
        case .cargo: use(cargo: found, &context)
        case .goModule:
            context.environment = goEnvironment
        case .headers: context.flags = project.headers.map { "-I\(folder)/tree/\($0)" }
        case .java:
            context.flags = ["-sourcepath", "\(root)/src/main/java"]
            let jars = JavaLibraries(text, root: root).jars
            context.readable += jars
            if !jars.isEmpty { context.flags += ["-cp", "jars/*"] }
            context.links = jars.enumerated().map { .init(name: "jars/\($0).jar", target: $1) }
        case .node: use(node: read, &context)
        case .python:
            context.searchPaths = ["\(root)/src", root, "\(folder)/site"]
            if let installed {
                let version =
                    Links.names(in: "\(installed.folder)/lib", beginningWith: ["python"]).first ?? ""
                context.searchPaths.append("\(installed.folder)/lib/\(version)/site-packages")
            }
        case .ruby: context.searchPaths = ["\(root)/lib"] + gems
        case .php:
            context.searchPaths = ["\(folder)/\(Self.autoload)"]
            if let installed { context.searchPaths.append("\(installed.folder)/autoload.php") }
        }
        return context
    }

    /// What Bundler has installed beside the project.
    private var gems: [String] {
        guard let installed else { return [] }
        return Links.names(in: "\(installed.folder)/ruby").sorted().flatMap { version in
            let folder = "\(installed.folder)/ruby/\(version)/gems"
            return Links.names(in: folder).sorted().map { "\(folder)/\($0)/lib" }
        }
    }

    /// Loads the classes of a project of PHP.
    static let autoload = "docent-autoload.php"

    /// Where options for TypeScript's compiler are; of those for JavaScript, the first that has them.
    static let optionFiles = ["jsconfig.json", "tsconfig.json"]

    static func checksJavaScript(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains(/"checkJs"\s*:\s*true/)
    }

    private var goEnvironment: [String: String] {
        let home = Programs.variable("GOPATH") ?? Programs.variable("HOME").map { "\($0)/go" }
        guard !allowsNetwork, let modules = home.flatMap({ Programs.real("\($0)/pkg/mod") }) else {
            return ["GOMODCACHE": "\(folder)/go/pkg/mod"]
        }
        return ["GOMODCACHE": modules]
    }

    private func use(swift found: [Substring], _ context: inout ProjectContext) {
        for line in found {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2 else { continue }
            switch words[0] {
            case "products": context.flags += ["-I", "\(words[1])/Modules", "-I", words[1]]
            case "map": context.flags += ["-Xcc", "-fmodule-map-file=\(words[1])"]
            case "include":
                let path = words[1].split(separator: "/").dropLast().joined(separator: "/")
                context.flags += ["-I", "\(folder)/\(path)"]
            case "object": context.linked.append(words[1])
            case "tool":
                let name = words[1].split(separator: "/").last?.replacing("-tool", with: "") ?? ""
                context.flags += ["-load-plugin-executable", "\(words[1])#\(String(name))"]
            default: continue
            }
        }
    }

    /// The libraries of the project and of what its manifest names.
    private func use(cargo found: [Substring], _ context: inout ProjectContext) {
        let named = Set(
            text.matches(of: /(?m)^\s*"?([\w-]+)"?(?:\.workspace)?\s*=/).map {
                String($0.output.1).replacing("-", with: "_")
            })
        var seen: Set<String> = []
        context.flags = ["-L", "dependency=\(folder)/build/debug/deps"]
        // The project's own come last.
        for line in found.reversed() where line.contains("\"compiler-artifact\"") {
            var reader = JSONReader(String(line))
            guard let value = reader.read(),
                let name = value["target"]?["name"]?.text?.replacing("-", with: "_"),
                let kinds = value["target"]?["kind"]?.elements.compactMap(\.text),
                kinds.contains(where: { $0.contains("lib") || $0 == "proc-macro" }),
                let manifest = value["manifest_path"]?.text,
                let file = value["filenames"]?.elements.compactMap(\.text).first(where: {
                    $0.hasSuffix(".rlib") || $0.hasSuffix(".so")
                })
            else { continue }
            let isOwn = manifest.hasPrefix("\(folder)/tree/")
            guard isOwn || named.contains(name), seen.insert(name).inserted else { continue }
            context.flags += ["--extern", "\(name)=\(file)"]
        }
    }

    private func use(node read: (String) -> [UInt8]?, _ context: inout ProjectContext) {
        let modules = installed?.folder ?? "\(root)/node_modules"
        for name in Links.names(in: modules) where !name.hasPrefix(".") {
            guard name.hasPrefix("@") else {
                context.links.append(.init(name: "node_modules/\(name)", target: "\(modules)/\(name)"))
                continue
            }
            for part in Links.names(in: "\(modules)/\(name)") {
                context.links.append(
                    .init(name: "node_modules/\(name)/\(part)", target: "\(modules)/\(name)/\(part)"))
            }
        }
        var reader = JSONReader(text)
        if let name = reader.read()?["name"]?.text, !name.isEmpty, !name.contains("..") {
            context.links.removeAll { $0.name == "node_modules/\(name)" }
            context.links.append(.init(name: "node_modules/\(name)", target: root))
        }
        let inside = project.folder.isEmpty ? "tree" : "tree/\(project.folder)"
        if read("\(inside)/tsconfig.json") != nil {
            context.environment[ProjectBuilder.options] = "tsconfig.json"
        }
        context.environment[ProjectBuilder.scriptOptions] = Self.optionFiles.first { name in
            read("\(inside)/\(name)").map(Self.checksJavaScript) ?? false
        }
    }

    private func quoted(_ word: String) -> String { ProgramMaking.quoted(word) }
}

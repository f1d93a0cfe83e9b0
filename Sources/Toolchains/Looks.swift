import Model

/// What shows that code is in a language whose parser takes nearly everything.
extension Code {
    /// Whether it begins with a prompt, or with a command that everybody knows.
    var looksLikeShell: Bool {
        guard let first = firstFilled else { return false }
        if first.starts(with: "$ ".utf8) { return true }
        let words = String(decoding: first, as: UTF8.self).split(separator: " ")
        guard words.count > 1, !words[1].hasPrefix("="), !words[1].hasPrefix("("), let command = words.first
        else { return false }
        return Self.commands.contains(String(command)) && first.last != UInt8(ascii: ";")
            && first.last != UInt8(ascii: "{")
    }

    /// Whether two lines or more begin with a key and a colon, and none ends as a statement does.
    var looksLikeYAML: Bool {
        guard let first = firstByte, !"{[<".utf8.contains(first) else { return false }
        let filled = lines.map { slice($0) }.filter { $0.contains { $0 > 0x20 } }
        if filled.contains(where: { ";{".utf8.contains($0.last { $0 > 0x20 } ?? 0) }) { return false }
        return filled.count { Self.beginsWithKey($0) } > 1
    }

    /// Whether a line begins with a word that begins statements in Python and in few other languages.
    var looksLikePython: Bool {
        hasLine(beginningWith: [
            "def ", "import ", "from ", "print(", "async def ", "elif ", "except", ">>> ", "with ", "@",
        ]) && !bytes.contains(UInt8(ascii: ";"))
    }

    /// Whether it has a sign of JavaScript; names alone, and elements that JSX has, are none.
    var looksLikeScript: Bool {
        guard let first = firstByte, first != UInt8(ascii: "<") else { return false }
        return contains("=>") || contains("(") || contains("{")
    }

    /// C's parser cannot tell code from names that it does not know.
    var looksLikeC: Bool { contains("#include") || contains("int main(") || contains("std::") }

    var looksLikeMarkup: Bool { firstByte == UInt8(ascii: "<") }

    var looksLikeXML: Bool { looksLikeMarkup && (contains("<?xml") || contains("xmlns")) }

    private var firstFilled: ArraySlice<UInt8>? {
        lines.lazy.map { slice($0).drop { $0 <= 0x20 } }.first {
            !$0.isEmpty && $0.first != UInt8(ascii: "#")
        }
    }

    private static func beginsWithKey(_ line: ArraySlice<UInt8>) -> Bool {
        let rest = line.drop { " -\"'".utf8.contains($0) }
        let key = rest.prefix { isWord($0) || "-./\"'".utf8.contains($0) }
        let behind = rest[key.endIndex...]
        return !key.isEmpty && behind.first == UInt8(ascii: ":")
            && behind.dropFirst().first.map { $0 <= 0x20 } ?? true
    }

    private static let commands: Set<String> = [
        "apk", "apt", "apt-get", "aws", "az", "brew", "bundle", "cargo", "cat", "cd", "chmod", "cmake",
        "composer",
        "cp", "curl", "docker", "docker-compose", "dotnet", "echo", "export", "gcloud", "gem", "git", "go",
        "gradle",
        "grep", "helm", "java", "javac", "kubectl", "ls", "make", "mkdir", "mv", "mvn", "node", "npm", "npx",
        "php",
        "pip", "pip3", "pnpm", "poetry", "python", "python3", "rails", "rm", "ruby", "rustc", "rustup", "sh",
        "source",
        "ssh", "sudo", "swift", "tar", "terraform", "touch", "unzip", "uv", "vapor", "wget", "yarn", "yum",
    ]
}

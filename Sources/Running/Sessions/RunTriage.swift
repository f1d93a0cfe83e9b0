/// Tells a snippet that is wrong from one that lacks what the page does not give it: a module, a file, a network, a
/// name that readers are expected to have.
enum RunTriage {
    /// Why nothing can be told from a failure; a clause that goes after "because". Nil where the code is to blame.
    static func excuse(for failure: SessionReply.Failure, in language: RunLanguage) -> String? {
        let kinds = Set(failure.kinds)
        if !kinds.isDisjoint(with: ["SyntaxError", "IndentationError", "ParseError"]) {
            return .doesNotParse
        }
        if !kinds.isDisjoint(with: missingModules) { return .missingModule(failure.text) }
        if !kinds.isDisjoint(with: missingThings) { return .missingThing(failure.text) }
        if kinds.contains("NoProgram") { return failure.text }
        if !kinds.isDisjoint(with: ["ExitStatus", "exit"]) { return .ends(failure.text) }
        if language.isWhole, missingWords.contains(where: failure.text.contains) {
            return .missingThing(failure.text)
        }
        if kinds.contains("CompilerError") { return .doesNotCompile(failure.text) }
        if kinds.contains("OtherVersion") { return .otherVersion(failure.text) }
        switch language.id {
        case RunLanguage.python.id:
            if kinds.contains("NameError"), failure.near == nil { return .missingName(failure.text) }
            if kinds.contains("RuntimeError"), missingSurroundings.contains(where: failure.text.contains) {
                return .missingSurroundings(failure.text)
            }
        case RunLanguage.javaScript.id, RunLanguage.typeScript.id:
            if kinds.contains("ReferenceError") { return .missingName(failure.text) }
        case RunLanguage.ruby.id:
            // `gem` of a Gemfile is another method than that of a program.
            if kinds.contains(where: { $0.hasPrefix("Gem::") }) { return .missingModule(failure.text) }
            let isName = kinds.contains("NameError") && !kinds.contains("NoMethodError")
            if isName || failure.text.contains("for main:Object") { return .missingName(failure.text) }
        case RunLanguage.php.id:
            for words in ["Call to undefined function", "Undefined constant", "Failed opening required"]
            where failure.text.contains(words) {
                return .missingName(failure.text)
            }
            if failure.text.contains(" not found") { return .missingName(failure.text) }
        default: break
        }
        return nil
    }

    /// What programs print of a file, a host or an argument that they lack.
    private static let missingWords = [
        "no such file or directory", "No such file or directory", "connection refused", "no such host",
        "Connection refused", "network is unreachable", "Network is unreachable", "permission denied",
        "Temporary failure in name resolution", "NoSuchFileException", "FileNotFoundException",
        "UnknownHostException", "ConnectException", "NoClassDefFoundError", "executable file not found",
        "MissingResourceException", "UnsupportedClassVersionError", "read-only file system",
    ]

    /// What libraries say of code that only works within a request, a task or a loop.
    private static let missingSurroundings = [
        "outside of request context", "outside of application context", "no running event loop",
        "no current event loop", "must be called from async context", "outside of a request",
    ]

    private static let missingModules: Set<String> = [
        "ModuleNotFoundError", "ImportError", "MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND",
        "ERR_UNKNOWN_BUILTIN_MODULE", "ERR_PACKAGE_PATH_NOT_EXPORTED", "LoadError", "Gem::LoadError",
    ]

    private static let missingThings: Set<String> = [
        // Python
        "FileNotFoundError", "NotADirectoryError", "PermissionError", "ConnectionError", "TimeoutError",
        "gaierror", "URLError", "EOFError", "BlockingIOError", "ChildProcessError", "ProcessLookupError",
        "OSError",
        // Node
        "ENOENT", "EACCES", "EPERM", "ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "EADDRNOTAVAIL",
        "ENETUNREACH", "EADDRINUSE", "EROFS",
        // Ruby
        "Errno::ENOENT", "Errno::EACCES", "Errno::EPERM", "Errno::ECONNREFUSED", "SocketError", "EOFError",
    ]
}

extension String {
    fileprivate static let doesNotParse = "it does not parse where it stands"

    fileprivate static func missingModule(_ text: String) -> String {
        "it needs a module that is not here (\(text.firstLine))"
    }
    fileprivate static func missingThing(_ text: String) -> String {
        "it needs something that is not here (\(text.firstLine))"
    }
    fileprivate static func missingSurroundings(_ text: String) -> String {
        "it is a part of something that is not on the page (\(text.firstLine))"
    }
    fileprivate static func doesNotCompile(_ text: String) -> String {
        "it does not compile (\(text.firstLine))"
    }
    fileprivate static func ends(_ text: String) -> String {
        "it ends with \(text.firstLine), which may be meant"
    }
    fileprivate static func otherVersion(_ text: String) -> String {
        "it is for another version of the language (\(text.firstLine))"
    }
    fileprivate static func missingName(_ text: String) -> String {
        "it uses what the page does not define (\(text.firstLine))"
    }

    var firstLine: String {
        let line = split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
        return line.count > 160 ? String(line.prefix(160)) + "…" : line
    }
}

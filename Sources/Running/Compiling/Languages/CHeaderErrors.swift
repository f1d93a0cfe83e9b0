/// Errors that GCC names at places in headers, put to the places in units that made it look there.
enum CHeaderErrors {
    static func atUse(_ text: String) -> String {
        var lines: [String] = []
        var instance: Substring?
        var inclusion: Substring?
        /// An error in a header, of which the next line may tell more.
        var open: (header: Substring, message: Substring)?
        func close() {
            if let open, let inclusion {
                lines.append(
                    "\(inclusion):1: error: \(header) `\(name(open.header))` does not compile: \(open.message)"
                )
            }
            open = nil
        }
        for line in text.split(separator: "\n") {
            if let match = line.firstMatch(of: /^(u\d+\.\w+:\d+:\d+): note: in expansion of macro/) {
                if let error = open {
                    lines.append("\(match.1): error: \(macro): \(error.message)")
                    open = nil
                }
            } else if line.contains(": note: in expansion of macro") {
                continue
            } else if let match = line.firstMatch(of: /^(u\d+\.\w+:\d+:\d+):\s+required (?:from|by)/) {
                close()
                instance = match.1
            } else if line.hasPrefix("In file included from ") || line.hasPrefix("                 from ") {
                close()
                if line.hasPrefix("In") { inclusion = nil }
                // In C++ many units share a header.
                inclusion = line.firstMatch(of: /from (u\d+\.c:\d+)[:,]/).map { $0.1 } ?? inclusion
            } else if let match = line.firstMatch(of: /^(\S+?):\d+:\d+: (?:fatal )?error: (.*)$/) {
                close()
                if CompilerWords.unit(of: match.1) != nil {
                    lines.append(String(line))
                } else if let instance {
                    lines.append("\(instance): error: \(match.2)")
                } else {
                    open = (match.1, match.2)
                }
                instance = nil
            } else {
                lines.append(String(line))
            }
        }
        close()
        return lines.joined(separator: "\n")
    }

    /// Whether what is wrong stands in a macro that a header defines: another form may use none.
    static func isInMacro(_ word: CompilerWord) -> Bool { word.message.hasPrefix(macro) }

    /// What is wrong with a header tells nothing of the code that takes it in.
    @Sendable static func isBeyond(_ word: CompilerWord) -> String? {
        isInMacro(word) || word.message.hasPrefix(header) ? word.message : nil
    }

    private static func name(_ path: Substring) -> Substring { path.split(separator: "/").last ?? path }

    private static let macro = "a macro of a header does not compile here"
    private static let header = "the header"
}

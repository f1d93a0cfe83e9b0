package import Toolchains

/// How snippets of a compiled language become programs that are started.
package struct ProgramMaking: Sendable {
    /// The forms in which a snippet can be started, the likeliest first; none where there is nothing to start.
    package var forms: @Sendable (Code) -> [Code]
    /// The code as it stands in one program with other code; nil where it would not mean the same there.
    package var merged: @Sendable (Code) -> [UInt8]? = { $0.bytes }
    /// The files to write and the command that makes programs of some units, in the folder `out`.
    package var layout: @Sendable ([CompileUnit], CompileSetting) -> CompileLayout
    /// The words that start a unit.
    ///
    /// - Parameter isAlone: whether it was made by itself.
    package var start: @Sendable (_ unit: CompileUnit, _ isAlone: Bool) -> [String]
    /// Whether what is wrong with one unit leaves the others be.
    package var makesEach = false
    /// What begins the line that tells why a program broke off: `panic: `.
    package var crashes: [String]

    /// Lines of shell that make a program of each file with one run of the compiler for each.
    ///
    /// - Parameters:
    ///   - words: what goes before the name of the file.
    ///   - last: what goes after the name of the program.
    static func each(_ units: [CompileUnit], ending: String, _ words: [String], last: [String]) -> String {
        if units.isEmpty { return "" }
        let head = words.map(quoted).joined(separator: " ")
        let foot = last.map(quoted).joined(separator: " ")
        return "for unit in \(units.map(\.name).joined(separator: " ")); do "
            + "\(head) \"$unit.\(ending)\" -o \"out/$unit\" \(foot); done\n"
    }

    /// A command for such lines.
    static func command(_ lines: String) -> [String] { ["/bin/sh", "-c", "mkdir -p out\n\(lines)exit 0"] }

    /// A word as a shell takes it.
    static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }
}

package import Model
import Sandbox
import Text
import Toolchains

extension CompileLanguage {
    /// A language that the configuration describes; nil where it says of no command that checks it.
    package init?(_ language: ConfiguredLanguage) {
        guard let check = language.check, let program = check.first else { return nil }
        let messages = try? Pattern(language.messages, [])
        let takesAll = check.contains { $0.contains("{files}") }
        self.init(
            id: language.id, name: language.name, labels: language.labels,
            search: ToolchainSearch([program], version: []),
            forms: { ConfiguredForms.forms($0, language) }, merged: { takesAll ? $0.bytes : nil },
            needsConfirmation: { _ in false }, looksAtEach: { _ in true }, highestLevel: .types,
            layout: { units, setting in
                let files = units.map { "\($0.name).\(language.ending)" }
                var arguments: [String] = [setting.toolchain.program]
                for word in check.dropFirst() {
                    if word == "{files}" {
                        arguments += files
                    } else {
                        arguments.append(
                            word.replacing("{files}", with: files.joined(separator: " "))
                                .replacing("{file}", with: files.first ?? ""))
                    }
                }
                return CompileLayout(files: zip(files, units).map { ($0, $1.bytes) }, arguments: arguments)
            },
            read: { outcome in
                guard case .exited = outcome.ending, let messages else { return nil }
                let text = String(decoding: outcome.output + [0x0A] + outcome.errors, as: UTF8.self)
                return ConfiguredForms.words(text, messages)
            }, missingName: { _ in nil }, isProgram: { _ in true })
        judgesSyntax = true
    }
}

private enum ConfiguredForms {
    static func forms(_ code: Code, _ language: ConfiguredLanguage) -> [Code] {
        if Shape.hasElision(code) { return [] }
        guard let wrapper = language.wrapper, let place = wrapper.firstRange(of: "{code}") else {
            return [code.as("file")]
        }
        return [
            code.as("file"),
            code.wrapped(
                String(wrapper[..<place.lowerBound]), String(wrapper[place.upperBound...]), as: "wrapper"),
        ]
    }

    /// What a pattern finds, line by line.
    static func words(_ text: String, _ pattern: Pattern) -> [CompilerWord] {
        text.split(separator: "\n").compactMap { line in
            let bytes = Array(line.utf8)
            let match = ((try? pattern.matches(in: SearchText(String(line)))) ?? []).first
            let group = { (name: String) -> String? in
                guard let match, let number = pattern.group(name), number <= match.groups.count,
                    let range = match.groups[number - 1]
                else { return nil }
                return String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
            }
            guard let row = group("line").flatMap({ Int($0) }), let message = group("message") else {
                return nil
            }
            return CompilerWord(
                unit: CompilerWords.unit(of: (group("file") ?? "u0")[...]), line: row,
                column: group("column").flatMap { Int($0) } ?? 0, columnUnit: .scalars, message: message,
                code: nil)
        }
    }
}

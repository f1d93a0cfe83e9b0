import Model
import Toolchains

extension CompileLanguage {
    /// g++; the snippets that take in the same headers are namespaces of one file, because headers of C++ take far longer
    /// to read than what stands below them.
    package static let cpp: CompileLanguage = {
        var language = CFamily.language(
            id: "cpp", name: "C++", labels: ["cpp", "c++", "cxx", "cc", "hpp"], programs: ["g++"],
            ending: "cpp",
            standard: "gnu++20")
        language.merged = CPlusPlusMerge.merged
        language.looksAtEach = { $0 >= .build }
        language.largestBatch = 40
        language.batchKey = CPlusPlusMerge.key
        // What is nowhere is missing whatever stands around it, and what stands in the wrong place stands there alone, too.
        language.needsConfirmation = { words in
            !words.allSatisfy { word in
                !word.message.contains(CPlusPlusMerge.space) && !word.message.contains("'::")
                    && (word.isAboutSyntax || CFamily.isMisplaced(word) || CFamily.missingName(word) != nil)
            }
        }
        language.sameOf = CPlusPlusMerge.sameOf
        return language
    }()
}

/// Puts snippets of C++ into one file: each in a namespace of its own, below the headers that they share.
enum CPlusPlusMerge {
    /// The code, where it means the same in a namespace; nil where it may not.
    @Sendable static func merged(_ code: Code) -> [UInt8]? {
        let outline = CPlusPlusOutline(code.bytes)
        guard outline.isClosed, !outline.hasFurtherDirectives else { return nil }
        let body = outline.body
        // `main` is another function where it stands in a namespace, and what it may be is not asked there.
        if body.contains(/\bmain\s*\(/), !body.contains(/\bint\s+main\s*\(/) { return nil }
        if body.contains(/\bextern\s+"/) || body.contains(/(?:^|\n)\s*(?:module|import|export)\b/) {
            return nil
        }
        let spaces = body.matches(of: /\bnamespace\s+(\w+)/).map { String($0.output.1) }
        if spaces.contains(where: { $0 == "std" || outline.namesHeader($0) }) { return nil }
        // A name of its own hides there what is ambiguous where it stands alone.
        if body.contains(/\busing\s+namespace\b/), !outline.declaresOneFunctionAtMost { return nil }
        return code.bytes
    }

    /// What the names of the namespaces begin with.
    static let space = "docent_"

    /// Those with the same headers belong together.
    @Sendable static func key(_ unit: CompileUnit) -> String {
        CPlusPlusOutline(unit.bytes).headers.map(\.name).sorted().joined(separator: " ")
    }

    /// One file for units that have the same headers.
    static func file(of units: [CompileUnit]) -> (name: String, bytes: [UInt8]) {
        let outlines = units.map { CPlusPlusOutline($0.bytes) }
        var bytes: [UInt8] = []
        for header in outlines.first?.headers ?? [] {
            bytes += "#line \(header.line) \"\(units[0].name).cpp\"\n#include \(header.name)\n".utf8
        }
        for (unit, outline) in zip(units, outlines) {
            bytes += "namespace \(space)\(unit.number) {\n".utf8
            bytes += "#line \(outline.bodyLine) \"\(unit.name).cpp\"\n".utf8
            bytes += unit.bytes[outline.bodyStart...]
            bytes += "\n}\n".utf8
        }
        return ("merged.cpp", bytes)
    }

    static func isAboutHeader(_ word: CompilerWord) -> Bool {
        word.message.contains(": No such file or directory")
    }

    /// What is said of a header once, of each that takes it in.
    @Sendable static func sameOf(_ word: CompilerWord, _ unit: CompileUnit) -> CompilerWord? {
        guard isAboutHeader(word), let end = word.message.firstRange(of: ": ") else { return nil }
        let name = word.message[..<end.lowerBound]
        let header = CPlusPlusOutline(unit.bytes).headers.first {
            $0.name.dropFirst().dropLast() == name
        }
        return header.map { header in
            var same = word
            same.unit = unit.number
            same.line = header.line
            same.column = header.column
            return same
        }
    }
}

/// What can be told of C++ without a parser: its headers, and what stands at its outermost level.
struct CPlusPlusOutline {
    struct Header {
        /// As it is written: `<vector>`, `"shop.h"`.
        var name: String
        /// Counted from 1.
        var line: Int
        /// Of the name, in bytes, counted from 1.
        var column: Int
    }

    /// What is taken in before anything else.
    private(set) var headers: [Header] = []
    /// Where the first line begins that takes nothing in.
    private(set) var bodyStart = 0
    /// The number of that line, counted from 1.
    private(set) var bodyLine = 1
    /// What follows, without what comments and strings say.
    private(set) var body = ""
    /// Whether there are directives behind the headers at the beginning.
    private(set) var hasFurtherDirectives = false
    /// Whether every brace is closed, and none too much.
    private(set) var isClosed = true

    init(_ bytes: [UInt8]) {
        let plain = Self.plain(bytes)
        var start = 0
        var line = 1
        var isHead = true
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let text = String(decoding: plain[start..<end], as: UTF8.self)
            if text.contains(/^\s*#/) {
                let whole = String(decoding: bytes[start..<end], as: UTF8.self)
                if isHead, let match = whole.firstMatch(of: /^\s*#\s*include\s*(<[^>]+>|"[^"]+")/) {
                    let column = whole.utf8.distance(from: whole.startIndex, to: match.1.startIndex) + 1
                    headers.append(Header(name: String(match.1), line: line, column: column))
                } else {
                    hasFurtherDirectives = true
                }
            } else if isHead, text.contains(where: { !$0.isWhitespace }) {
                isHead = false
                (bodyStart, bodyLine) = (start, line)
            }
            start = end + 1
            line += 1
        }
        if isHead { (bodyStart, bodyLine) = (bytes.count, line) }
        body = String(decoding: plain[bodyStart...], as: UTF8.self)
        var depth = 0
        for byte in plain[bodyStart...] {
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            if depth < 0 { isClosed = false }
        }
        if depth != 0 { isClosed = false }
    }

    /// Whether a header's path names a namespace: `fmt` in `<fmt/format.h>`.
    func namesHeader(_ name: String) -> Bool {
        headers.contains { header in
            header.name.dropFirst().dropLast().split { $0 == "/" || $0 == "." }.contains { $0 == name }
        }
    }

    /// Whether nothing is declared at the outermost level but one function, and other names for what is there already.
    var declaresOneFunctionAtMost: Bool {
        var functions = 0
        var depth = 0
        var head = ""
        for character in body {
            switch character {
            case "{":
                depth += 1
                if depth == 1 {
                    if head.contains(/^\s*(?:\w+\s+)+\w+\s*\([^{}]*\)\s*(?:noexcept\s*)?$/) {
                        functions += 1
                    } else {
                        return false
                    }
                }
            case "}":
                depth -= 1
                if depth == 0 { head = "" }
            case ";" where depth == 0:
                if !head.contains(/^\s*(?:using\b.*)?$/) { return false }
                head = ""
            default:
                if depth == 0 { head.append(character.isNewline ? " " : character) }
            }
        }
        return functions <= 1 && head.allSatisfy(\.isWhitespace)
    }

    /// The code with blanks in the place of comments and of what stands in strings.
    private static func plain(_ bytes: [UInt8]) -> [UInt8] {
        var plain = bytes
        var place = 0
        func starts(_ word: String) -> Bool { bytes[place...].starts(with: word.utf8) }
        func end(of word: String, from start: Int) -> Int {
            var end = min(start, bytes.count)
            while end < bytes.count {
                if bytes[end...].starts(with: word.utf8) { return end + word.utf8.count }
                end += 1
            }
            return bytes.count
        }
        func blank(until end: Int) {
            for index in place..<end where bytes[index] != 0x0A { plain[index] = 0x20 }
            place = end
        }
        while place < bytes.count {
            let byte = bytes[place]
            if starts("//") {
                blank(until: bytes[place...].firstIndex(of: 0x0A) ?? bytes.count)
            } else if starts("/*") {
                blank(until: end(of: "*/", from: place + 2))
            } else if starts("R\"") {
                let open = bytes[place...].firstIndex(of: UInt8(ascii: "(")) ?? bytes.count
                let mark = String(decoding: bytes[min(place + 2, open)..<open], as: UTF8.self)
                blank(until: end(of: ")\(mark)\"", from: open))
            } else if byte == UInt8(ascii: "\"") {
                var end = place + 1
                while end < bytes.count, bytes[end] != byte, bytes[end] != 0x0A {
                    end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
                }
                let inside = min(end, bytes.count)
                place += 1
                blank(until: max(place, inside))
                place = min(inside + 1, bytes.count)
            } else if byte == UInt8(ascii: "'"), place + 2 < bytes.count {
                // A quote among digits divides them.
                let isNumber = place > 0 && bytes[place - 1].isHexadecimal && bytes[place + 1].isHexadecimal
                let end = bytes[place + 1] == UInt8(ascii: "\\") ? place + 3 : place + 2
                if !isNumber, end < bytes.count, bytes[end] == byte {
                    blank(until: end + 1)
                } else {
                    place += 1
                }
            } else {
                place += 1
            }
        }
        return plain
    }
}

extension UInt8 {
    fileprivate var isHexadecimal: Bool {
        (0x30...0x39).contains(self) || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
    }
}

/// A patch as `git diff` writes it and `git apply` takes it.
package struct Patch: Sendable {
    package private(set) var bytes: [UInt8] = []

    private static let context = 3

    package init() {}

    /// Adds what has changed in a file; nothing where nothing has.
    ///
    /// - Parameter path: from the top of the repository, in the bytes that Git has for it.
    package mutating func add(path: [UInt8], old: [UInt8], new: [UInt8]) {
        let difference = LineDifference(old, new)
        guard !difference.changes.isEmpty else { return }
        let (before, after) = (Self.name("a/", path), Self.name("b/", path))
        // A name with a space is ended by a tab.
        let tab: [UInt8] = path.contains(0x20) ? [0x09] : []
        bytes += Array("diff --git ".utf8) + before + [0x20] + after
        bytes += Array("\n--- ".utf8) + before + tab + Array("\n+++ ".utf8) + after + tab + [0x0A]
        var changes = difference.changes[...]
        while let first = changes.first {
            var count = 1
            while count < changes.count,
                changes[changes.startIndex + count].old.lowerBound
                    - changes[changes.startIndex + count - 1].old.upperBound <= 2 * Self.context
            {
                count += 1
            }
            addHunk(from: first, changes.prefix(count), difference)
            changes = changes.dropFirst(count)
        }
    }

    private mutating func addHunk(
        from first: LineDifference.Change, _ changes: ArraySlice<LineDifference.Change>,
        _ lines: LineDifference
    ) {
        let last = changes.last ?? first
        let lead = min(Self.context, first.old.lowerBound)
        let tail = min(Self.context, lines.old.count - last.old.upperBound)
        let old = (first.old.lowerBound - lead)..<(last.old.upperBound + tail)
        let new = (first.new.lowerBound - lead)..<(last.new.upperBound + tail)
        bytes += Array("@@ -\(Self.place(old)) +\(Self.place(new)) @@\n".utf8)
        var next = old.lowerBound
        for change in changes {
            for index in next..<change.old.lowerBound { add(" ", lines.old[index]) }
            for index in change.old { add("-", lines.old[index]) }
            for index in change.new { add("+", lines.new[index]) }
            next = change.old.upperBound
        }
        for index in next..<old.upperBound { add(" ", lines.old[index]) }
    }

    private mutating func add(_ sign: String, _ line: ArraySlice<UInt8>) {
        bytes += sign.utf8
        bytes += line
        if line.last != 0x0A { bytes += "\n\\ No newline at end of file\n".utf8 }
    }

    /// Lines count from 1; an empty range stands behind the line before it.
    private static func place(_ lines: Range<Int>) -> String {
        if lines.count == 1 { return "\(lines.lowerBound + 1)" }
        return "\(lines.isEmpty ? lines.lowerBound : lines.lowerBound + 1),\(lines.count)"
    }

    /// A path as Git writes it: in quotation marks where it has bytes that are no plain characters.
    private static func name(_ side: String, _ path: [UInt8]) -> [UInt8] {
        let plain = Array(side.utf8) + path
        guard plain.contains(where: { $0 < 0x20 || $0 >= 0x7F || $0 == 0x22 || $0 == 0x5C }) else {
            return plain
        }
        var out: [UInt8] = [0x22]
        for byte in plain {
            switch byte {
            case 0x22, 0x5C: out += [0x5C, byte]
            case 0x09: out += "\\t".utf8
            case 0x0A: out += "\\n".utf8
            case 0x0D: out += "\\r".utf8
            case 0x20..<0x7F: out.append(byte)
            default:
                let digits = String(byte, radix: 8)
                out += ("\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits).utf8
            }
        }
        return out + [0x22]
    }
}

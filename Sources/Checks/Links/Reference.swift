/// Where a link leads, taken apart: the path, what stands after `?`, and what stands after `#`.
package struct Reference: Hashable, Sendable {
    package enum Kind: Sendable {
        /// Another site, a mail address, a scheme of some tool: nothing of this repository.
        case external
        /// Only a fragment, or nothing: this page.
        case samePage
        /// From the folder of the page.
        case relative
        /// From the root of a site or a repository: `/guide`.
        case rooted
        /// Filled in by a template before anybody reads it.
        case template
    }
    package let kind: Kind
    /// As written, without query and fragment.
    package let rawPath: String
    /// With percent-encoded bytes decoded.
    package let path: String
    /// Percent-decoded; nil where there is no `#`.
    package let fragment: String?

    package init(_ destination: String) {
        var rest = destination[...]
        if let hash = rest.firstIndex(of: "#") {
            fragment = Self.percentDecoded(rest[rest.index(after: hash)...])
            rest = rest[..<hash]
        } else {
            fragment = nil
        }
        if let mark = rest.firstIndex(of: "?") { rest = rest[..<mark] }
        rawPath = String(rest)
        path = Self.percentDecoded(rest)
        if Self.isTemplate(destination) {
            kind = .template
        } else if destination.hasPrefix("//") || Self.hasScheme(destination) {
            kind = .external
        } else if rest.isEmpty {
            kind = .samePage
        } else {
            kind = rest.hasPrefix("/") ? .rooted : .relative
        }
    }

    /// The path from the root of the repository, seen from a page or folder; nil where it leads out of it.
    package func resolved(fromFolder folder: String) -> String? {
        Self.normalized((kind == .rooted ? "" : folder + "/") + path)
    }

    /// Whether it names a folder by a `/` at its end, or by `.` and `..`.
    package var namesFolder: Bool {
        path.hasSuffix("/") || path == "." || path == ".." || path.hasSuffix("/.") || path.hasSuffix("/..")
    }

    /// The ending of the last part, in small letters and without its dot; empty where it has none.
    package var ending: String { Self.ending(of: path) }

    package static func ending(of path: String) -> String {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
        return String(Substring(name[name.index(after: dot)...])).lowercased()
    }

    /// The folder a path lies in; empty for the root.
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(path[..<slash])
    }

    /// Without empty, `.` and `..` parts; nil where it leads out of the root.
    package static func normalized(_ path: String) -> String? {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    /// The way from a folder to a path, both seen from the root.
    package static func relative(_ path: String, fromFolder folder: String) -> String {
        let target = path.split(separator: "/")
        let base = folder.split(separator: "/")
        var shared = 0
        while shared < base.count, shared < target.count - 1, base[shared] == target[shared] { shared += 1 }
        let ups = Array(repeating: Substring(".."), count: base.count - shared)
        return (ups + target[shared...]).joined(separator: "/")
    }

    /// `%20` and its like decoded; what is no escape stays.
    package static func percentDecoded(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = hexadecimal(bytes[index + 1]), let low = hexadecimal(bytes[index + 2])
            {
                out.append(high << 4 | low)
                index += 3
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Encodes what may not stand in the destination of a link.
    package static func percentEncoded(_ path: String) -> String {
        var out = ""
        for scalar in path.unicodeScalars {
            if scalar.value <= 0x20 || "%()<>#?\"\\".unicodeScalars.contains(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                out += "%" + (digits.count == 1 ? "0" : "") + digits
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    private static func hasScheme(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = text.utf8[..<colon]
        guard let first = scheme.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else { return false }
        return scheme.allSatisfy {
            ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D
                || $0 == 0x2E
        }
    }

    private static func isTemplate(_ text: String) -> Bool {
        text.contains("{{") || text.contains("{%") || text.contains("${") || text.contains("<%")
            || text.contains("$(") || text.hasPrefix("{") || text.hasPrefix("@") || text.hasPrefix("~")
            || text.hasPrefix("$") || text.hasPrefix("<")
    }
}

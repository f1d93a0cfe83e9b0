import Model

/// A kind of file that says what a project needs: how to know it, and how to read it.
package struct Manifest: Sendable {
    package enum Role: Sendable {
        /// Says what is asked for.
        case manifest
        /// Says what was taken.
        case lock
    }

    /// `npm.package`, `npm.lock`
    package let id: String
    package let role: Role
    /// Whether a path is one of such a file.
    let fits: @Sendable (ManifestPath) -> Bool
    let read: @Sendable (ManifestFile, inout ManifestReading) -> Void

    init(
        _ id: String, _ role: Role = .manifest, when fits: @escaping @Sendable (ManifestPath) -> Bool,
        read: @escaping @Sendable (ManifestFile, inout ManifestReading) -> Void
    ) {
        self.id = id
        self.role = role
        self.fits = fits
        self.read = read
    }

    init(
        _ id: String, _ role: Role = .manifest, named names: String...,
        read: @escaping @Sendable (ManifestFile, inout ManifestReading) -> Void
    ) {
        self.init(id, role, when: { names.contains($0.name) }, read: read)
    }

    /// The kind of a file; nil for files of no kind that is known.
    ///
    /// - Parameter path: from the top of the repository, with `/`.
    package static func kind(of path: String) -> Manifest? {
        let path = ManifestPath(path)
        return all.first { $0.fits(path) }
    }

    /// Reads a file: what it refers to, in the order of the file.
    package func reading(of bytes: [UInt8], at path: String) -> ManifestReading {
        var reading = ManifestReading(path: path, manifest: id, role: role)
        guard bytes.count <= 32_000_000 else {
            reading.problem = "it is larger than 32 MB"
            return reading
        }
        read(ManifestFile(path: ManifestPath(path), text: SourceText(bytes)), &reading)
        return reading
    }
}

/// What a manifest or a lock file says.
package struct ManifestReading: Sendable {
    package let path: String
    /// The id of its kind.
    package let manifest: String
    package let role: Manifest.Role
    package var references: [Reference] = []
    /// Other files whose content belongs to this one, as paths from the top of the repository.
    package var includes: [String] = []
    /// Why it could not be read; nil where it was.
    package var problem: String?

    init(path: String, manifest: String, role: Manifest.Role) {
        self.path = path
        self.manifest = manifest
        self.role = role
    }

    mutating func add(_ reference: Reference) { references.append(reference) }
}

/// A path and its parts.
struct ManifestPath: Sendable {
    let path: String
    let name: String
    /// Without the name; empty at the top.
    let folder: String
    /// `name` in small letters.
    let lowered: String

    init(_ path: String) {
        self.path = path
        let slash = path.lastIndex(of: "/")
        name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        folder = slash.map { String(path[..<$0]) } ?? ""
        lowered = name.lowercased()
    }

    func ends(with suffix: String) -> Bool { lowered.hasSuffix(suffix) }

    /// The path of a file that is named from here; nil where it leads out of the repository.
    func resolving(_ relative: String) -> String? {
        var parts = folder.split(separator: "/")
        for part in relative.split(separator: "/") {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else if part != "." {
                parts.append(part)
            }
        }
        return relative.hasPrefix("/") ? nil : parts.joined(separator: "/")
    }
}

/// A file on its way to its reader.
struct ManifestFile {
    let path: ManifestPath
    let text: SourceText

    var bytes: [UInt8] { text.bytes }
    var whole: SourceRange { SourceRange(0, text.count) }

    /// The text of each line with its range, white space at both ends left out.
    var trimmedLines: [(text: String, range: SourceRange)] {
        (0..<text.lineCount).map { number in
            let range = trimmed(text.line(number))
            return (text.string(range), range)
        }
    }

    /// A range without the white space at its ends.
    func trimmed(_ range: SourceRange) -> SourceRange {
        var range = range
        while range.lower < range.upper, bytes[range.lower] <= 0x20 { range.lower += 1 }
        while range.lower < range.upper, bytes[range.upper - 1] <= 0x20 { range.upper -= 1 }
        return range
    }
}

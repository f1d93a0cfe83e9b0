package import Model

/// Finds the files that pages take in, as those who build the sites look for them.
package struct IncludeResolver {
    /// Either the file, or why there is none.
    enum File {
        case file(path: String, bytes: [UInt8])
        case noFile(looked: [String], nearest: String?)
        /// Nobody reads the directive on this page.
        case notRead
        /// A clause that goes after "because".
        case unknown(String)
    }

    private let sites: IncludeSites
    private let read: (String) -> [UInt8]?
    private let nearest: (String) -> String?
    private let hidden: (String) -> String?
    private var files: [String: [UInt8]?] = [:]
    private var others: [String: Other] = [:]

    /// Another repository that was looked into.
    private struct Other {
        /// Nil where nothing can be read.
        var read: ((String) -> [UInt8]?)?
        var nearest: (String) -> String? = { _ in nil }
        var trouble: String?
    }

    /// - Parameters:
    ///   - sites: what is known of the sites in the repository.
    ///   - read: the bytes of a file of the repository; nil where there is none.
    ///   - nearest: the path that was probably meant by one where nothing is.
    ///   - hidden: why it is not known what stands at a path, as a clause that goes after "because"; nil where it is.
    package init(
        _ sites: IncludeSites, read: @escaping (String) -> [UInt8]?,
        nearest: @escaping (String) -> String? = { _ in nil },
        hidden: @escaping (String) -> String? = { _ in nil }
    ) {
        self.sites = sites
        self.read = read
        self.nearest = nearest
        self.hidden = hidden
    }

    /// What is known of an inclusion; a reason, as a clause that goes after "because", where nothing is.
    package mutating func state(of inclusion: Inclusion) -> Answer {
        switch file(of: inclusion) {
        case .notRead: return .inclusion(.notRead)
        case .unknown(let reason): return .unknown(reason)
        case .noFile(let looked, let nearest):
            return .inclusion(.noFile(looked: looked, nearest: nearest))
        case .file(let path, let bytes):
            switch FileParts(bytes).lines(of: inclusion.part, for: inclusion.syntax) {
            case .missing(let what, let nearest):
                return .inclusion(.noPart(path: path, what, nearest: nearest))
            case .found(let lines):
                return .inclusion(
                    .found(path: path, code: lines.reduce(into: []) { $0 += bytes[$1.lower..<$1.upper] }))
            }
        }
    }

    /// The bytes of a file of the repository or of another one, each read once.
    package mutating func bytes(of path: String) -> [UInt8]? {
        if let known = files[path] { return known }
        var bytes = read(path)
        if bytes == nil, let (other, inside) = other(of: path) { bytes = other.read?(inside) }
        files[path] = .some(bytes)
        return bytes
    }

    /// The other repository that a path leads into, and the path there; nil for a path of the pages' own.
    private mutating func other(of path: String) -> (Other, String)? {
        guard let named = sites.others.first(where: { path.hasPrefix($0.label + ":") }) else { return nil }
        let inside = String(path.dropFirst(named.label.count + 1))
        if let known = others[named.label] { return (known, inside) }
        var other = Other()
        switch named.open() {
        case .trouble(let reason): other.trouble = reason
        case .files(_, let makeRead, let nearest):
            other.read = makeRead()
            other.nearest = { nearest($0).map { named.path($0) } }
        }
        others[named.label] = other
        return (other, inside)
    }

    /// The file at a path, or, where sites are built without regard to capitals, the one that differs in them alone.
    private mutating func bytes(of path: String, for syntax: Inclusion.Syntax) -> (String, [UInt8])? {
        if let bytes = bytes(of: path) { return (path, bytes) }
        guard syntax == .docFX, let other = nearest(path), other.lowercased() == path.lowercased() else {
            return nil
        }
        return bytes(of: other).map { (other, $0) }
    }

    mutating func file(of inclusion: Inclusion) -> File {
        switch sites.candidates(for: inclusion) {
        case .notRead: return .notRead
        case .unknown(let reason): return .unknown(reason)
        case .paths(let paths, let isSure):
            for path in paths {
                guard let (found, bytes) = self.bytes(of: path, for: inclusion.syntax) else { continue }
                if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
                    return .unknown("`\(found)` is in UTF-16")
                }
                return .file(path: found, bytes: bytes)
            }
            guard isSure else {
                return .unknown("`\(inclusion.path)` is looked for in ways that are not known")
            }
            var near: String?
            for path in paths {
                if let (other, inside) = other(of: path) {
                    if let trouble = other.trouble { return .unknown(trouble) }
                    near = near ?? other.nearest(inside)
                } else {
                    if let reason = hidden(path) { return .unknown(reason) }
                    near = near ?? nearest(path)
                }
            }
            return .noFile(looked: paths, nearest: near)
        }
    }
}

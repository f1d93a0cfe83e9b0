/// Lists the files of a folder: what Git tracks and what it does not ignore, as they are now.
struct FolderWalk: ~Copyable {
    private let root: Folder
    private let limits: Limits
    /// What is tracked: nothing in a folder that is no work tree.
    private let index: Index
    /// The first place of the index that the walk has not come to.
    private var place = 0
    private var submodules: Set<[UInt8]> = []
    private var ignores = IgnoreRules()
    private var ignoresCase = false
    private var entries: [Entry] = []
    private var problems: [Listing.Problem] = []
    private var attributeTexts: [(folder: [UInt8], text: [UInt8])] = []
    private var localAttributes: [UInt8]?
    private var seen = 0
    private var buffer: [UInt8] = []
    private var sightings: [Sighting] = []

    /// Walks a folder that is no work tree. The `.gitignore` files in it count all the same.
    init(root: consuming Folder, limits: Limits) {
        self.root = root
        self.limits = limits
        index = Index()
    }

    /// Walks a work tree.
    init(
        root: consuming Folder, of workTree: WorkTree, limits: Limits
    ) throws(RepositoryError) {
        self.root = root
        self.limits = limits
        sightings = workTree.outsidePaths.map { path in
            Sighting(path: Array(path.utf8)[...], identity: FileIdentity(ofFileAt: path))
        }
        let index = try Index(at: workTree.indexPath)
        for place in index.submodules { submodules.insert(Array(index.path(place))) }
        self.index = index
        ignoresCase = workTree.ignoresCase
        for path in [workTree.excludesPath, workTree.commonFolder + "/info/exclude"] {
            guard let path, let text = Folder.text(ofFileAt: path) else { continue }
            ignores.push(IgnoreFile(text[...], base: 0, ignoresCase: ignoresCase))
        }
        localAttributes = Folder.text(ofFileAt: workTree.commonFolder + "/info/attributes")
    }

    /// A folder that is being listed.
    private struct Frame {
        /// With a `/` at its end.
        var path: [UInt8]
        var items: [Folder.Item]
        var next = 0
        /// Whether only what is tracked counts.
        var isIgnored: Bool
        var hasIgnoreFile: Bool
    }

    /// - Throws: where the folder itself cannot be read. Any other that cannot be read is a problem of the
    ///   listing.
    consuming func listing() throws(SystemError) -> Listing {
        // The stack is our own: folders can be nested deeper than the thread's.
        var top = try root.folder([0x2E])
        sightings.append(Sighting(path: [0x2E], identity: top.identity()))
        let items = try top.items()
        var stack = [frame([], items, of: top, isIgnored: false)]
        while var frame = stack.popLast() {
            guard frame.next < frame.items.count else {
                if frame.hasIgnoreFile { ignores.pop() }
                continue
            }
            let item = frame.items[frame.next]
            frame.next += 1
            let path = frame.path + item.name
            let name = frame.path.count
            let isIgnored = frame.isIgnored
            stack.append(frame)
            if item.name == Self.gitName { continue }
            seen += 1
            if seen > limits.entries {
                problem([], isFolder: true, "there are more than \(limits.entries) files and folders")
                break
            }
            if case .folder = item.kind {
                if let inner = folder(path, name: name, isIgnored: isIgnored) { stack.append(inner) }
            } else {
                add(path, item, name: name, isIgnored: isIgnored)
            }
        }
        pass(nil)
        var listing = Listing(entries: entries, problems: problems)
        listing.mark(with: attributes())
        listing.sightings = sightings
        return listing
    }

    /// Lists a folder inside; nil where there is nothing to list in it.
    private mutating func folder(_ path: [UInt8], name: Int, isIgnored: Bool) -> Frame? {
        if submodules.contains(path) {
            entries.append(Entry(path: path, kind: .submodule))
            return nil
        }
        let below = path + [0x2F]
        pass(below)
        let holdsTracked = isTracked(below: below)
        let isIgnored = isIgnored || ignores.isIgnored(path, name: name, isFolder: true)
        if isIgnored, !holdsTracked { return nil }
        guard path.count < limits.pathLength else {
            problem(path, isFolder: true, "its path is too long")
            return nil
        }
        do throws(SystemError) {
            var folder = try root.folder(path)
            sightings.append(Sighting(path: path[...], identity: folder.identity()))
            let items = try folder.items()
            if !holdsTracked, items.contains(where: { $0.name == Self.gitName }) {
                entries.append(Entry(path: path, kind: .submodule))
                return nil
            }
            return frame(below, items, of: folder, isIgnored: isIgnored)
        } catch {
            // It can be read some day without the folder around it being another.
            sightings.append(Sighting(path: path[...], identity: root.identity(of: path)))
            problem(path, isFolder: true, error.reason)
            return nil
        }
    }

    private mutating func frame(
        _ path: [UInt8], _ items: [Folder.Item], of folder: borrowing Folder, isIgnored: Bool
    ) -> Frame {
        var frame = Frame(path: path, items: items, isIgnored: isIgnored, hasIgnoreFile: false)
        for place in frame.items.indices {
            let item = frame.items[place]
            if case .file = item.kind {
                if item.name == Self.ignoreName, let text = text(of: item.name, in: folder, path) {
                    let file = IgnoreFile(text[...], base: path.count, ignoresCase: ignoresCase)
                    if !file.isEmpty {
                        ignores.push(file)
                        frame.hasIgnoreFile = true
                    }
                } else if item.name == Self.attributesName, let text = text(of: item.name, in: folder, path) {
                    attributeTexts.append((path, text))
                }
            } else if case .symlink = item.kind {
                let target = try? folder.target(ofLink: item.name)
                frame.items[place].target = target
            }
        }
        frame.items.sort { $0.isBefore($1) }
        return frame
    }

    private mutating func add(_ path: [UInt8], _ item: Folder.Item, name: Int, isIgnored: Bool) {
        pass(path)
        let isTracked = takeTracked(path)
        if !isTracked, isIgnored || ignores.isIgnored(path, name: name, isFolder: false) { return }
        switch item.kind {
        case .file: entries.append(Entry(path: path, kind: .file))
        case .symlink:
            if let target = item.target {
                entries.append(Entry(path: path, kind: .symlink(target: target)))
            } else {
                problem(path, isFolder: false, "the link cannot be read")
            }
        case .special(let word): problem(path, isFolder: false, "it is \(word), not a file")
        case .folder: break
        }
    }

    // MARK: Beside the index

    /// Goes over what is tracked and comes before a path: it is not there, which is meant only in a sparse
    /// checkout.
    private mutating func pass(_ path: [UInt8]?) {
        while place < index.count {
            if let path, index.order(place, path) >= 0 { return }
            if index.isSparse(place) {
                var entry = Entry(path: Array(index.path(place)), kind: .file)
                entry.isSparse = true
                entries.append(entry)
            }
            place += 1
        }
    }

    private func isTracked(below path: [UInt8]) -> Bool {
        place < index.count && index.hasPrefix(place, path)
    }

    /// Whether a path is tracked. While a merge is unfinished it stands in the index more than once.
    private mutating func takeTracked(_ path: [UInt8]) -> Bool {
        var isTracked = false
        while place < index.count, index.order(place, path) == 0 {
            isTracked = true
            place += 1
        }
        return isTracked
    }

    // MARK: Files with rules

    private mutating func text(of name: [UInt8], in folder: borrowing Folder, _ path: [UInt8]) -> [UInt8]? {
        do throws(FileTrouble) {
            var identity: FileIdentity?
            sightings.append(Sighting(path: (path + name)[...], identity: folder.identity(of: name)))
            let count = try folder.read(name, limit: limits.fileSize, into: &buffer, identity: &identity)
            return Array(buffer[..<count])
        } catch {
            problem(
                path + name, isFolder: false, FolderReader.explained(error, limit: limits.fileSize).reason)
            return nil
        }
    }

    private func attributes() -> Attributes {
        var attributes = Attributes(ignoresCase: ignoresCase)
        for (folder, text) in attributeTexts.sorted(by: { $0.folder.count < $1.folder.count }) {
            attributes.add(text[...], folder: folder)
        }
        if let localAttributes { attributes.add(localAttributes[...], folder: []) }
        return attributes
    }

    private mutating func problem(_ path: [UInt8], isFolder: Bool, _ reason: String) {
        problems.append(Listing.Problem(path: Entry.escaped(path), isFolder: isFolder, reason: reason))
    }

    private static let gitName = Array(".git".utf8)
    private static let ignoreName = Array(".gitignore".utf8)
    private static let attributesName = Array(".gitattributes".utf8)
}

extension Folder.Item {
    /// The order of the paths below: a folder counts with the `/` that follows its name.
    func isBefore(_ other: Folder.Item) -> Bool {
        let common = min(name.count, other.name.count)
        for index in 0..<common where name[index] != other.name[index] {
            return name[index] < other.name[index]
        }
        return (name.count > common ? name[common] : end)
            < (other.name.count > common ? other.name[common] : other.end)
    }

    private var end: UInt8 { if case .folder = kind { 0x2F } else { 0 } }
}

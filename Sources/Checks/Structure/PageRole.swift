internal import Model

/// What a page is for, told from its path: some are no pages of their own.
enum PageRole {
    /// Whether it is a part that other pages take in, or a form that people fill in.
    static func isPart(_ path: String) -> Bool {
        let parts = path.lowercased().split(separator: "/")
        guard let name = parts.last else { return false }
        if name.hasPrefix("_") && !name.hasPrefix("_index.") || name.contains("template") { return true }
        return parts.dropLast().contains { part in
            folders.contains(part) || part.hasPrefix("_") || part.contains("template")
        }
    }

    /// Whether it lists versions, some of which may have nothing to say.
    static func isChangelog(_ path: String) -> Bool {
        let name = (path.split(separator: "/").last ?? "").lowercased()
        return ["change", "history", "releases", "release-notes", "news"].contains { name.hasPrefix($0) }
    }

    /// Whether GitHub and its like show it rather than the site that the repository makes.
    static func isShownByHost(_ path: String) -> Bool {
        let name = (path.split(separator: "/").last ?? "").uppercased()
        return ["README.", "CONTRIBUTING.", "CODE_OF_CONDUCT.", "SECURITY.", "SUPPORT."].contains {
            name.hasPrefix($0)
        }
    }

    private static let folders: Set<Substring> = [
        ".github", ".gitlab", "includes", "include", "partials", "snippets", "fragments", "shared",
        "components",
    ]
}

extension Document {
    /// Whether readers see nothing of a block: a definition, or HTML that is only comments or anchors.
    func isHidden(_ id: NodeID) -> Bool {
        let node = self[id]
        switch node.kind {
        case .definition, .frontMatter, .moduleCode: return true
        case .htmlBlock, .verbatimBlock: break
        default: return false
        }
        var offset = node.range.lower
        let bytes = text.bytes
        var hidden: [SourceRange] = []
        var place = Self.first(content.comments, from: node.range.lower) { $0.range.lower }
        while place < content.comments.count, content.comments[place].range.lower < node.range.upper {
            hidden.append(content.comments[place].range)
            place += 1
        }
        place = Self.first(content.tags, from: node.range.lower) { $0.range.lower }
        while place < content.tags.count, content.tags[place].range.lower < node.range.upper {
            let tag = content.tags[place]
            if text.slice(tag.name).elementsEqual(CollectionOfOne(UInt8(ascii: "a"))) {
                hidden.append(tag.range)
            }
            place += 1
        }
        for range in hidden.sorted() where range.lower >= offset {
            if !Self.isBlank(bytes[offset..<range.lower]) { return false }
            offset = min(range.upper, node.range.upper)
        }
        return Self.isBlank(bytes[offset..<node.range.upper])
    }

    /// The first element at or behind an offset.
    private static func first<Element>(
        _ elements: [Element], from offset: Int, _ start: (Element) -> Int
    ) -> Int {
        var low = 0
        var high = elements.count
        while low < high {
            let middle = (low + high) / 2
            if start(elements[middle]) < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }
}

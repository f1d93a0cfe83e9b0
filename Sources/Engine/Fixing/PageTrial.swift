import Model

/// Some fixes of a page, with what they may change.
struct Candidate {
    var edits: [Edit]
    var rule: String
    var changes: Set<FixChanges>
    /// The findings of the page that it mends.
    var findings: [Int]
    /// The blocks that it touches.
    var blocks: ClosedRange<Int> = 0...0

    var range: SourceRange {
        SourceRange(edits.first?.range.lower ?? 0, edits.last?.range.upper ?? 0)
    }
}

/// Tries fixes on a page: what it renders to with them, and where that is not what their rules allow.
struct PageTrial {
    let document: Document
    let candidates: [Candidate]
    private let rendering: Rendering
    private let fixing: Fixing
    private let parse: @Sendable (SourceFile) -> Document
    private let starts: [Int]

    init(
        _ document: Document, _ rendering: Rendering, _ candidates: [Candidate], _ fixing: Fixing,
        _ parse: @escaping @Sendable (SourceFile) -> Document
    ) {
        self.document = document
        self.fixing = fixing
        self.parse = parse
        self.rendering = rendering
        let starts = rendering.blocks.map(\.start)
        self.starts = starts
        self.candidates = candidates.map { candidate in
            var candidate = candidate
            let range = candidate.range
            candidate.blocks = Self.block(at: range.lower, starts)...Self.lastBlock(of: range, starts)
            return candidate
        }
    }

    var blockCount: Int { starts.count }

    /// The edits of some candidates as one set.
    func edits(of chosen: [Int]) -> EditSet {
        var set = EditSet()
        for index in chosen { _ = set.add(candidates[index].edits) }
        return set
    }

    /// The blocks that show something else with some fixes made than those fixes may change.
    func violations(making chosen: [Int]) -> [Int] {
        let set = edits(of: chosen)
        let bytes = set.applied(to: document.text.bytes)
        let mended = fixing.render(parse(SourceFile(path: document.path, bytes: bytes)))
        let permissions = permissions(of: chosen)
        guard !rendering.blocks.isEmpty else {
            let isSilent = mended.blocks.allSatisfy { fixing.isSame([], $0.html, []) }
            return isSilent || permissions[0]?.contains(.blocks) == true ? [] : [0]
        }

        var found: [Int] = []
        let homes = set.oldOffsets(of: mended.blocks.map(\.start)).map { Self.block(at: $0, starts) }
        var next = 0
        // Whether the block before may become another, so that this one may join it.
        var mayJoin = false
        for (index, block) in rendering.blocks.enumerated() {
            let first = next
            while next < homes.count, homes[next] <= index { next += 1 }
            if mayJoin, next == first { continue }
            mayJoin = permissions[index]?.contains(.blocks) == true
            let isOne = next == first + 1
            if isOne, mended.blocks[first].html == block.html { continue }
            let new =
                isOne ? mended.blocks[first].html : mended.blocks[first..<next].flatMap { $0.html }
            if !fixing.isSame(block.html, new, permissions[index] ?? everywhere(permissions)) {
                found.append(index)
            }
        }
        return found
    }

    /// For each block that fixes touch, what they may change in it; under -1 what they may change in all.
    private func permissions(of chosen: [Int]) -> [Int: Set<FixChanges>] {
        var out: [Int: Set<FixChanges>] = [:]
        for index in chosen {
            let candidate = candidates[index]
            guard candidate.changes != [.nothing] else { continue }
            for edit in candidate.edits {
                let last = Self.lastBlock(of: edit.range, starts)
                for block in Self.block(at: edit.range.lower, starts)...last {
                    out[block, default: []].formUnion(candidate.changes)
                    // Links anywhere on the page lead where a definition says.
                    if block < rendering.blocks.count, rendering.blocks[block].isUsedElsewhere,
                        candidate.changes.contains(.addresses)
                    {
                        out[-1, default: []].insert(.addresses)
                    }
                }
            }
        }
        if let all = out[-1] {
            for block in out.keys where block >= 0 { out[block, default: []].formUnion(all) }
        }
        return out
    }

    private func everywhere(_ permissions: [Int: Set<FixChanges>]) -> Set<FixChanges> {
        permissions[-1] ?? []
    }

    /// The block that an offset belongs to: what stands between two blocks goes with the first.
    private static func block(at offset: Int, _ starts: [Int]) -> Int {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }

    /// The last block that a range has a byte of.
    private static func lastBlock(of range: SourceRange, _ starts: [Int]) -> Int {
        block(at: max(range.lower, range.upper - 1), starts)
    }
}

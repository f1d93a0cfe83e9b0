/// Something that a release did to what users build on.
package struct SurfaceEvent: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case added, changed, deprecated, removed
    }

    package var kind: Kind
    package var path: String
    /// The symbol as it is after the event; of one that was removed as it was before.
    package var symbol: Symbol
    /// The file of the product that declares or declared it.
    package var file: String
    package var release: Release
    /// Of a removal: whether an earlier release had told users. Of all others true.
    package var wasAnnounced: Bool
    /// Whether users' code can break, and the release before had a number that promised it would not (semantic
    /// versioning: same major version; below 1.0.0 the same minor version).
    package var breaksPromise: Bool
}

extension SurfaceHistory {
    /// What happened after one release up to another one, that one included; by release, kind and path.
    ///
    /// What a whole type takes with it is said of the type alone.
    package func events(after first: Int, through last: Int) -> [SurfaceEvent] {
        guard first < last, last < releases.count else { return [] }
        var events: [(Int, SurfaceEvent)] = []
        for line in lines where !line.isPrivate {
            for (place, spell) in line.spells.enumerated() {
                let before = place > 0 ? line.spells[place - 1] : nil
                let follows = before?.until == spell.from
                if first < spell.from, spell.from <= last, let kind = Self.kind(spell, follows ? before : nil)
                {
                    events.append((spell.from, event(kind, line, spell, at: spell.from)))
                }
                let ends = place + 1 == line.spells.count || line.spells[place + 1].from > spell.until
                if ends, first < spell.until, spell.until <= last, !isTakenAlong(line, at: spell.until),
                    !isInherited(line, at: spell.until), !isBackport(spell)
                {
                    events.append((spell.until, event(.removed, line, spell, at: spell.until)))
                }
            }
        }
        return events.sorted {
            $0.0 != $1.0
                ? $0.0 < $1.0
                : ($0.1.kind.rawValue, $0.1.path) < ($1.1.kind.rawValue, $1.1.path)
        }.map(\.1)
    }

    private static func kind(_ spell: Spell, _ before: Spell?) -> SurfaceEvent.Kind? {
        guard let before else { return .added }
        let (old, new) = (before.symbol.availability, spell.symbol.availability)
        if !old.isUnavailable, new.isUnavailable { return .removed }
        if old.isFine, !new.isFine { return .deprecated }
        let isSame =
            before.symbol.kind == spell.symbol.kind && before.symbol.signature == spell.symbol.signature
        return isSame ? nil : .changed
    }

    private func event(_ kind: SurfaceEvent.Kind, _ line: Line, _ spell: Spell, at release: Int)
        -> SurfaceEvent
    {
        let promises = release > 0 && releases[release - 1].number.line == releases[release].number.line
        let breaks = kind == .removed || kind == .changed && spell.symbol.kind == .case
        return SurfaceEvent(
            kind: kind, path: line.path, symbol: spell.symbol, file: spell.file, release: releases[release],
            wasAnnounced: kind != .removed
                || line.spells.contains { $0.from < release && !$0.symbol.availability.isFine },
            breaksPromise: breaks && promises && !releases[release - 1].number.isTrial)
    }

    /// Whether the type around a symbol goes in the same release.
    private func isTakenAlong(_ line: Line, at release: Int) -> Bool {
        guard let parent = line.spells.last?.symbol.parent, !parent.isEmpty, let outer = self.line(parent)
        else {
            return false
        }
        return outer.spell(at: release) == nil && outer.spell(at: release - 1) != nil
    }

    /// Whether a symbol came with a release that is younger than the one that lacks it: a mend of an old line, which the
    /// next line had not yet.
    private func isBackport(_ spell: Spell) -> Bool {
        guard let came = releases[spell.from].day, let lacks = releases[spell.until].day else { return false }
        return lacks < came
    }

    /// Whether a type still has a member, by what it conforms to or inherits from.
    private func isInherited(_ line: Line, at release: Int) -> Bool {
        guard let symbol = line.spells.last?.symbol, !symbol.parent.isEmpty else { return false }
        let view = SurfaceView(self, at: release)
        return view.family(of: symbol.parent).types.contains { type in
            view.members(of: type, named: symbol.base).contains {
                $0.spell(at: release) != nil && $0.spells.last?.symbol.name == symbol.name
            }
        }
    }

    /// What makes a product hard to follow, in a release and on the way to it.
    package func friction(after first: Int, through last: Int) -> SurfaceFriction {
        let removed = events(after: first, through: last).filter { $0.kind == .removed }
        let old = surface(at: last).filter { !$0.availability.isFine }
        return SurfaceFriction(
            deprecated: old.count, silent: old.filter(\.availability.isSilent).map(\.path),
            withoutNotice: removed.filter { !$0.wasAnnounced }, breaking: removed.filter(\.breaksPromise),
            removed: removed.count)
    }
}

/// What the users of a product trip over.
package struct SurfaceFriction: Hashable, Sendable {
    /// How many symbols of the release are deprecated or unavailable.
    package var deprecated: Int
    /// Those of them that say neither what to use instead nor why.
    package var silent: [String]
    /// What was taken away without a release that had told so.
    package var withoutNotice: [SurfaceEvent]
    /// What was taken away though the number of the release promised that nothing would be.
    package var breaking: [SurfaceEvent]
    /// How much was taken away at all.
    package var removed: Int
}

package import Model

/// How far the direct dependencies of a project are behind, added up.
package struct DependencyLag: Hashable, Sendable {
    /// Dependencies whose lag is known, those without any among them.
    package var assessed = 0
    /// Dependencies of which it is not known, with the reason.
    package var unresolved: [Unresolved] = []
    /// In days.
    package var sum = 0
    /// In days.
    package var maximum = 0
    /// The names of the dependencies that are furthest behind, in order.
    package var worst: [String] = []

    package struct Unresolved: Hashable, Sendable {
        package var name: String
        /// A clause that goes after "because".
        package var reason: String
    }

    package mutating func add(_ name: String, _ verdict: PinVerdict) {
        switch verdict {
        case .admitsLatest: assessed += 1
        case .notAssessed(let reason): unresolved.append(Unresolved(name: name, reason: reason))
        case .excludesLatest(let lag):
            guard let days = lag.days else {
                unresolved.append(Unresolved(name: name, reason: DependencyLag.noDays))
                return
            }
            assessed += 1
            sum += days
            if days > maximum { worst = [] }
            maximum = max(maximum, days)
            if days == maximum, days > 0 { worst.append(name) }
        }
    }

    static let noDays = "the days of its releases are not known"
}

/// The lag of a project in the ways that it can be counted.
package struct ProjectLag: Hashable, Sendable {
    /// By the lock file; nil where there is none.
    package var locked: DependencyLag?
    /// With the highest versions that are admitted: what a fresh installation gets in most ecosystems.
    package var highest = DependencyLag()
    /// With the lowest versions that are admitted.
    package var lowest = DependencyLag()

    /// - Parameter references: the direct dependencies of one project.
    package init(
        of references: [Reference], asOf today: Day?, answers: (PackageName) -> ReleaseAnswer
    ) {
        let dependencies = references.filter { $0.kind == .dependency && $0.scope == .direct }
        if dependencies.contains(where: { $0.resolved != nil }) {
            var locked = DependencyLag()
            for reference in dependencies {
                guard let package = reference.package else { continue }
                locked.add(reference.name, reference.resolvedLag(given: answers(package), asOf: today))
            }
            self.locked = locked
        }
        for reference in dependencies {
            guard let package = reference.package else { continue }
            let answer = answers(package)
            highest.add(reference.name, reference.pinVerdict(given: answer, asOf: today))
            lowest.add(reference.name, reference.lowestVerdict(given: answer, asOf: today))
        }
    }
}

extension Reference {
    /// How far the lowest version that is admitted is behind.
    func lowestVerdict(given answer: ReleaseAnswer, asOf today: Day?) -> PinVerdict {
        if let unassessed { return .notAssessed(unassessed) }
        guard let read = try? syntax.read(requirement), case .releases(let releases, _) = answer else {
            return pinVerdict(given: answer, asOf: today)
        }
        let known = ReleaseLine(releases, syntax.scheme, asOf: today)
        guard let latest = known.stable.last,
            let taken = known.versions.first(where: { read.admits($0.version) })
        else { return pinVerdict(given: answer, asOf: today) }
        if taken.version >= latest.version { return .admitsLatest(latest.release) }
        return .excludesLatest(known.lag(from: taken, to: latest, isFloor: read.admits(latest.version)))
    }
}

/// Two places of one page that ask for different least versions of one package.
package struct UnequalFloors: Hashable, Sendable {
    package var name: String
    package var lower: Reference
    package var higher: Reference

    /// The packages that a page asks for with unequal floors, in the order of the page.
    ///
    /// It may be meant, so it is at most worth a note.
    package static func all(among references: [Reference]) -> [UnequalFloors] {
        var seen: [PackageName: [(floor: Version, reference: Reference)]] = [:]
        var order: [PackageName] = []
        for reference in references where reference.kind == .dependency && reference.unassessed == nil {
            guard let package = reference.package,
                let floor = try? reference.syntax.read(reference.requirement).floor
            else { continue }
            if seen[package] == nil { order.append(package) }
            seen[package, default: []].append((floor, reference))
        }
        return order.compactMap { package in
            guard let places = seen[package], let low = places.min(by: { $0.floor < $1.floor }),
                let high = places.max(by: { $0.floor < $1.floor }), low.floor < high.floor,
                low.floor.scheme == high.floor.scheme
            else { return nil }
            return UnequalFloors(name: low.reference.name, lower: low.reference, higher: high.reference)
        }
    }
}

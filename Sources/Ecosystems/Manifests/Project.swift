/// A folder with manifests: what it asks for, with the versions that lock files name.
package struct Project: Sendable {
    /// From the top of the repository; empty for the top itself.
    package let folder: String
    /// The manifests in the folder, by path.
    package let manifests: [ManifestReading]
    /// The lock files that were used, in the folder or above.
    package let locks: [String]

    /// Everything that its manifests refer to, with the path of each.
    package var references: [(path: String, reference: Reference)] {
        manifests.flatMap { manifest in manifest.references.map { (manifest.path, $0) } }
    }

    /// Groups what was read in a repository into projects, by folder.
    ///
    /// A lock file counts for its folder and those below, as workspaces have it; so do a workspace's Cargo.toml and
    /// a Directory.Packages.props.
    package static func all(in readings: [ManifestReading]) -> [Project] {
        let sorted = readings.sorted { $0.path < $1.path }
        var manifests: [String: [ManifestReading]] = [:]
        var locks: [String: [Lock]] = [:]
        for reading in sorted {
            let folder = ManifestPath(reading.path).folder
            // What is below `.github` belongs to the folder that holds it.
            let home = folder.hasSuffix(".github/workflows") ? String(folder.dropLast(17)) : folder
            let place = home.hasSuffix("/") ? String(home.dropLast()) : home
            if reading.role == .lock {
                locks[place, default: []].append(Lock(reading))
            } else {
                manifests[place, default: []].append(reading)
            }
        }
        let central = Central(manifests)
        return manifests.keys.sorted().map { folder in
            var used: Set<String> = []
            let resolved = (manifests[folder] ?? []).map { manifest -> ManifestReading in
                var manifest = manifest
                for place in manifest.references.indices {
                    central.fill(&manifest.references[place], in: folder)
                    let reference = manifest.references[place]
                    guard reference.kind == .dependency, reference.resolved == nil else { continue }
                    for above in Self.folders(from: folder) {
                        guard
                            let lock = (locks[above] ?? []).first(where: { $0.version(of: reference) != nil })
                        else { continue }
                        manifest.references[place].resolved = lock.version(of: reference)
                        used.insert(lock.path)
                        break
                    }
                }
                return manifest
            }
            return Project(folder: folder, manifests: resolved, locks: used.sorted())
        }
    }

    /// A folder and those above it, nearest first.
    fileprivate static func folders(from folder: String) -> [String] {
        var folders = [folder]
        var rest = folder[...]
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            folders.append(String(rest))
        }
        return folder.isEmpty ? [""] : folders + [""]
    }
}

/// The versions that a lock file names.
private struct Lock {
    let path: String
    private var byName: [PackageName: [(requirement: String, version: String, isDirect: Bool)]] = [:]

    init(_ reading: ManifestReading) {
        path = reading.path
        for reference in reading.references {
            guard let package = reference.package, let version = reference.resolved else { continue }
            byName[package, default: []].append((reference.requirement, version, reference.scope == .direct))
        }
    }

    /// One entry alone counts; of several the one for the same requirement, the direct one, or the highest that the
    /// requirement admits.
    func version(of reference: Reference) -> String? {
        guard let package = reference.package, let entries = byName[package] else { return nil }
        if entries.count == 1 { return entries[0].version }
        if let same = entries.first(where: {
            $0.requirement == reference.requirement && !$0.requirement.isEmpty
        }) {
            return same.version
        }
        if let direct = entries.first(where: \.isDirect) { return direct.version }
        guard let read = try? reference.syntax.read(reference.requirement) else { return nil }
        let versions = entries.compactMap { read.syntax.scheme.version($0.version) }
        return read.admitted(of: versions).last?.text
    }
}

/// Versions that one file sets for many projects.
private struct Central {
    private var cargo: [String: [String: Reference]] = [:]
    private var nuget: [String: [String: Reference]] = [:]

    init(_ manifests: [String: [ManifestReading]]) {
        for (folder, readings) in manifests {
            for reading in readings {
                let isCentral = ManifestPath(reading.path).lowered == "directory.packages.props"
                for reference in reading.references where reference.requirementRange != nil {
                    if reading.manifest == "cargo.manifest" {
                        cargo[folder, default: [:]][reference.key] = reference
                    } else if isCentral {
                        nuget[folder, default: [:]][reference.key] = reference
                    }
                }
            }
        }
    }

    func fill(_ reference: inout Reference, in folder: String) {
        let isCargo = reference.unassessed == CargoReader.inheritance
        guard isCargo || reference.unassessed == DotNetReader.central else { return }
        for above in Project.folders(from: folder) {
            guard let found = (isCargo ? cargo : nuget)[above]?[reference.key] else { continue }
            reference.requirement = found.requirement
            reference.unassessed = found.unassessed
            return
        }
    }
}

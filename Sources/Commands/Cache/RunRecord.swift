import Model
import Repositories
import RulePages

/// A run that is kept: what it came to, and all that it had seen.
struct RunRecord: Sendable {
    /// What the run was asked, so that two that happen to have one name are not taken for one.
    var key: [UInt8]
    var status: ExitStatus
    var notices: [Failure]
    /// What the report has to be that is kept beside the record, without the time it took.
    var report: ReportSeal
    var seed: UInt64
    var listing: ContentHash
    /// What lies outside the repository and had a part in the listing.
    var outside: [Sighting]
    var programs: [Sighting]
    /// What the listing was made from, and the files that were read.
    var places: Places
    var others: [Readings.Other]
    /// Where the clock stood before anything was read, in nanoseconds.
    var start: Int64

    /// The identity of something that was changed shortly before it was read says nothing: what happens to it
    /// right afterwards can bear the same time. Some file systems know whole or even seconds only.
    static let tick: Int64 = 2_000_000_000

    /// Whether a time lies far enough before the run.
    static func isSettled(_ identity: FileIdentity, at start: Int64) -> Bool {
        identity.changed < start - tick && identity.modified < start - tick
    }

    // MARK: Bytes

    private static let head = Array("docent run 5\n".utf8)
    private static let hashLength = 16

    var bytes: [UInt8] {
        var out = ByteWriter(Self.head)
        // The hash stands before what it is of.
        out.put(ContentHash(high: 0, low: 0))
        let start = out.bytes.count
        out.put(key)
        out.put(Int(status.rawValue))
        out.put(notices) { out, notice in
            for text in [notice.what, notice.why, notice.remedy] { out.put(text) }
        }
        out.put(seed)
        out.put(listing)
        out.put(Int(self.start))
        for list in [outside, programs] { out.put(list) { $0.put($1) } }
        out.put(places.bytes)
        out.put(others) { out, other in
            for text in [other.start, other.repository, other.revision, other.commit] { out.put(text) }
        }
        out.put(report.count)
        out.put(report.hash)
        out.put(report.boot)
        out.put(report.identity == nil ? 0 : 1)
        if let identity = report.identity { out.put(identity) }
        out.replaceHash(at: start, with: ContentHash(of: out.bytes[start...], seed: 0))
        return out.bytes
    }

    /// Nil where the bytes are no whole record of this kind.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: Self.head) else { return nil }
        do throws(ByteReader.Damaged) {
            var check = ByteReader(bytes.dropFirst(Self.head.count).prefix(Self.hashLength))
            let hash = try check.hash()
            let body = bytes.dropFirst(Self.head.count + Self.hashLength)
            guard ContentHash(of: body, seed: 0) == hash else { return nil }
            var reader = ByteReader(body)
            key = Array(try reader.slice())
            guard let status = ExitStatus(rawValue: Int32(truncatingIfNeeded: try reader.integer()))
            else { return nil }
            self.status = status
            notices = try reader.list { reader throws(ByteReader.Damaged) in
                Failure(what: try reader.text(), why: try reader.text(), remedy: try reader.text())
            }
            seed = try reader.number()
            listing = try reader.hash()
            start = Int64(try reader.integer())
            outside = try reader.list { reader throws(ByteReader.Damaged) in try reader.sighting() }
            programs = try reader.list { reader throws(ByteReader.Damaged) in try reader.sighting() }
            places = try Places(try reader.slice())
            others = try reader.list { reader throws(ByteReader.Damaged) in
                Readings.Other(
                    start: try reader.text(), repository: try reader.text(), revision: try reader.text(),
                    commit: try reader.text())
            }
            report = ReportSeal(count: try reader.integer(), hash: try reader.hash())
            report.boot = Array(try reader.slice())
            if try reader.integer() != 0 { report.identity = try reader.identity() }
            guard reader.isAtEnd else { return nil }
        } catch {
            return nil
        }
    }

    init(
        key: [UInt8], status: ExitStatus, notices: [Failure], report: ReportSeal,
        listing: Listing, readings: Readings, start: Int64
    ) {
        self.key = key
        self.status = status
        self.notices = notices
        self.report = report
        self.start = start
        seed = readings.seed
        programs = readings.programs
        others = readings.others
        (outside, places) = Self.seen(for: listing, readings.files)
        self.listing = Self.hash(of: listing, seed: readings.seed)
    }

    /// What a listing was made from, and files, as they are kept.
    static func seen(for listing: Listing, _ files: [Places.Place]) -> (outside: [Sighting], places: Places) {
        let isOutside = { (sighting: Sighting) in sighting.path.first == 0x2F }
        let inside = listing.sightings.filter { !isOutside($0) }
        let places = inside.map { Places.Place(path: $0.path, identity: $0.identity) }
        return (listing.sightings.filter(isOutside), Places(of: places + files))
    }

    /// All that a listing says.
    static func hash(of listing: Listing, seed: UInt64) -> ContentHash {
        var out = ByteWriter()
        out.put(listing.entries) { out, entry in
            out.put(entry.pathBytes)
            switch entry.kind {
            case .file: out.put(0)
            case .symlink(let target):
                out.put(1)
                out.put(target)
            case .submodule: out.put(2)
            }
            out.put((entry.isGenerated ? 1 : 0) + (entry.isVendored ? 2 : 0) + (entry.isSparse ? 4 : 0))
        }
        out.put(listing.problems) { out, problem in
            out.put(problem.path)
            out.put(problem.isFolder ? 1 : 0)
            out.put(problem.reason)
        }
        return ContentHash(of: out.bytes, seed: seed)
    }
}

extension ByteWriter {
    fileprivate mutating func put(_ identity: FileIdentity) {
        put(identity.device)
        put(identity.number)
        for number in [identity.size, identity.modified, identity.changed] { put(Int(number)) }
    }

    fileprivate mutating func put(_ sighting: Sighting) {
        put(sighting.path)
        put(sighting.identity == nil ? 0 : 1)
        if let identity = sighting.identity { put(identity) }
    }
}

extension ByteReader {
    fileprivate mutating func identity() throws(Damaged) -> FileIdentity {
        FileIdentity(
            device: try number(), number: try number(), size: Int64(try integer()),
            modified: Int64(try integer()), changed: Int64(try integer()))
    }

    fileprivate mutating func sighting() throws(Damaged) -> Sighting {
        let path = try slice()
        return Sighting(path: path, identity: try integer() == 0 ? nil : try identity())
    }
}

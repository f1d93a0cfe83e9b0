/// What contents are compared by, each worked out once; one for each worker.
struct ContentDigests: ~Copyable {
    private let objects: Objects
    private let limit: Int
    private var normaliser: Normaliser
    private var known: [ObjectID: ContentDigest] = [:]

    init(_ objects: consuming Objects, _ policy: HistoryPolicy) {
        self.objects = objects
        limit = policy.normalisedSize
        normaliser = Normaliser(policy)
    }

    /// Nil where the content is missing, damaged, or no file's.
    mutating func digest(_ id: ObjectID) -> ContentDigest? {
        if let digest = known[id] { return digest }
        guard let digest = objects.digest(id, limit: limit, &normaliser) else { return nil }
        // Files that lie beside each other are dated one after the other: what was long ago is not asked again.
        if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
        known[id] = digest
        return digest
    }

    private static let most = 1 << 15
}

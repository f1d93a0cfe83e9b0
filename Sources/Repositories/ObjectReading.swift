extension Reader {
    /// Reads a file's content by the name of its object, as histories know it.
    package mutating func read(object id: ObjectID) -> Reading {
        read(Entry(path: [], kind: .file, objectID: id))
    }
}

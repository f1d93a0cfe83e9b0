/// What the history of a repository tells of one file at a revision.
package struct FileHistory: Hashable, Sendable {
    /// A name that the file had before.
    package struct PreviousPath: Hashable, Sendable {
        package var path: String
        /// The commit that took the name away.
        package var until: CommitPoint
    }

    /// The path inside the repository, as people see it.
    package var path: String
    /// What holds the content; nil where the folder above cannot be read.
    package var objectID: ObjectID?
    /// Since when the content says what it says: the oldest commit of the newest unbroken run over which it is the
    /// same once normalised.
    package var content: Dated
    /// The oldest commit with the file, under this name or one that it had before.
    package var firstSeen: Dated
    /// The newest commit that touched the file, whatever it changed.
    package var lastTouched: Dated
    /// Newest first.
    package var previousPaths: [PreviousPath]
    /// The commit that set the dates that the file declares, where that commit left the content as it was.
    package var datesSetAlone: CommitPoint?
}

/// What counts as an edit of a file's content.
package struct HistoryPolicy: Hashable, Sendable {
    /// Keys of metadata that say nothing to a reader; an edit of them alone is no edit. `ms.*` means all that begin
    /// so.
    package var metadataKeys = HistoryPolicy.usualMetadataKeys
    /// Keys of dates that an author declares; they are metadata too.
    package var dateKeys = HistoryPolicy.usualDateKeys
    /// Within how many seconds a change and its undoing count as no change.
    package var reversal: Int64 = 30 * 86_400
    /// Files above this size, in bytes, are compared as they are, not normalised.
    package var normalisedSize = 4 << 20
    /// Commits that are passed over, beside those that `.git-blame-ignore-revs` lists.
    package var ignoredCommits: Set<ObjectID> = []

    package init() {}

    /// Who wrote it, where a portal files it, when somebody looked at it.
    package static let usualMetadataKeys: Set<String> = [
        "aliases", "author", "authors", "contributors", "editor", "edit_url", "feedback_system", "keywords",
        "manager", "ms.*", "owner", "owners", "products", "redirect_from", "redirect_url", "reviewer",
        "reviewers", "schema", "sidebar_position", "slug", "tags", "topic_type", "uid", "weight",
    ]

    package static let usualDateKeys: Set<String> = [
        "date", "docdate", "freshness", "last-modified", "last-reviewed", "last-update", "last-updated",
        "last_modified", "last_modified_at", "last_reviewed", "last_reviewed_on", "last_update",
        "last_updated", "lastmod", "lastreviewed", "lastupdated", "modified", "ms.date", "publishdate",
        "review_date", "reviewed", "revdate", "updated",
    ]

    /// A number for all that dates depend on: another policy, most likely another number.
    var fingerprint: UInt64 {
        var text =
            metadataKeys.sorted().joined(separator: ",") + ";" + dateKeys.sorted().joined(separator: ",")
        text += ";\(reversal);\(normalisedSize);"
        text += ignoredCommits.map(\.description).sorted().joined(separator: ",")
        return unsafe Array(text.utf8).withUnsafeBytes { unsafe ByteHash($0).high }
    }
}

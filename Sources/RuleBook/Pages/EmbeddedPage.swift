/// A rule page that the program carries.
struct EmbeddedPage: Sendable {
    /// The path of the page in `rules`, without ending.
    var id: String
    /// Front matter, title and summary: all that a start of the program reads.
    var head: String
    /// What follows.
    var rest: String
}
